import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive, until, workingIn } from './processes.mjs';

/** What a server wrote about itself: its process id, port and state; undefined without a pid file. */
export function readPidFile(pgDir) {
  try {
    const lines = readFileSync(join(pgDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * Clears what an earlier run left when it was killed: stops a server that still runs on this folder, waits for its
 * last processes, and removes a pid file whose number now belongs to another program.
 */
export async function clearLeftovers(pgDir) {
  const old = readPidFile(pgDir);
  if (old && isServerOf(old.pid, pgDir)) await stopServer(old.pid);
  if (!(await until(() => workingIn(pgDir).length === 0, 30_000))) {
    throw new Error(`上次运行留下的数据库进程（进程号 ${workingIn(pgDir).join('、')}）没有退出，请先结束它们再启动。`);
  }
  const left = readPidFile(pgDir);
  // With a dead owner the server clears the file itself; a living stranger would keep it from starting.
  if (left && isAlive(left.pid) && !isServerOf(left.pid, pgDir)) rmSync(join(pgDir, 'postmaster.pid'), { force: true });
}

/** Fast shutdown: running statements are rolled back, everything committed is on disk. */
export async function stopServer(pid, timeoutMs = 30_000) {
  if (!signal(pid, 'SIGINT')) return;
  if (await until(() => !isAlive(pid), timeoutMs)) return;
  signal(pid, 'SIGQUIT');
  if (await until(() => !isAlive(pid), 5000)) return;
  throw new Error(`数据库进程 ${pid} 没有在规定时间内停止。`);
}

function isServerOf(pid, pgDir) {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(pgDir);
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}
