import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive } from './processes.mjs';

/**
 * Keeps a data folder for this process alone; a lock left by a killed process is taken over.
 * @throws Error when another live process holds it.
 * @returns what releases it.
 */
export function takeRunLock(dataDir) {
  const file = join(dataDir, 'run.lock');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, started: identityOf(process.pid) }), {
        flag: 'wx',
        mode: 0o600,
      });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = liveHolder(file);
      if (holder)
        throw new Error(
          `数据目录 ${dataDir} 正被另一个守密进程（进程号 ${holder}）使用。请先停止它，或用 SHOUMI_DATA_DIR 另设目录。`,
        );
      rmSync(file, { force: true });
    }
  }
  throw new Error(`无法锁定数据目录 ${dataDir}，请稍后再试。`);
}

function liveHolder(file) {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8'));
    return isAlive(pid) && identityOf(pid) === started ? pid : undefined;
  } catch {
    return undefined;
  }
}
