import { existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { copyFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';

const LIMIT_BYTES = 20 * 1024 * 1024;

/** The server's log in the data folder, one older file beside it, neither much above 20 MB. */
export function openLog(dataDir) {
  const file = join(dataDir, 'pg.log');
  if (existsSync(file) && statSync(file).size > LIMIT_BYTES) renameSync(file, `${file}.1`);
  if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 });
  const timer = setInterval(() => rotate(file).catch(() => undefined), 60_000);
  timer.unref();
  return {
    /** Opened for appending, so that emptying the file under a running server works. */
    descriptor: () => openSync(file, 'a'),
    tail: (lines = 12) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n'),
    close: () => clearInterval(timer),
  };
}

async function rotate(file) {
  if (statSync(file).size <= LIMIT_BYTES) return;
  await copyFile(file, `${file}.1`);
  await truncate(file, 0);
}
