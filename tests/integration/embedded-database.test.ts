import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { type Cluster, startCluster } from '#scripts/lib/cluster.mjs';

// A real server starts, writes to disk and recovers here; a busy machine needs its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

// mkdtemp makes a folder that only this user may enter: as root, the server's own user could not reach it unaided.
const dataDir = mkdtempSync(join(tmpdir(), 'shoumi-embedded-'));
const running: Cluster[] = [];

async function start(): Promise<Cluster> {
  const cluster = await startCluster({ dataDir });
  running.push(cluster);
  return cluster;
}

async function using<T>(cluster: Cluster, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(cluster.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((cluster) => cluster.stop()));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('a server killed the hard way comes back by itself with everything it had acknowledged', async () => {
  const cluster = await start();
  await using(cluster, (sql) => sql`create table kept as select 1 as n`);
  const before = cluster.pid();
  cluster.kill9();
  await expect.poll(() => cluster.pid() !== undefined && cluster.pid() !== before, { timeout: 60_000 }).toBe(true);
  await cluster.ready();
  const rows = await using(cluster, (sql) => sql`select n from kept`);
  expect(rows).toHaveLength(1);
});

test('data, address and passwords are the same after a stop and a start', async () => {
  const first = await start();
  await first.stop();
  const second = await start();
  expect(second.ownerUrl).toBe(first.ownerUrl);
  expect(await using(second, (sql) => sql`select n from kept`)).toHaveLength(1);
});

test('a second start on the same data is refused while the first runs', async () => {
  await start();
  await expect(startCluster({ dataDir })).rejects.toThrow(/正被另一个守密进程/);
});

test('a pid file that names a stranger process does not keep the server from starting', async () => {
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  const file = join(dataDir, 'pg', 'postmaster.pid');
  writeFileSync(file, `${stranger.pid}\n${join(dataDir, 'pg')}\n1\n1\n\n127.0.0.1\n 1 1\nready\n`, { mode: 0o600 });
  const { uid, gid } = statSync(join(dataDir, 'pg'));
  chownSync(file, uid, gid);
  try {
    const cluster = await start();
    expect(cluster.pid()).not.toBe(stranger.pid);
  } finally {
    stranger.kill();
  }
});

test('secrets are readable by their owner alone and appear in no log', async () => {
  await start();
  const file = join(dataDir, 'secrets.env');
  expect(statSync(file).mode & 0o077).toBe(0);
  const log = readFileSync(join(dataDir, 'pg.log'), 'utf8');
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) expect(log).not.toContain(line.split('=')[1]);
});
