import { fork } from 'node:child_process';
import { join } from 'node:path';

const HERE = import.meta.dirname;

/** Starts a helper process of this folder. */
export function forkHelper(name, nodePath, env = process.env) {
  return fork(join(HERE, name), [], { execPath: nodePath, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** The load driver; `run` gives it one job and waits for its figures. */
export function startDriver(nodePath) {
  const child = forkHelper('driver.mjs', nodePath);
  let last = 0;
  const run = (job) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const onMessage = (message) => {
        if (message.id !== id) return;
        child.off('message', onMessage);
        if (message.error) reject(new Error(`${job.kind}: ${message.error}`));
        else resolve(message.result);
      };
      child.on('message', onMessage);
      child.send({ id, ...job });
    });
  return { run, stop: () => child.disconnect() };
}
