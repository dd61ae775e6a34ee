import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const SOURCES = [
  'app',
  'components',
  'content',
  'db',
  'domain',
  'public',
  'server',
  'next.config.ts',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
];

/** Builds the pages unless the build at hand was made from exactly these sources. @returns a remark for the step. */
export async function ensureBuild(root, node) {
  const marker = join(root, '.next', 'shoumi-build');
  const wanted = hashSources(root);
  const isCurrent =
    existsSync(join(root, '.next', 'BUILD_ID')) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
  if (isCurrent) return '已是最新';
  rmSync(marker, { force: true });
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  await run(node.path, [...node.args, next, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    what: '页面构建（next build）',
  });
  writeFileSync(marker, wanted);
  return '构建完成';
}

/** By content, never by time stamps: a fresh checkout of the same sources counts as the same. */
function hashSources(root) {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((name) => filesOf(root, name))) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesOf(root, name) {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  const entries = name.includes('.') ? undefined : readdirSync(path, { recursive: true, withFileTypes: true });
  if (!entries) return [name];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}
