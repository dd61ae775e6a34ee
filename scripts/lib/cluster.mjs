import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBinaries } from './pg-binaries.mjs';
import { DATABASE, ensureData, OWNER, WEB } from './pg-data.mjs';
import { clearLeftovers, readPidFile, stopServer } from './pg-leftovers.mjs';
import { openLog } from './pg-log.mjs';
import { chooseUser } from './pg-user.mjs';
import { answers, freePort } from './ports.mjs';
import { isAlive, until } from './processes.mjs';
import { takeRunLock } from './run-lock.mjs';
import { ensureSecrets } from './secrets.mjs';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  log_timezone: 'Asia/Shanghai',
  log_min_duration_statement: '1000',
  // Statements carry names and answers; the log keeps their shape, never their values.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};
const RECOVERY_TIMEOUT_MS = 300_000;
const STABLE_AFTER_MS = 1000;

/**
 * Starts the embedded database in `dataDir` and keeps it running: when the server dies it is started again, with a
 * growing pause, until `stop()`. Listens on the loopback alone.
 * @param {{dataDir: string, port?: number, settings?: Record<string, string>, onEvent?: (text: string) => void}} options
 */
export async function startCluster({ dataDir: givenDir, port: givenPort, settings = {}, onEvent = () => undefined }) {
  mkdirSync(givenDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(resolve(givenDir));
  const release = takeRunLock(dataDir);
  try {
    const pgDir = join(dataDir, 'pg');
    mkdirSync(pgDir, { recursive: true, mode: 0o700 });
    const binaries = findBinaries();
    const secrets = ensureSecrets(dataDir, ['PG_SUPER_PASSWORD', 'PG_OWNER_PASSWORD', 'PG_WEB_PASSWORD']);
    await clearLeftovers(pgDir);
    const userFor = (folder) => chooseUser(folder, binaries.postgres);
    ensureData({ dataDir, pgDir, binaries, userFor, secrets });
    const port = await freePort(givenPort ?? earlierPort(dataDir));
    writeFileSync(join(dataDir, 'pg.port'), `${port}\n`);
    const server = keepRunning({
      pgDir,
      port,
      program: binaries.postgres,
      user: userFor(pgDir),
      settings: { ...SETTINGS, ...settings, port: String(port) },
      log: openLog(dataDir),
      onEvent,
    });
    await server.start();
    const url = (role, password) => `postgres://${role}:${password}@127.0.0.1:${port}/${DATABASE}`;
    return {
      port,
      dataDir,
      ownerUrl: url(OWNER, secrets.PG_OWNER_PASSWORD),
      url: url(WEB, secrets.PG_WEB_PASSWORD),
      pid: server.pid,
      kill9: server.kill9,
      ready: server.ready,
      restart: server.restart,
      stop: async () => {
        await server.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function earlierPort(dataDir) {
  const file = join(dataDir, 'pg.port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined;
}

/** Holds one server process and starts it again whenever it ends unasked. */
function keepRunning({ pgDir, port, program, user, settings, log, onEvent }) {
  let child;
  let wanted = false;
  let failures = 0;
  let timer;

  const isReady = () => {
    const file = readPidFile(pgDir);
    return Boolean(child && file?.ready && file.pid === child.pid);
  };

  async function ready(timeoutMs = RECOVERY_TIMEOUT_MS) {
    if (!(await until(isReady, timeoutMs)) || !(await answers(port)))
      throw new Error(`内嵌数据库没有按时就绪：\n${log.tail()}`);
  }

  function launch() {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const { command, args, options } = user.prepare(program, ['-D', pgDir, ...flags]);
    const descriptor = log.descriptor();
    // Its own process group: Ctrl-C in the terminal must reach the application first and the database last.
    child = spawn(command, args, {
      ...options,
      cwd: '/',
      detached: true,
      stdio: ['ignore', descriptor, descriptor],
      env: { LC_ALL: 'C' },
    });
    closeSync(descriptor);
    const started = performance.now();
    const own = child;
    const ended = (how) => {
      if (child !== own) return;
      const worked = isReady();
      child = undefined;
      if (!wanted) return;
      // Only deaths on the way up make the pause grow; one that had been serving is back as fast as possible.
      failures = worked && performance.now() - started > STABLE_AFTER_MS ? 0 : failures + 1;
      const pauseMs = Math.min(100 * 2 ** failures, 10_000);
      onEvent(`数据库意外退出（${how}），${(pauseMs / 1000).toFixed(1)} 秒后重新启动`);
      timer = setTimeout(launch, pauseMs);
    };
    own.once('error', (error) => ended(error.message));
    own.once('exit', (code, signal) => ended(signal ?? `退出码 ${code}`));
  }

  async function start() {
    wanted = true;
    await clearLeftovers(pgDir);
    launch();
    // The first start must work at once; only later deaths are worth a second try.
    const first = child;
    await until(() => isReady() || child !== first, RECOVERY_TIMEOUT_MS);
    if (isReady()) return ready();
    await stop();
    throw new Error(`内嵌数据库无法启动：\n${log.tail()}`);
  }

  async function halt() {
    wanted = false;
    clearTimeout(timer);
    const own = child;
    if (own?.pid) await stopServer(own.pid);
    await until(() => child === undefined, 5000);
  }

  async function stop() {
    await halt();
    log.close();
    process.off('exit', lastResort);
  }

  function lastResort() {
    wanted = false;
    if (child?.pid && isAlive(child.pid)) process.kill(child.pid, 'SIGINT');
  }
  process.once('exit', lastResort);

  return {
    start,
    stop,
    ready,
    pid: () => child?.pid,
    kill9: () => child?.kill('SIGKILL'),
    restart: async () => {
      await halt();
      await start();
    },
  };
}
