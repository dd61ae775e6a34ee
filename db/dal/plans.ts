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

/**
 * Takes every plan of a person and gives the unfinished ones of a year: two transactions cannot both complete one, and
 * none derives the rows of another year (see `refreshPlanProgress`) from what the other has not committed yet.
 */
export async function unsafeLockOpenPlans(tx: Tx, personId: string, trainingYear: number): Promise<OwedPlan[]> {
  await tx
    .select({ id: planAssignments.id })
    .from(planAssignments)
    .where(eq(planAssignments.personId, personId))
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

export type ExamAttemptFact = {
  attemptId: string;
  attemptNo: number;
  state: 'open' | 'submitted' | 'graded' | 'void';
  closedAt: Date | null;
  score: number | null;
  passed: boolean | null;
};
export type PlanExamFacts = {
  planKind: string;
  examId: string;
  title: string;
  passMark: number;
  attemptsMax: number;
  attempts: ExamAttemptFact[];
};

export type PlanFactsRow = {
  now: Date;
  ledger: LedgerRow[];
  completedLessons: string[];
  exams: PlanExamFacts[];
};

type PlanFactsJson = {
  nowMs: number;
  ledger: (Omit<LedgerRow, 'occurredFrom' | 'occurredTo'> & { occurredFrom: string; occurredTo: string })[];
  completedLessons: string[];
  exams: (Omit<PlanExamFacts, 'attempts'> & {
    attempts: (Omit<ExamAttemptFact, 'closedAt'> & { closedAt: string | null })[];
  })[];
};

/**
 * All that the standing of a person in a training year is computed from, in one statement and so at one instant: the
 * ledger oldest first, the completed lessons, and the year's exams with the attempts and the latest grade of each.
 */
export async function unsafePlanFacts(db: Db | Tx, personId: string, trainingYear: number): Promise<PlanFactsRow> {
  const [row] = await db.execute<PlanFactsJson>(sql`
    select (extract(epoch from app_now()) * 1000)::float8 as "nowMs",
      (select coalesce(json_agg(json_build_object('id', l.id, 'minutes', l.minutes, 'mode', l.mode, 'lessonId', l.lesson_id,
          'title', l.title, 'topics', l.topics, 'isUnitOrganised', l.is_unit_organised, 'occurredFrom', l.occurred_from,
          'occurredTo', l.occurred_to, 'reversesId', l.reverses_id) order by l.occurred_to, l.id), '[]')
        from ${hoursLedger} l where l.person_id = ${personId}::uuid and l.training_year = ${trainingYear}::int) as ledger,
      (select coalesce(json_agg(p.lesson_id), '[]') from ${lessonProgress} p
        where p.person_id = ${personId}::uuid and p.training_year = ${trainingYear}::int
          and p.completed_at is not null) as "completedLessons",
      (select coalesce(json_agg(json_build_object('examId', e.id, 'planKind', e.plan_kind, 'title', e.title,
          'passMark', b.spec -> 'passMark', 'attemptsMax', b.spec -> 'attemptsMax', 'attempts',
          (select coalesce(json_agg(json_build_object('attemptId', a.id, 'attemptNo', a.attempt_no, 'state', a.state,
              'closedAt', a.closed_at, 'score', g.score, 'passed', g.passed) order by a.attempt_no), '[]')
            from ${attempts} a
            left join lateral (select score, passed from ${grades} where attempt_id = a.id
              order by grade_no desc limit 1) g on true
            where a.exam_id = e.id and a.person_id = ${personId}::uuid))), '[]')
        from ${exams} e
        join ${blueprintVersions} b on b.blueprint_id = e.blueprint_id and b.version = e.blueprint_version
        where e.training_year = ${trainingYear}::int) as exams`);
  if (!row) throw new Error('the facts of a plan always give one row');
  return {
    now: new Date(Math.floor(row.nowMs)),
    ledger: row.ledger.map((entry) => ({
      ...entry,
      occurredFrom: new Date(entry.occurredFrom),
      occurredTo: new Date(entry.occurredTo),
    })),
    completedLessons: row.completedLessons,
    exams: row.exams.map((exam) => ({
      ...exam,
      attempts: exam.attempts.map((one) => ({ ...one, closedAt: one.closedAt ? new Date(one.closedAt) : null })),
    })),
  };
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
