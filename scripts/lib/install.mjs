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
  await install(root);
  writeFileSync(marker, wanted);
  return '安装完成';
}

const FLAGS = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];

/**
 * `npm ci`; and where it refuses because the lock file knows nothing of some optional packages for other platforms
 * (a registry that does not carry them leaves them out), `npm install`, which keeps every locked version as well.
 */
async function install(root) {
  const { command, args } = npm();
  try {
    await run(command, [...args, 'ci', ...FLAGS], { cwd: root, what: '依赖安装（npm ci）' });
  } catch (error) {
    if (!/from lock file/.test(error.message)) throw error;
    await run(command, [...args, 'install', '--no-save', ...FLAGS], { cwd: root, what: '依赖安装（npm install）' });
  }
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
