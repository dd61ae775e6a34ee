import postgres, { type Options, type Sql } from 'postgres';
import { env } from '../server/env.ts';

/** What a pool is for; each has its own connections, so that a slow page can never keep an answer from being saved. */
export type PoolName = 'hot' | 'pages' | 'read' | 'jobs';

type PoolPlan = { readonly url: string; readonly max: number; readonly statementTimeoutMs: number };

function planOf(name: PoolName): PoolPlan {
  switch (name) {
    case 'hot':
      return { url: env.DATABASE_URL, max: env.POOL_HOT, statementTimeoutMs: 5000 };
    case 'pages':
      return { url: env.DATABASE_URL, max: env.POOL_PAGES, statementTimeoutMs: 5000 };
    case 'read':
      return { url: env.DATABASE_READ_URL, max: env.POOL_READ, statementTimeoutMs: 15_000 };
    case 'jobs':
      return { url: env.DATABASE_URL, max: env.POOL_JOBS, statementTimeoutMs: 60_000 };
  }
}

/** Start-up parameters of one connection; a pooler in front refuses them, there the login role carries them instead. */
function sessionSettings(name: PoolName, plan: PoolPlan): Record<string, string | number> {
  const application_name = `shoumi-${name}`;
  if (env.DATABASE_POOLER) return { application_name };
  const user = decodeURIComponent(new URL(plan.url).username);
  const takesRole = env.DATABASE_ROLE !== '' && env.DATABASE_ROLE !== user;
  return {
    application_name,
    statement_timeout: plan.statementTimeoutMs,
    idle_in_transaction_session_timeout: 10_000,
    lock_timeout: 2000,
    TimeZone: env.SHOUMI_ZONE,
    // The few statements of the hot pool look rows up by key: one plan serves every batch, and planning costs more.
    // The server makes it anew when the statistics of a table change, so it follows the tables as they grow.
    ...(name === 'hot' ? { plan_cache_mode: 'force_generic_plan' } : {}),
    ...(takesRole ? { role: env.DATABASE_ROLE } : {}),
  };
}

/** Opens no connection until the first query. */
export function openPool(name: PoolName): Sql {
  const plan = planOf(name);
  const options: Options<Record<string, never>> = {
    max: plan.max,
    prepare: !env.DATABASE_POOLER,
    connect_timeout: 5,
    // Short waits between attempts: after a restart of the database the first save must not wait for half a minute.
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1) * (0.5 + Math.random() / 2),
    onnotice: () => undefined,
    connection: sessionSettings(name, plan),
  };
  return postgres(plan.url, options);
}
