import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startApplication } from '#scripts/lib/application.mjs';
import { ensureBuild } from '#scripts/lib/build.mjs';
import { prepareDatabase } from '#scripts/lib/children.mjs';
import { startCluster } from '#scripts/lib/cluster.mjs';
import { freePort } from '#scripts/lib/ports.mjs';
import { findNode } from '#scripts/lib/runtime.mjs';
import { applicationEnv } from '#scripts/lib/settings.mjs';
import { step } from '#scripts/lib/steps.mjs';

/**
 * The product on a database of its own in a temporary folder, as `npm start` runs it. Without `pages` only the API and
 * the jobs run, and nothing has to be built.
 */
export async function startProduct(root, { pages }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'shoumi-load-'));
  const stops = [() => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const node = findNode(root);
    if (pages) await step('构建页面', () => ensureBuild(root, node));
    const quiet = () => undefined;
    const cluster = await step('启动数据库', () => startCluster({ dataDir, onEvent: quiet }));
    stops.push(() => cluster.stop());
    const port = await freePort();
    const roles = pages ? 'web,exam,jobs' : 'exam,jobs';
    const settings = { host: '127.0.0.1', port, dataDir, isEmbedded: true };
    const env = {
      ...applicationEnv(settings, { cluster, dev: false }),
      SHOUMI_ROLES: roles,
      LOG_LEVEL: process.env.LOG_LEVEL || 'fatal',
      PUBLIC_URL: '',
      DATABASE_READ_URL: '',
    };
    await prepareDatabase({ root, node, env, demo: false });
    const application = await step('启动应用', () => startApplication({ root, node, env, dev: false, onEvent: quiet }));
    stops.push(() => application.stop());
    const sql = postgres(cluster.ownerUrl, { max: 4, onnotice: quiet, connect_timeout: 5 });
    stops.push(() => sql.end({ timeout: 2 }));
    return { port, dataDir, cluster, application, sql, stop, nodePath: node.path };
  } catch (error) {
    await stop();
    throw error;
  }
}

export const hasPages = (root) => existsSync(join(root, 'app', '(exam)', 'exams', 'page.tsx'));
