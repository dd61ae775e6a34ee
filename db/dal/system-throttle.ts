import { inArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { loginThrottle } from '../schema/accounts.ts';

/** Failures in a window before an (account, source) pair has to wait. */
export const FREE_FAILURES = 5;
const WINDOW_MINUTES = 15;

/**
 * Takes one try for a key before the password is looked at, in one statement, so that parallel tries on any number of
 * instances cannot pass the limit. The fifth try already sets the wait, which doubles from one minute up to 15.
 * @returns false when the key has to wait.
 */
export async function unsafeTakeTry(db: Db, key: string): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into login_throttle as t (key, failures, window_started_at, blocked_until)
    values (${key}, 1, app_now(), null)
    on conflict (key) do update set
      failures = case when t.window_started_at < app_now() - make_interval(mins => ${WINDOW_MINUTES}) then 1 else t.failures + 1 end,
      window_started_at = case when t.window_started_at < app_now() - make_interval(mins => ${WINDOW_MINUTES}) then app_now() else t.window_started_at end,
      blocked_until = case
        when t.window_started_at < app_now() - make_interval(mins => ${WINDOW_MINUTES}) or t.failures + 1 < ${FREE_FAILURES} then null
        else app_now() + make_interval(mins => least(${WINDOW_MINUTES}, power(2, least(t.failures + 1 - ${FREE_FAILURES}, 4))::int)) end
    where t.blocked_until is null or t.blocked_until <= app_now()
    returning failures`);
  return rows.length > 0;
}

/** Counts a failure for a key that slows down but never blocks (whole account, source address). */
export async function unsafeCountFailure(db: Db, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await db.execute(sql`
      insert into login_throttle as t (key, failures, window_started_at) values (${key}, 1, app_now())
      on conflict (key) do update set
        failures = case when t.window_started_at < app_now() - make_interval(mins => ${WINDOW_MINUTES}) then 1 else t.failures + 1 end,
        window_started_at = case when t.window_started_at < app_now() - make_interval(mins => ${WINDOW_MINUTES}) then app_now() else t.window_started_at end`);
  }
}

/** Failures of a key in the running window. */
export async function unsafeFailuresOf(db: Db, key: string): Promise<number> {
  const [row] = await db
    .select({ failures: loginThrottle.failures })
    .from(loginThrottle)
    .where(
      sql`${loginThrottle.key} = ${key} and ${loginThrottle.windowStartedAt} > app_now() - make_interval(mins => ${WINDOW_MINUTES})`,
    );
  return row?.failures ?? 0;
}

/** Forgets the tries of keys after a success or an unlock. */
export async function unsafeForgetTries(db: Db | Tx, keys: readonly string[]): Promise<void> {
  await db.delete(loginThrottle).where(inArray(loginThrottle.key, [...keys]));
}
