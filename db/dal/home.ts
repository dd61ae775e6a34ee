import { sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';

/** Training years in which the principal owes a plan or holds hours, newest first; empty without a training record. */
export async function listOwnYears(db: Db | Tx, principal: Principal): Promise<number[]> {
  const rows = await db.execute<{ year: number }>(sql`
    select training_year as year from plan_assignments where person_id = ${principal.personId}::uuid
    union select training_year from hours_ledger where person_id = ${principal.personId}::uuid
    order by year desc`);
  return rows.map((row) => row.year);
}

/** Practice questions that spaced repetition brings back to the principal now; withdrawn ones are left out. */
export async function countOwnDuePractice(db: Db | Tx, principal: Principal): Promise<number> {
  const rows = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from practice_cards c
    join item_versions i on i.item_id = c.item_id and i.is_current and i.pool = 'practice' and i.status = 'published'
    where c.person_id = ${principal.personId}::uuid and c.due_at <= app_now()`);
  return rows[0]?.n ?? 0;
}
