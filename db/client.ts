import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { env } from '../server/env.ts';
import { lazy } from './lazy.ts';
import { openPool, type PoolName } from './pools.ts';
import { preparing } from './prepared.ts';
import { retrying } from './retry.ts';

export type Db = PostgresJsDatabase;
/** A handle inside an open transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

type Pools = { readonly raw: Map<PoolName, Sql>; readonly typed: Map<PoolName, Db> };

/** Kept on the global object: Next bundles its own copy of this file, and one process must have one set of pools. */
const shared = globalThis as typeof globalThis & { shoumiPools?: Pools };

function pools(): Pools {
  shared.shoumiPools ??= { raw: new Map(), typed: new Map() };
  return shared.shoumiPools;
}

function rawPool(name: PoolName): Sql {
  const { raw } = pools();
  const open = raw.get(name) ?? openPool(name);
  raw.set(name, open);
  return open;
}

/** Dashboards plan anew, because the best plan depends on the filter; a pooler knows no prepared statements. */
function isPrepared(name: PoolName): boolean {
  return name !== 'read' && !env.DATABASE_POOLER;
}

function typedPool(name: PoolName): Db {
  const { typed } = pools();
  // One client is never handed out both ways: drizzle switches off the driver's own parsing of dates on its client.
  const open = typed.get(name) ?? drizzle(isPrepared(name) ? preparing(rawPool(name)) : rawPool(name));
  typed.set(name, open);
  return open;
}

/** Pages and actions. */
export const db: Db = lazy(() => typedPool('pages'), {});

/** Dashboards and exports; may lag behind when a replica is configured, so no decision is based on it. */
export const readDb: Db = lazy(() => typedPool('read'), {});

/** Answer saves and session checks only: single short statements. Dates come as `Date`. */
export const hotSql: Sql = lazy(() => rawPool('hot'));

/** Background jobs, locks and start-up checks. Dates come as `Date`. */
export const sql: Sql = lazy(() => rawPool('jobs'));

export type TransactionOptions = {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** Another handle than `db`, such as a test's own database. */
  readonly on?: Db;
};

/**
 * Runs `work` in one transaction. A serialization failure or deadlock (40001, 40P01) is tried again, three times at
 * most, so `work` must have no effect outside the transaction; every other error rolls back and is thrown as it came.
 */
export function transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
  const handle = options.on ?? db;
  const settings = options.isolation ? { isolationLevel: options.isolation } : undefined;
  return retrying(() => handle.transaction(work, settings));
}

/** Ends every pool of the process, letting running statements finish for up to five seconds. */
export async function closePools(): Promise<void> {
  const open = [...pools().raw.values()];
  shared.shoumiPools = undefined;
  await Promise.all(open.map((pool) => pool.end({ timeout: 5 })));
}

const DURABLE_SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * An acknowledged answer survives a crash only if the database really writes before it confirms a commit.
 * @throws Error naming each setting that breaks this; the server must then refuse to start.
 */
export async function assertDurable(handle: Sql): Promise<void> {
  const rows = await handle<{ name: string; setting: string }[]>`
    select name, setting from pg_settings where name in ${handle(DURABLE_SETTINGS)}`;
  const setting = new Map(rows.map((row) => [row.name, row.setting]));
  const broken = DURABLE_SETTINGS.filter((name) => (setting.get(name) ?? 'off') === 'off');
  if (broken.length === 0) return;
  throw new Error(
    `数据库设置 ${broken.join('、')} 为 off，断电或崩溃时会丢失已确认保存的答案，系统拒绝启动。请在数据库配置中改为 on 后重新启动。`,
  );
}
