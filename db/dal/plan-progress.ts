import { type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { progressFromRecords } from './dashboard-source.ts';
import { ORG_TODAY } from './org-clock.ts';

async function store(tx: Tx | Db, only: SQL): Promise<void> {
  await tx.execute(sql`
    insert into plan_progress as old (assignment_id, person_id, plan_kind, training_year, unit_id, category, required_minutes,
      minutes_per_hour, counted_minutes, exam_state, assigned_on, completed_on, due_on, is_exempt, certificate_until, holds_to)
    select r.assignment_id, r.person_id, r.plan_kind, r.training_year, r.unit_id, r.category, r.required_minutes,
      r.minutes_per_hour, r.counted_minutes, r.exam_state, r.assigned_on, r.completed_on, r.due_on, r.is_exempt, r.certificate_until, r.holds_to
    from ${progressFromRecords(ORG_TODAY, only)} r
    -- One order for everybody, so that no two of these ever wait for each other.
    order by r.assignment_id
    on conflict (assignment_id) do update set
      unit_id = excluded.unit_id, category = excluded.category, required_minutes = excluded.required_minutes,
      minutes_per_hour = excluded.minutes_per_hour, counted_minutes = excluded.counted_minutes, exam_state = excluded.exam_state,
      assigned_on = excluded.assigned_on, completed_on = excluded.completed_on, due_on = excluded.due_on, is_exempt = excluded.is_exempt,
      certificate_until = excluded.certificate_until, holds_to = excluded.holds_to, updated_at = app_now()
    where (old.unit_id, old.category, old.required_minutes, old.minutes_per_hour, old.counted_minutes, old.exam_state,
        old.assigned_on, old.completed_on, old.due_on, old.is_exempt, old.certificate_until, old.holds_to)
      is distinct from (excluded.unit_id, excluded.category, excluded.required_minutes, excluded.minutes_per_hour,
        excluded.counted_minutes, excluded.exam_state, excluded.assigned_on, excluded.completed_on, excluded.due_on, excluded.is_exempt,
        excluded.certificate_until, excluded.holds_to)`);
}

/**
 * Derives a person's rows of a training year anew from the records. Call it last in the transaction that changed the
 * ledger, a grade, a completion, a certificate or a plan assignment of that person, so that no reader ever sees the one
 * without the other. Harmless to call without need.
 */
export async function refreshPlanProgress(tx: Tx | Db, personId: string, year: number): Promise<void> {
  // Rows with a certificate too: a new one ends the validity of the one of the year before on every list. And those of
  // events and those extended into a later year, which count evidence of any year.
  await store(
    tx,
    sql`pa.person_id = ${personId}::uuid and (pa.training_year = ${year}::int or pa.counts_from is not null
      or pa.id in (select held.assignment_id from certificates held where held.person_id = ${personId}::uuid))`,
  );
}

/** The same for all years of a person: after a move to another unit, a change of category, joining or leaving. */
export async function refreshPlanProgressOfPerson(tx: Tx | Db, personId: string): Promise<void> {
  await store(tx, sql`pa.person_id = ${personId}::uuid`);
}

/** The same for one kind and year of many people, in one statement: after a plan was given to all of them. */
export async function refreshPlanProgressOfPeople(
  tx: Tx | Db,
  personIds: readonly string[],
  planKind: string,
  year: number,
): Promise<void> {
  const ids = sql`(select e::uuid from jsonb_array_elements_text(${JSON.stringify(personIds)}::text::jsonb) e)`;
  await store(tx, sql`pa.plan_kind = ${planKind} and pa.training_year = ${year}::int and pa.person_id in ${ids}`);
}

/** The same for everybody who owes a kind of plan in a year, in one statement: after its rule changed. */
export async function refreshPlanProgressOfKind(tx: Tx | Db, planKind: string, year: number): Promise<void> {
  await store(tx, sql`pa.plan_kind = ${planKind} and pa.training_year = ${year}::int`);
}

/** The same for everybody in one statement: after an import, a seed or a restore. */
export async function refreshAllPlanProgress(tx: Tx | Db): Promise<void> {
  await store(tx, sql`true`);
}

/**
 * Brings rows up to date whose unit or category ended since they were stored (a move entered in advance). Costs one
 * index probe when there are none, so readers of today's standing call it first. @returns how many people were affected.
 */
export async function settleMovedPeople(db: Db): Promise<number> {
  const moved = await db.execute<{ person_id: string }>(sql`
    select distinct person_id from plan_progress where holds_to is not null and holds_to <= ${ORG_TODAY} limit 5000`);
  for (const { person_id } of moved) await refreshPlanProgressOfPerson(db, person_id);
  return moved.length;
}
