import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { PlanKind, PlanPolicy } from '../../domain/policy/plan-policy.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import type { Db, Tx } from '../client.ts';
import { attempts, blueprintVersions, exams, grades } from '../schema/assessment.ts';
import { certificates, planAssignments, planCompletions, policyVersions } from '../schema/certification.ts';
import { hoursLedger, lessonProgress } from '../schema/learning.ts';
import { organisation } from '../schema/people.ts';

export type OwedPlan = {
  assignmentId: string;
  personId: string;
  planKind: PlanKind;
  trainingYear: number;
  requiredMinutes: number;
  dueOn: IsoDate;
  policy: PlanPolicy;
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
  completedAt: planCompletions.completedAt,
  certificateId: planCompletions.certificateId,
};

/** The plans a person owes for a training year, finished or not. Bypasses the principal: callers have checked scope. */
export function unsafeOwedPlans(db: Db | Tx, personId: string, trainingYear: number): Promise<OwedPlan[]> {
  return db
    .select(owedColumns)
    .from(planAssignments)
    .innerJoin(policyVersions, eq(policyVersions.id, planAssignments.policyVersionId))
    .leftJoin(planCompletions, eq(planCompletions.assignmentId, planAssignments.id))
    .where(and(eq(planAssignments.personId, personId), eq(planAssignments.trainingYear, trainingYear)))
    .orderBy(planAssignments.planKind);
}

/** Takes the unfinished plans of a person and year, so that two finishing transactions cannot both complete one. */
export async function unsafeLockOpenPlans(tx: Tx, personId: string, trainingYear: number): Promise<OwedPlan[]> {
  await tx
    .select({ id: planAssignments.id })
    .from(planAssignments)
    .where(and(eq(planAssignments.personId, personId), eq(planAssignments.trainingYear, trainingYear)))
    .orderBy(planAssignments.id)
    .for('update');
  return (await unsafeOwedPlans(tx, personId, trainingYear)).filter((plan) => plan.completedAt === null);
}

export type LedgerRow = {
  id: string;
  minutes: number;
  mode: 'online' | 'session' | 'visit' | 'paper' | 'correction';
  lessonId: string | null;
  title: string;
  topics: string[];
  isUnitOrganised: boolean;
  occurredFrom: Date;
  occurredTo: Date;
  reversesId: string | null;
};

/** Every ledger row of a person and training year, oldest first. */
export function unsafeLedgerOf(db: Db | Tx, personId: string, trainingYear: number): Promise<LedgerRow[]> {
  return db
    .select({
      id: hoursLedger.id,
      minutes: hoursLedger.minutes,
      mode: hoursLedger.mode,
      lessonId: hoursLedger.lessonId,
      title: hoursLedger.title,
      topics: hoursLedger.topics,
      isUnitOrganised: hoursLedger.isUnitOrganised,
      occurredFrom: hoursLedger.occurredFrom,
      occurredTo: hoursLedger.occurredTo,
      reversesId: hoursLedger.reversesId,
    })
    .from(hoursLedger)
    .where(and(eq(hoursLedger.personId, personId), eq(hoursLedger.trainingYear, trainingYear)))
    .orderBy(hoursLedger.occurredTo, hoursLedger.id);
}

/** Lessons a person has completed in a training year. */
export async function unsafeCompletedLessons(db: Db | Tx, personId: string, trainingYear: number): Promise<string[]> {
  const rows = await db
    .select({ lessonId: lessonProgress.lessonId })
    .from(lessonProgress)
    .where(
      and(
        eq(lessonProgress.personId, personId),
        eq(lessonProgress.trainingYear, trainingYear),
        sql`${lessonProgress.completedAt} is not null`,
      ),
    );
  return rows.map((row) => row.lessonId);
}

export type ExamAttemptFact = {
  attemptId: string;
  attemptNo: number;
  state: 'open' | 'submitted' | 'graded' | 'void';
  closedAt: Date | null;
  score: number | null;
  passed: boolean | null;
};
export type PlanExamFacts = {
  examId: string;
  title: string;
  opensAt: Date;
  closesAt: Date;
  passMark: number;
  attemptsMax: number;
  attempts: ExamAttemptFact[];
};

/** The exam of a plan and year with a person's attempts (latest grade of each); null when the plan has no exam. */
export async function unsafePlanExam(
  db: Db | Tx,
  personId: string,
  planKind: string,
  trainingYear: number,
): Promise<PlanExamFacts | null> {
  const [exam] = await db
    .select({
      examId: exams.id,
      title: exams.title,
      opensAt: exams.opensAt,
      closesAt: exams.closesAt,
      passMark: sql<number>`(${blueprintVersions.spec} ->> 'passMark')::float8`,
      attemptsMax: sql<number>`(${blueprintVersions.spec} ->> 'attemptsMax')::int`,
    })
    .from(exams)
    .innerJoin(
      blueprintVersions,
      and(eq(blueprintVersions.blueprintId, exams.blueprintId), eq(blueprintVersions.version, exams.blueprintVersion)),
    )
    .where(and(eq(exams.planKind, planKind), eq(exams.trainingYear, trainingYear)));
  if (!exam) return null;
  const rows = await db
    .select({
      attemptId: attempts.id,
      attemptNo: attempts.attemptNo,
      state: attempts.state,
      closedAt: attempts.closedAt,
      score: grades.score,
      passed: grades.passed,
      gradeNo: grades.gradeNo,
    })
    .from(attempts)
    .leftJoin(grades, eq(grades.attemptId, attempts.id))
    .where(and(eq(attempts.examId, exam.examId), eq(attempts.personId, personId)))
    .orderBy(attempts.attemptNo, grades.gradeNo);
  const latest = new Map(rows.map(({ gradeNo: _, ...row }) => [row.attemptId, row]));
  return { ...exam, attempts: [...latest.values()] };
}

/** Records that a plan is finished; the primary key keeps it to once. */
export async function unsafeCompletePlan(tx: Tx, values: typeof planCompletions.$inferInsert): Promise<void> {
  await tx.insert(planCompletions).values(values);
}

/** The certificate of the principal's own finished plan, or null. */
export async function findOwnCertificateId(
  db: Db | Tx,
  principal: Principal,
  planKind: string,
  trainingYear: number,
): Promise<string | null> {
  const [row] = await db
    .select({ id: certificates.id })
    .from(certificates)
    .innerJoin(planAssignments, eq(planAssignments.id, certificates.assignmentId))
    .where(
      and(
        sql`${certificates.personId} = ${principal.personId}::uuid`,
        eq(planAssignments.planKind, planKind),
        eq(planAssignments.trainingYear, trainingYear),
      ),
    );
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
