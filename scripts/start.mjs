import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApplication } from './lib/application.mjs';
import { ensureBuild } from './lib/build.mjs';
import { prepareDatabase } from './lib/children.mjs';
import { startCluster } from './lib/cluster.mjs';
import { printDemonstration, rememberDemonstration } from './lib/demonstration.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { isFree } from './lib/ports.mjs';
import { signalRunning } from './lib/run.mjs';
import { findNode } from './lib/runtime.mjs';
import { applicationEnv, loadEnvFile, readSettings } from './lib/settings.mjs';
import { elapsed, step } from './lib/steps.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dev = process.argv.includes('--dev');
const begun = performance.now();

/** What is running, newest last; stopped from the end. */
const running = [];
let stopping;

function stopAll() {
  stopping ??= (async () => {
    signalRunning('SIGTERM');
    for (const { title, stop } of running.splice(0).reverse()) await step(title, stop);
  })();
  return stopping;
}

function end() {
  stopAll().then(
    () => process.exit(0),
    (error) => quit(error.message),
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
// npm runs this below a shell. When that is killed no signal arrives here, and going on alone would hold the port.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 1000).unref();
}
// A reader that went away (`npm start | head`) is no reason to stop serving.
process.stdout.on('error', () => undefined);

function quit(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

function portTaken({ host, port }) {
  return new Error(
    `端口 ${host}:${port} 已被其他程序占用。请先停止它，或换一个端口启动，例如：PORT=${port + 1} npm start`,
  );
}

/** Stops where it is when a signal arrived meanwhile: the handler ends the process. */
async function unlessStopping(work) {
  if (stopping) await new Promise(() => undefined);
  return work();
}

async function startDatabase(settings) {
  let cluster;
  await step('启动内嵌数据库', async () => {
    cluster = await startCluster({ dataDir: settings.dataDir, onEvent: (text) => console.log(`! ${text}`) });
    running.push({ title: '停止数据库', stop: () => cluster.stop() });
    return `127.0.0.1:${cluster.port}`;
  });
  return cluster;
}

async function start() {
  loadEnvFile(root);
  const settings = await readSettings(root);
  if (!(await isFree(settings.port, settings.host))) throw portTaken(settings);
  if (!settings.isEmbedded && !process.env.AUTH_SECRET) {
    throw new Error('使用外部数据库（DATABASE_URL）时必须设置 AUTH_SECRET。可用 openssl rand -base64 48 生成。');
  }
  await step('检查依赖', () => ensureInstalled(root));
  const node = findNode(root);
  if (!dev && settings.servesPages) await unlessStopping(() => step('构建页面', () => ensureBuild(root, node)));
  const cluster = settings.isEmbedded ? await unlessStopping(() => startDatabase(settings)) : undefined;
  const env = applicationEnv(settings, { cluster, dev });
  const prepared = await unlessStopping(() => prepareDatabase({ root, node, env, demo: settings.isEmbedded }));
  const address = await unlessStopping(() => step('启动应用', () => startApp(settings, node, env)));
  if (settings.isEmbedded) {
    const demonstration = rememberDemonstration(settings.dataDir, prepared.demonstration);
    if (demonstration) printDemonstration(demonstration);
  }
  console.log(`\n守密已就绪：${process.env.PUBLIC_URL || address}（用时 ${elapsed(begun)}，按 Ctrl-C 停止）`);
  if (settings.isEmbedded) console.log(`日志与数据：${settings.dataDir}`);
}

async function startApp(settings, node, env) {
  try {
    const application = await startApplication({ root, node, env, dev, onEvent: (text) => console.log(`! ${text}`) });
    running.push({ title: '停止应用', stop: application.stop });
    return application.address;
  } catch (error) {
    throw error.code === 'EADDRINUSE' ? portTaken(settings) : error;
  }
}

try {
  await start();
} catch (error) {
  // After a signal the steps under way fail for that reason alone.
  if (stopping) await new Promise(() => undefined);
  await stopAll().catch(() => undefined);
  quit(error.message);
}
