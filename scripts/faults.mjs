import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Examinee } from '#tests/faults/examinees.mjs';
import { checkGrades, checkInvariants } from '#tests/faults/invariants.mjs';
import { makePeople } from '#tests/load/people.mjs';
import { startProduct } from '#tests/load/product.mjs';
import { isAlive, until } from './lib/processes.mjs';
import { elapsed, step } from './lib/steps.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, clients: { type: 'string', default: '60' } },
});
const rounds = Number(options.rounds);
const clients = Number(options.clients);
const WORK_MS = [400, 1600];
const BACK_WITHIN_MS = 60_000;

const resent = (examinees) => examinees.reduce((sum, one) => sum + one.resent, 0);
const kept = (examinees) => examinees.reduce((sum, one) => sum + one.kept, 0);

/** Kills the application; its keeper starts it again. */
async function killApplication({ application }) {
  const pid = application.pid();
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid), 5000);
}

/** Kills the database server; its keeper starts it again, and it recovers from its log. */
async function killDatabase({ cluster }) {
  const pid = cluster.pid();
  cluster.kill9();
  await until(() => !isAlive(pid), 5000);
}

const FAULTS = [
  { id: 'FI-01', title: '应用进程 kill -9', strike: killApplication },
  { id: 'FI-02', title: '数据库主进程 kill -9', strike: killDatabase },
];

/** Milliseconds from the blow until an answer sent after it is kept. */
async function recovery(examinees) {
  const begun = performance.now();
  const before = examinees.map((one) => one.kept);
  const isBack = () => examinees.some((one, index) => one.kept > before[index]);
  if (!(await until(isBack, BACK_WITHIN_MS, 5))) throw new Error('the service did not come back');
  return performance.now() - begun;
}

async function round(product, examinees, strike) {
  let isOver = false;
  const working = Promise.all(examinees.map((one) => one.answerUntil(() => isOver)));
  await sleep(WORK_MS[0] + Math.random() * (WORK_MS[1] - WORK_MS[0]));
  await strike(product);
  const backMs = await Promise.race([recovery(examinees), working.then(() => Number.NaN)]);
  await sleep(200);
  isOver = true;
  await working;
  return { backMs, ...(await checkInvariants(product.sql, examinees)) };
}

const bad = (found) => found.I1 + found.I2 + found.I3 + found.I4 + found.I7;

function print(id, no, found, examinees) {
  const states = ['I1', 'I2', 'I3', 'I4', 'I7'].map((name) => `${name} ${found[name] === 0 ? '✓' : `✗${found[name]}`}`);
  const sums = `已确认 ${kept(examinees)}，重发 ${resent(examinees)}`;
  console.log(
    `| ${id} | ${String(no).padStart(2)} | ${found.backMs.toFixed(0).padStart(5)} ms | ${states.join(' | ')} | ${sums} |`,
  );
}

async function runFault(product, examinees, { id, title, strike }) {
  console.log(`\n${id} ${title}，${rounds} 轮，${clients} 名考生\n`);
  const all = [];
  for (let no = 1; no <= rounds; no += 1) {
    const found = await round(product, examinees, strike);
    all.push(found);
    print(id, no, found, examinees);
  }
  const times = all.map((found) => found.backMs).sort((a, b) => a - b);
  const violations = all.reduce((sum, found) => sum + bad(found), 0);
  console.log(
    `\n${id}：${violations} 处违反；恢复 中位 ${times[times.length >> 1]?.toFixed(0)} ms，最长 ${times.at(-1)?.toFixed(0)} ms`,
  );
  return violations;
}

async function handIn(product, examinees) {
  for (const one of examinees) {
    const answer = await one.client.request('POST', `/api/v1/attempts/${one.attemptId}/submit`, {
      cookie: one.cookie,
      body: '{}',
    });
    if (answer.status !== 200) return examinees.length;
  }
  const found = await checkInvariants(product.sql, examinees);
  return bad(found) + (await checkGrades(product.sql, examinees));
}

const begun = performance.now();
let product;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => Promise.resolve(product?.stop()).finally(() => process.exit(130)));
}

try {
  product = await startProduct(root, { pages: false });
  const { examId } = await step('准备考生', () => makePeople(product.sql, clients));
  const examinees = Array.from({ length: clients }, (_, index) => new Examinee(product.port, index + 1));
  await step('开考', () => Promise.all(examinees.map((one) => one.start(examId))));
  let violations = 0;
  for (const fault of FAULTS) violations += await runFault(product, examinees, fault);
  violations += await handIn(product, examinees);
  for (const one of examinees) one.client.close();
  console.log(`\n已确认保存 ${kept(examinees)} 次，丢失与违反共 ${violations} 处；用时 ${elapsed(begun)}`);
  process.exitCode = violations === 0 ? 0 : 1;
} catch (error) {
  console.error(`\n${error.stack ?? error}`);
  process.exitCode = 1;
} finally {
  await product?.stop();
}
process.exit();
