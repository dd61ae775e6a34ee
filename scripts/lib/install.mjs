import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Installs what package-lock.json names, unless exactly that is there already. @returns a remark for the step. */
export async function ensureInstalled(root) {
  const lockFile = join(root, 'package-lock.json');
  const marker = join(root, 'node_modules', '.shoumi-lock');
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return '已是最新';
  if (matchesLock(root, lockFile)) {
    writeFileSync(marker, wanted);
    return '已是最新';
  }
  const { command, args } = npm();
  await run(command, [...args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'], {
    cwd: root,
    what: '依赖安装（npm ci）',
  });
  writeFileSync(marker, wanted);
  return '安装完成';
}

/** The npm that started this script, run by the same Node; the one on the path otherwise. */
function npm() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? { command: process.execPath, args: [script] } : { command: 'npm', args: [] };
}

/** Whether a hand-made install already holds every package at the locked version. */
function matchesLock(root, lockFile) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    // Optional packages of other platforms are rightly absent.
    return installed[path]
      ? installed[path].version === entry.version
      : Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}
