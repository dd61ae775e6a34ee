import { fork } from 'node:child_process';
import { join } from 'node:path';
import { until } from './processes.mjs';

const STABLE_AFTER_MS = 1000;
const STOP_TIMEOUT_MS = 15_000;

/**
 * Starts the application in a process of its own and keeps it running: when it dies after it was once ready it is
 * started again with a growing pause. @throws Error when the first start fails.
 */
export async function startApplication({ root, node, env, dev, onEvent }) {
  let child;
  /** Only what once worked is worth starting again. */
  let keeps = false;
  let failures = 0;
  let timer;

  const launch = () => {
    let readyAt = Number.POSITIVE_INFINITY;
    const own = fork(join(root, 'scripts', 'lib', 'serve.ts'), dev ? ['--dev'] : [], {
      cwd: root,
      env,
      execPath: node.path,
      execArgv: node.args,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child = own;
    own.on('message', (message) => {
      if (message.type === 'ready') readyAt = performance.now();
    });
    own.once('exit', (code, signal) => {
      child = undefined;
      if (!keeps) return;
      // Only deaths on the way up make the pause grow; one that had been serving is back as fast as possible.
      failures = performance.now() - readyAt > STABLE_AFTER_MS ? 0 : failures + 1;
      const pauseMs = Math.min(100 * 2 ** failures, 10_000);
      onEvent(`应用意外退出（${signal ?? `退出码 ${code}`}），${(pauseMs / 1000).toFixed(1)} 秒后重新启动`);
      timer = setTimeout(launch, pauseMs);
    });
    return own;
  };

  const stop = async () => {
    keeps = false;
    clearTimeout(timer);
    child?.kill('SIGTERM');
    if (!(await until(() => child === undefined, STOP_TIMEOUT_MS))) child?.kill('SIGKILL');
  };

  const first = launch();
  try {
    const address = await readiness(first);
    keeps = true;
    return { address, stop, pid: () => child?.pid };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address a started application reports, or why it could not start. */
function readiness(child) {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (message.type === 'ready') resolve(message.address);
      if (message.type === 'failed') reject(Object.assign(new Error(message.message), { code: message.code }));
    });
    child.once('exit', (code, signal) => reject(new Error(`应用没有启动成功（${signal ?? `退出码 ${code}`}）。`)));
  });
}
