import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { PlanKind, PlanPolicy } from '../../domain/policy/plan-policy.ts';
import type { Db, Tx } from '../client.ts';
import { planAssignments, planCompletions, policyVersions } from '../schema/certification.ts';

/**
 * One line of the rule as a table: people of this category and life state – and flag, when it names one – owe the kind,
 * unless they have one of the other flags.
 */
export type OwedLine = {
  readonly category: string;
  readonly lifeState: string;
  readonly flag: string | null;
  readonly kind: PlanKind;
  readonly unless: readonly string[];
};

export type PlanDifference = {
  personId: string;
  planKind: PlanKind;
  /** `give`: owed and never assigned; `end`: assigned and owed no more; `resume`: ended and owed again. */
  change: 'give' | 'end' | 'resume';
  /** Null for `give`. */
  assignmentId: string | null;
};

export type YearRules = {
  readonly trainingYear: number;
  /** Today in the organisation's zone. */
  readonly today: string;
  readonly owed: readonly OwedLine[];
  /** Kinds that are assigned by rule and have a policy. */
  readonly kinds: readonly PlanKind[];
};

/**
 * Where the assigned plans of a training year differ from what the rule gives the people who work here today; at most
 * `limit` lines, people together. Finished plans, plans of events and plans given by hand are never in them.
 */
export async function unsafePlanDifferences(
  db: Db | Tx,
  rules: YearRules,
  only: { readonly personId: string | null; readonly limit: number },
): Promise<PlanDifference[]> {
  const ofPerson = (column: SQL) => (only.personId === null ? sql`true` : sql`${column} = ${only.personId}::uuid`);
  const kinds = sql`${`{${rules.kinds.join(',')}}`}::text[]`;
  const rows = await db.execute<PlanDifference>(sql`
    with rule as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rules.owed)}::text::jsonb)
        as r(category text, "lifeState" text, flag text, kind text, unless text[])),
    place as materialized (
      select p.id as person_id, a.category, a.life_state, a.flags
      from people p join person_assignments a on a.person_id = p.id and a.valid_from <= ${rules.today}::date
        and (a.valid_to is null or a.valid_to > ${rules.today}::date)
      where (p.left_on is null or p.left_on > ${rules.today}::date) and ${ofPerson(sql`p.id`)}),
    wanted as materialized (
      select distinct w.person_id, r.kind from place w join rule r on r.category = w.category
        and r."lifeState" = w.life_state and (r.flag is null or r.flag = any(w.flags))
        and not (w.flags && r.unless)),
    held as materialized (
      select pa.id, pa.person_id, pa.plan_kind, pa.ended_at, pa.assigned_by, pc.assignment_id is not null as is_done
      from plan_assignments pa left join plan_completions pc on pc.assignment_id = pa.id
      where pa.training_year = ${rules.trainingYear}::int and pa.case_id is null and pa.plan_kind = any(${kinds})
        and ${ofPerson(sql`pa.person_id`)})
    select * from (
      select w.person_id as "personId", w.kind as "planKind", 'give' as change, null::uuid as "assignmentId"
      from wanted w where not exists (select from held h where h.person_id = w.person_id and h.plan_kind = w.kind)
      union all
      select h.person_id, h.plan_kind, 'resume', h.id
      from held h join wanted w on w.person_id = h.person_id and w.kind = h.plan_kind
      where h.ended_at is not null and not h.is_done
      union all
      select h.person_id, h.plan_kind, 'end', h.id
      from held h join place on place.person_id = h.person_id
      where h.ended_at is null and not h.is_done and h.assigned_by is null
        and not exists (select from wanted w where w.person_id = h.person_id and w.kind = h.plan_kind)) d
    order by "personId", change desc, "planKind" limit ${only.limit}::int`);
  return [...rows];
}

export type StoredPolicy = { id: string; spec: PlanPolicy; origin: 'default' | 'unit' };

/** Every version of every plan policy; which one holds is decided by `policyFor`. */
export function unsafePolicies(db: Db | Tx): Promise<StoredPolicy[]> {
  return db
    .select({ id: policyVersions.id, spec: policyVersions.spec, origin: policyVersions.origin })
    .from(policyVersions);
}

/** @returns the id of the new assignment; null when the person has this plan already: another instance was faster. */
export async function unsafeAssignPlan(tx: Tx, values: typeof planAssignments.$inferInsert): Promise<string | null> {
  const [inserted] = await tx
    .insert(planAssignments)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: planAssignments.id });
  return inserted?.id ?? null;
}

/** Lets an unfinished plan end. @returns false when it had ended or been finished meanwhile. */
export async function unsafeEndPlan(tx: Tx, assignmentId: string, reason: string): Promise<boolean> {
  const isOpen = sql`not exists (select from ${planCompletions} where ${planCompletions.assignmentId} = ${planAssignments.id})`;
  const ended = await tx
    .update(planAssignments)
    .set({ endedAt: sql`app_now()`, endedReason: reason })
    .where(and(eq(planAssignments.id, assignmentId), isNull(planAssignments.endedAt), isOpen))
    .returning({ id: planAssignments.id });
  return ended.length > 0;
}

/** Lets a plan that ended be owed again. @returns false when it had not ended. */
export async function unsafeResumePlan(tx: Tx, assignmentId: string): Promise<boolean> {
  const resumed = await tx
    .update(planAssignments)
    .set({ endedAt: null, endedReason: '' })
    .where(and(eq(planAssignments.id, assignmentId), sql`${planAssignments.endedAt} is not null`))
    .returning({ id: planAssignments.id });
  return resumed.length > 0;
}

export type CasePlan = { id: string; personId: string; planKind: PlanKind; trainingYear: number };

/** The unfinished plans of a case that have not ended, held until the transaction ends. */
export function unsafeOpenPlansOfCase(tx: Tx, caseId: string): Promise<CasePlan[]> {
  return tx
    .select({
      id: planAssignments.id,
      personId: planAssignments.personId,
      planKind: sql<PlanKind>`${planAssignments.planKind}`,
      trainingYear: planAssignments.trainingYear,
    })
    .from(planAssignments)
    .where(
      and(
        eq(planAssignments.caseId, caseId),
        isNull(planAssignments.endedAt),
        sql`not exists (select from ${planCompletions} where ${planCompletions.assignmentId} = ${planAssignments.id})`,
      ),
    )
    .orderBy(planAssignments.id)
    .for('update');
}
