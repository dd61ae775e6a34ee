import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser, ensureFonts } from './lib/browser.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { freePort } from './lib/ports.mjs';
import { signalRunning } from './lib/run.mjs';
import { findNode } from './lib/runtime.mjs';
import { STAGES } from './lib/stages.mjs';
import { elapsed, step } from './lib/steps.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const total = { passed: 0, failed: 0 };
const work = mkdtempSync(join(tmpdir(), 'shoumi-check-'));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    signalRunning('SIGTERM');
    finish(130);
  });
}

/** Cleans up, prints the closing line and ends. */
function finish(code) {
  rmSync(work, { recursive: true, force: true });
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(code);
}

/** The stages named by `--only a,b`; all without it. */
function selection() {
  const at = process.argv.findIndex((argument) => argument === '--only' || argument.startsWith('--only='));
  if (at < 0) return STAGES;
  const given = process.argv[at].split('=')[1] ?? process.argv[at + 1] ?? '';
  const ids = given.split(',').filter(Boolean);
  const known = STAGES.map((stage) => stage.id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (ids.length === 0 || unknown.length > 0)
    throw new Error(`--only 后应为以下名称，用逗号分隔：${known.join('、')}。`);
  return STAGES.filter((stage) => ids.includes(stage.id));
}

/**
 * What every stage runs with. Settings of a real installation are blanked (a blank one also wins over `.env`), so
 * that no test can ever reach its database.
 */
async function stageEnv(node) {
  const blank = [
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'DATABASE_READ_URL',
    'AUTH_SECRET',
    'PUBLIC_URL',
    'SIGNING_KEY_FILE',
    'SHOUMI_ROLES',
    'HOST',
  ];
  return {
    ...process.env,
    ...Object.fromEntries(blank.map((name) => [name, ''])),
    PATH: [dirname(node.path), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    SHOUMI_DATA_DIR: join(work, 'data'),
    PORT: String(await freePort()),
  };
}

async function prepare(stages) {
  await step('检查依赖', () => ensureInstalled(root));
  const node = findNode(root);
  const env = await stageEnv(node);
  if (!stages.some((stage) => stage.id === 'e2e')) return { root, node, env, reports: work };
  const browser = await step('检查浏览器', () => ensureBrowser(root, node));
  if (!(await ensureFonts())) console.log('! 没有中文字体，页面截图中的汉字会显示为方框。可安装 fonts-noto-cjk。');
  return { root, node, env: browser ? { ...env, PLAYWRIGHT_CHROMIUM: browser } : env, reports: work };
}

/** @throws Error when the stage fails, after its counts have been added. */
async function runStage(stage, context) {
  let result;
  try {
    result = await stage.run(context);
  } catch (failure) {
    result = { passed: 0, failed: 1, failure };
  }
  total.passed += result.passed;
  total.failed += result.failed;
  if (result.failure) throw result.failure;
  return `${result.passed} 项通过`;
}

const begun = performance.now();
try {
  const stages = selection();
  const context = await prepare(stages);
  for (const stage of stages.filter(({ applies }) => applies(context))) {
    await step(stage.title, () => runStage(stage, context));
  }
  console.log(`\n全部通过（${elapsed(begun)}）`);
  finish(0);
} catch (error) {
  // What failed before any stage ran, such as the install, counts as well.
  if (total.failed === 0) total.failed = 1;
  console.log(`\n${error.message}\n`);
  finish(1);
}
