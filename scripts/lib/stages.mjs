import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { run } from './run.mjs';

const KNIP_CONFIGS = ['knip.json', 'knip.jsonc', 'knip.ts', 'knip.config.ts'];
const ONE_PASSED = { passed: 1, failed: 0 };

/** A program of the project, run by the project's Node. */
function tool({ root, env }, name, args, what) {
  return run(join(root, 'node_modules', '.bin', name), args, { cwd: root, env, what });
}

/** A stage without tests of its own: counts as one. */
function single(id, title, work, applies = () => true) {
  return {
    id,
    title,
    applies,
    run: async (context) => {
      await work(context);
      return ONE_PASSED;
    },
  };
}

function vitest(id, title) {
  return {
    id,
    title,
    applies: () => true,
    run: (context) => {
      const file = join(context.reports, `${id}.json`);
      const args = ['run', '--project', id, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      return counted(tool(context, 'vitest', args, title), file, (report) => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests,
      }));
    },
  };
}

async function endToEnd(context) {
  const file = join(context.reports, 'e2e.json');
  const env = { ...context.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const work = tool({ ...context, env }, 'playwright', ['test', '--reporter=list,json'], '端到端测试');
  return counted(work, file, ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));
}

/** Counts from the report, also when the program failed; the failure itself goes with them. */
async function counted(work, file, read) {
  const failure = await work.then(
    () => undefined,
    (error) => error,
  );
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  if (!failure && counts.failed === 0) return counts;
  // A file that cannot even be loaded fails without a failed test.
  return {
    passed: counts.passed,
    failed: Math.max(counts.failed, 1),
    failure: failure ?? new Error('报告中有失败的测试。'),
  };
}

async function checkTypes(context) {
  // Types of routes come from the pages as they are now; those of an older dev server may name pages that are gone.
  rmSync(join(context.root, '.next', 'dev', 'types'), { recursive: true, force: true });
  const declarations = join(context.root, 'next-env.d.ts');
  if (!existsSync(declarations)) {
    writeFileSync(declarations, '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n');
  }
  await tool(context, 'next', ['typegen'], '页面类型生成');
  await tool(context, 'tsc', ['--noEmit'], '类型检查');
}

const FOLDERS = ['app', 'components', 'db', 'domain', 'server', 'scripts', 'tests'];

/** Everything `npm test` proves, cheapest first. */
export const STAGES = [
  single('lint', '格式与代码检查', (context) => tool(context, 'biome', ['check', '.'], '格式与代码检查')),
  single('types', '类型检查', checkTypes),
  single('boundaries', '模块边界检查', (context) =>
    tool(context, 'depcruise', ['--config', '.dependency-cruiser.cjs', ...FOLDERS], '模块边界检查'),
  ),
  single(
    'unused',
    '无用代码检查',
    (context) => tool(context, 'knip', [], '无用代码检查'),
    ({ root }) => KNIP_CONFIGS.some((name) => existsSync(join(root, name))),
  ),
  single('content', '课程与题库检查', ({ root, node, env }) =>
    run(node.path, [...node.args, join('scripts', 'content-check.ts')], { cwd: root, env, what: '课程与题库检查' }),
  ),
  vitest('unit', '单元测试'),
  vitest('integration', '集成测试'),
  single('build', '页面构建', ({ root, node }) => ensureBuild(root, node)),
  { id: 'e2e', title: '端到端测试', applies: () => true, run: endToEnd },
];
