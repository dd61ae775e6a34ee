import { fork } from 'node:child_process';
import { join } from 'node:path';
import { track } from './run.mjs';
import { step } from './steps.mjs';

const STEP_TITLES = { migrate: '更新数据库结构', content: '载入课程与题库', demonstration: '准备演示单位' };

/** Runs the preparation of the database, a printed line for each of its steps. @returns what each step returned. */
export async function prepareDatabase({ root, node, env, demo }) {
  const child = fork(join(root, 'scripts', 'lib', 'prepare.ts'), demo ? ['--demo'] : [], {
    cwd: root,
    env,
    execPath: node.path,
    execArgv: node.args,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  track(child);
  const messages = inbox(child);
  const results = {};
  for (let message = await messages.next(); message; message = await messages.next()) {
    if (message.type !== 'start') continue;
    await step(STEP_TITLES[message.name], async () => {
      const end = await messages.next();
      if (end?.type !== 'done') throw new Error(end?.message ?? `数据库准备进程意外退出。\n${messages.errors()}`);
      results[message.name] = end.result;
      return remarkOn(message.name, end.result);
    });
  }
  return results;
}

function remarkOn(name, result) {
  if (name === 'content') return contentRemark(result);
  if (name === 'demonstration' && !result) return '已有数据，保持不变';
  return undefined;
}

function contentRemark({ lessons, items }) {
  const changes = [lessons, items].map(({ added, restored, retired }) => added + restored + retired);
  return changes.some(Boolean) ? `更新 ${changes[0]} 课、${changes[1]} 题` : '没有变化';
}

/** Messages of a child in order; undefined once it has ended. */
function inbox(child) {
  const waiting = [];
  const received = [];
  let errors = '';
  let isOver = false;
  const push = (message) => {
    const next = waiting.shift();
    if (next) next(message);
    else received.push(message);
  };
  child.on('message', push);
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-4000);
  });
  child.once('close', () => {
    isOver = true;
    for (const next of waiting.splice(0)) next(undefined);
  });
  return {
    errors: () => errors.trim(),
    next: () => {
      if (received.length > 0) return Promise.resolve(received.shift());
      return isOver ? Promise.resolve(undefined) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}
