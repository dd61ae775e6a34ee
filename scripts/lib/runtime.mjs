import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Node that runs the product: the one npm installed with it, else this one when it is new enough. `args` lets an
 * older one read TypeScript.
 * @throws Error when neither will do.
 */
export function findNode(root) {
  const bundled = join(root, 'node_modules', 'node', 'bin', 'node');
  for (const path of [bundled, process.execPath]) {
    const version = path === process.execPath ? process.versions.node : versionOf(path);
    if (version && isAtLeast(version, 22, 12))
      return { path, version, args: isAtLeast(version, 22, 18) ? [] : ['--experimental-strip-types', '--no-warnings'] };
  }
  throw new Error(
    `需要 Node.js 22.12 或更高版本（建议 24），当前是 ${process.versions.node}，随项目安装的 Node 也不可用。` +
      '请安装新版 Node.js，或执行 npm ci --include=optional 后重试。',
  );
}

function versionOf(path) {
  if (!existsSync(path)) return undefined;
  const { status, stdout } = spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function isAtLeast(version, major, minor) {
  const [has, hasMinor] = version.split('.').map(Number);
  return has > major || (has === major && hasMinor >= minor);
}
