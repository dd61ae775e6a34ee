import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hash } from '@node-rs/argon2';
import { measureDashboard } from '#tests/load/dashboard.mjs';
import { measureJourneys, measurePages, measureSaves, measureStarts, People } from '#tests/load/measure.mjs';
import { makePeople } from '#tests/load/people.mjs';
import { startProduct } from '#tests/load/product.mjs';
import { startDriver } from '#tests/load/start-driver.mjs';
import { elapsed, step } from './lib/steps.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PASSWORD = 'Grey-walnut-river-77';
const PERSONS = 20_000;

const { values: options } = parseArgs({
  options: {
    /** Writes the table as Markdown. */
    out: { type: 'string' },
    /** Only the API, without building or measuring pages. */
    'api-only': { type: 'boolean', default: false },
    /** People on the dashboard. */
    people: { type: 'string', default: '100000' },
    /** Starts for 6 instead of 30 seconds. */
    short: { type: 'boolean', default: false },
  },
});

const mark = (holds) => (holds === undefined ? '' : holds ? '✓' : '✗');

function print(lines) {
  const head = `| 项目 | 结果 | 明细 | 指标 | |\n|---|---|---|---|---|`;
  const rows = lines.map(
    (line) => `| ${line.what} | ${line.figure} | ${line.detail} | ${line.budget} | ${mark(line.holds)} |`,
  );
  const table = [head, ...rows].join('\n');
  console.log(`\n${table}\n`);
  const where = `${availableParallelism()} 核，Node ${process.versions.node}，数据库与压测程序同机`;
  console.log(`${where}；用时 ${elapsed(begun)}`);
  if (options.out) writeFileSync(options.out, `# 性能测试\n\n${where}。\n\n${table}\n`);
}

async function measure(product, driver) {
  const pages = !options['api-only'];
  const passwordHash = await hash(PASSWORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const facts = await step('准备人员', () => makePeople(product.sql, PERSONS, passwordHash));
  const common = { driver, product, people: new People(), facts, pages, password: PASSWORD, short: options.short };
  const lines = [
    ...(await step('保存答案', () => measureSaves(common))),
    ...(await step('全程考试', () => measureJourneys(common))),
    ...(await step('集中开考', () => measureStarts(common))),
  ];
  if (pages) lines.push(...(await step('课程页', () => measurePages(common))));
  if (pages && existsSync(join(root, 'app', '(hr)', 'hr', 'page.tsx'))) {
    lines.push(...(await step('人事看板', () => measureDashboard({ ...common, people: Number(options.people) }))));
  }
  return lines;
}

const begun = performance.now();
let product;
let driver;

async function stop() {
  driver?.stop();
  await product?.stop();
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop().finally(() => process.exit(130)));

try {
  product = await startProduct(root, { pages: !options['api-only'] });
  driver = startDriver(product.nodePath);
  print(await measure(product, driver));
} catch (error) {
  console.error(`\n${error.stack ?? error}`);
  process.exitCode = 1;
} finally {
  await stop();
}
process.exit();
