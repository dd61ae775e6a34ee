import { spawn } from 'node:child_process';

const running = new Set();

/** Counts a program in for `signalRunning` until it ends. */
export function track(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Passes a signal on to every tracked program that has not ended. */
export function signalRunning(name) {
  for (const child of running) child.kill(name);
}

/**
 * Runs a program to its end. Its output is kept and shown only when it fails, unless `show` lets it through.
 * @throws Error with the last lines of the output when it does not end with 0.
 * @returns everything it wrote, '' when shown.
 */
export function run(command, args, { cwd, env = process.env, show = false, what = command } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    track(child);
    let output = '';
    const keep = (chunk) => {
      output = `${output}${chunk}`.slice(-200_000);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => reject(new Error(`${what}无法运行：${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const tail = output.trimEnd().split('\n').slice(-120).join('\n');
      reject(new Error(`${what}失败（${signal ?? `退出码 ${code}`}）${tail ? `：\n${tail}` : '。'}`));
    });
  });
}
