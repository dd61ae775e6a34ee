import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import { type PlanKind, type PlanPolicy, storedPolicy } from '../../domain/policy/plan-policy.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import type { Db, Tx } from '../client.ts';
import { certificates, planAssignments, planCompletions, policyVersions } from '../schema/certification.ts';
import { organisation } from '../schema/people.ts';
import { planExemptions } from '../schema/training.ts';
import { unsafeLockPerson } from './system-people-life.ts';

export type OwedPlan = {
  assignmentId: string;
  personId: string;
  planKind: PlanKind;
  trainingYear: number;
  requiredMinutes: number;
  dueOn: IsoDate;
  policy: PlanPolicy;
  /** The case (or occasion) a plan of an event belongs to; null for a plan of the year. */
  caseId: string | null;
  /**
   * Of a plan of an event: only what was learnt and sat from then on counts. Of a plan of a year that was extended into
   * the next: the first instant of its year. Null: its training year counts.
   */
  countsFrom: Date | null;
  /** 免训 by approval: not overdue, and not done either. */
  isExempt: boolean;
  completedAt: Date | null;
  certificateId: string | null;
};

const owedColumns = {
  assignmentId: planAssignments.id,
  personId: planAssignments.personId,
  planKind: sql<PlanKind>`${planAssignments.planKind}`,
  trainingYear: planAssignments.trainingYear,
  requiredMinutes: planAssignments.requiredMinutes,
  dueOn: sql<IsoDate>`${planAssignments.dueOn}::text`,
  policy: policyVersions.spec,
  caseId: planAssignments.caseId,
  countsFrom: planAssignments.countsFrom,
  isExempt: sql<boolean>`exists (select from ${planExemptions} x where x.assignment_id = ${planAssignments.id}
    and x.kind = 'exemption' and x.decision = 'approved')`,
  completedAt: planCompletions.completedAt,
  certificateId: planCompletions.certificateId,
};

/** Owed: finished, or not ended by a change of category or the end of its case. */
const IS_OWED = sql`(${planAssignments.endedAt} is null or ${planCompletions.completedAt} is not null)`;

async function selectOwed(db: Db | Tx, where: SQL | undefined): Promise<OwedPlan[]> {
  const rows = await db
    .select(owedColumns)
    .from(planAssignments)
    .innerJoin(policyVersions, eq(policyVersions.id, planAssignments.policyVersionId))
    .leftJoin(planCompletions, eq(planCompletions.assignmentId, planAssignments.id))
    .where(where)
    .orderBy(planAssignments.planKind, planAssignments.assignedAt);
  return rows.map((row) => ({ ...row, policy: storedPolicy(row.policy) }));
}

/**
 * The plans a person owes for a training year, finished or not, with plans of events begun earlier and still open, and
 * those of earlier years that were extended. One
 * that ended unfinished is owed no more. Bypasses the principal: callers have checked scope.
 */
export function unsafeOwedPlans(db: Db | Tx, personId: string, trainingYear: number): Promise<OwedPlan[]> {
  const isOpenEvent = sql`(${planAssignments.countsFrom} is not null and ${planCompletions.completedAt} is null
    and ${planAssignments.trainingYear} < ${trainingYear}::int)`;
  return selectOwed(
    db,
    and(
      eq(planAssignments.personId, personId),
      sql`(${planAssignments.trainingYear} = ${trainingYear}::int or ${isOpenEvent})`,
      IS_OWED,
    ),
  );
}

/**
 * Takes every plan of a person and gives the unfinished ones of a year and of events of any year: two transactions cannot
 * both complete one, and none derives the rows of another year (see `refreshPlanProgress`) from what the other has not
 * committed yet. The person is held first, as a step of a case does before it ends plans: otherwise a plan completed
 * while its case is withdrawn would wait for the case, and the case for the plan.
 */
export async function unsafeLockOpenPlans(tx: Tx, personId: string, trainingYear: number): Promise<OwedPlan[]> {
  await unsafeLockPerson(tx, personId);
  await tx
    .select({ id: planAssignments.id })
    .from(planAssignments)
    .where(eq(planAssignments.personId, personId))
    .orderBy(planAssignments.id)
    .for('update');
  return selectOwed(
    tx,
    and(
      eq(planAssignments.personId, personId),
      sql`(${planAssignments.trainingYear} = ${trainingYear}::int or ${planAssignments.countsFrom} is not null)`,
      sql`${planAssignments.endedAt} is null and ${planCompletions.completedAt} is null`,
    ),
  );
}

/** One plan whatever became of it; null for an id that names none. Bypasses the principal: callers have checked scope. */
export async function unsafePlanOfAssignment(db: Db | Tx, assignmentId: string): Promise<OwedPlan | null> {
  const [plan] = await selectOwed(db, eq(planAssignments.id, assignmentId));
  return plan ?? null;
}

/** Records that a plan is finished; the primary key keeps it to once. */
export async function unsafeCompletePlan(tx: Tx, values: typeof planCompletions.$inferInsert): Promise<void> {
  await tx.insert(planCompletions).values(values);
}

/** The latest certificate of the plan an exam belongs to: of its year, or of the event the attempt finished; or null. */
export async function findOwnCertificateId(
  db: Db | Tx,
  principal: Principal,
  of: { readonly planKind: string; readonly trainingYear: number; readonly attemptId: string },
): Promise<string | null> {
  const isOfPlan = sql`case when ${planAssignments.caseId} is null then ${planAssignments.trainingYear} = ${of.trainingYear}::int
    else ${planCompletions.attemptId} = ${of.attemptId}::uuid end`;
  const [row] = await db
    .select({ id: certificates.id })
    .from(certificates)
    .innerJoin(planAssignments, eq(planAssignments.id, certificates.assignmentId))
    .leftJoin(planCompletions, eq(planCompletions.assignmentId, planAssignments.id))
    .where(
      and(
        sql`${certificates.personId} = ${principal.personId}::uuid`,
        eq(planAssignments.planKind, of.planKind),
        isOfPlan,
      ),
    )
    .orderBy(desc(certificates.issuedAt))
    .limit(1);
  return row?.id ?? null;
}

export type Organisation = { name: string; zone: string; isDemo: boolean };

/** The organisation this installation belongs to; null before it has been set up. */
export async function findOrganisation(db: Db | Tx): Promise<Organisation | null> {
  const [row] = await db
    .select({ name: organisation.name, zone: organisation.zone, isDemo: organisation.isDemo })
    .from(organisation);
  return row ?? null;
}
