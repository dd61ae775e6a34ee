import { sql } from 'drizzle-orm';
import type { Category, LifeState } from '../../domain/people/types.ts';
import type { PlanPolicy } from '../../domain/policy/plan-policy.ts';
import type { Db, Tx } from '../client.ts';
import { planAssignments, policyVersions } from '../schema/certification.ts';

export type PersonWithoutPlan = { personId: string; category: Category; lifeState: LifeState };

/** People who work here on a day and owe no plan of the training year yet; at most `limit` of them. */
export async function unsafePeopleWithoutPlan(
  db: Db | Tx,
  trainingYear: number,
  today: string,
  limit: number,
): Promise<PersonWithoutPlan[]> {
  const rows = await db.execute<PersonWithoutPlan>(sql`
    select p.id as "personId", a.category, a.life_state as "lifeState"
    from people p
    join person_assignments a on a.person_id = p.id and a.valid_from <= ${today}::date
      and (a.valid_to is null or a.valid_to > ${today}::date)
    where (p.left_on is null or p.left_on > ${today}::date) and a.life_state <> 'left'
      and not exists (select from plan_assignments pa where pa.person_id = p.id and pa.training_year = ${trainingYear}::int)
    order by p.id limit ${limit}::int`);
  return [...rows];
}

/** Every version of every plan policy. */
export function unsafePolicies(db: Db | Tx): Promise<{ id: string; spec: PlanPolicy }[]> {
  return db.select({ id: policyVersions.id, spec: policyVersions.spec }).from(policyVersions);
}

/** @returns false when the person owes this plan already: another instance was faster. */
export async function unsafeAssignPlan(tx: Tx, values: typeof planAssignments.$inferInsert): Promise<boolean> {
  const inserted = await tx
    .insert(planAssignments)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: planAssignments.id });
  return inserted.length > 0;
}
