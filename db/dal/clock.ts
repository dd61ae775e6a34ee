import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';

/** The one clock: `app_now()` of the database, to the millisecond. */
export async function unsafeNow(db: Db | Tx): Promise<Date> {
  const [row] = await db.execute<{ ms: number }>(sql`select (extract(epoch from app_now()) * 1000)::float8 as ms`);
  if (!row) throw new Error('the database gave no time');
  return new Date(Math.floor(row.ms));
}
