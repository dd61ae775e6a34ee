import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MAJOR = '18';
export const DATABASE = 'shoumi';
export const OWNER = 'shoumi_owner';
export const WEB = 'shoumi_web';

/**
 * Makes the data folder once: checksums, UTF-8, passwords by SCRAM, the owner of the tables, the application's group
 * role and its log-in role. Built beside and moved into place, so that an interrupted run leaves nothing half made.
 */
export function ensureData({ dataDir, pgDir, binaries, userFor, secrets }) {
  if (existsSync(join(pgDir, 'PG_VERSION'))) return checkVersion(pgDir);
  const fresh = join(dataDir, 'pg.new');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const user = userFor(fresh);
  const passwordFile = join(dataDir, 'pg.password');
  try {
    writeFileSync(passwordFile, secrets.PG_SUPER_PASSWORD, { mode: 0o600 });
    user.own(passwordFile);
    const flags = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--data-checksums', '--no-instructions'];
    runOnce(user, binaries.initdb, [
      '-D',
      fresh,
      `--pwfile=${passwordFile}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...flags,
    ]);
    runOnce(user, binaries.postgres, ['--single', '-D', fresh, 'postgres'], setUpStatements(secrets));
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(pgDir, { recursive: true, force: true });
  renameSync(fresh, pgDir);
}

/** One statement a line: the single-user server takes each line as one. */
function setUpStatements(secrets) {
  return [
    `create role ${OWNER} login createdb password '${secrets.PG_OWNER_PASSWORD}'`,
    'create role shoumi_app nologin',
    `create role ${WEB} login password '${secrets.PG_WEB_PASSWORD}' in role shoumi_app`,
    `create database ${DATABASE} owner ${OWNER}`,
    `revoke connect, temporary on database ${DATABASE} from public`,
    `grant connect on database ${DATABASE} to shoumi_app`,
    '',
  ].join('\n');
}

function runOnce(user, program, programArgs, input = '') {
  const { command, args, options } = user.prepare(program, programArgs);
  const done = spawnSync(command, args, {
    ...options,
    cwd: '/',
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  });
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}`;
  // The single-user server reports a failed statement and still exits with 0.
  if (done.status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output)) {
    throw new Error(`内嵌数据库初始化失败：\n${done.error?.message ?? output.trim()}`);
  }
}

function checkVersion(pgDir) {
  const found = readFileSync(join(pgDir, 'PG_VERSION'), 'utf8').trim();
  if (found === MAJOR) return;
  throw new Error(
    `${pgDir} 是 PostgreSQL ${found} 的数据，本程序自带的是 ${MAJOR}。请先用旧版本导出数据，或另设 SHOUMI_DATA_DIR。`,
  );
}
