import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { PaperItem } from '../../domain/assessment/assemble.ts';
import type { Blueprint } from '../../domain/assessment/blueprint.ts';
import { type PlanPolicy, storedPolicy } from '../../domain/policy/plan-policy.ts';
import type { Db, Tx } from '../client.ts';
import { attemptItems, attempts, blueprintVersions, exams, grades } from '../schema/assessment.ts';
import { planAssignments, planCompletions, policyVersions } from '../schema/certification.ts';

export type ExamRow = {
  id: string;
  title: string;
  planKind: string;
  trainingYear: number;
  opensAt: Date;
  closesAt: Date;
  /** With pass mark, attempts and cool-down of the plan's policy where it sets its own. */
  blueprint: Blueprint;
  /** The plan of the principal the exam is sat for; null when there is none. */
  plan: ExamPlan | null;
  serverNow: Date;
};
export type ExamPlan = {
  assignmentId: string;
  trainingYear: number;
  /** Of a plan of an event: attempts before it are of no account. */
  countsFrom: Date | null;
  policy: PlanPolicy;
};

/** The rules in force for an exam: those of the policy stand before the blueprint's. */
const EFFECTIVE_BLUEPRINT = sql<Blueprint>`(${blueprintVersions.spec} || ${exams.rules})`;

const withBlueprint = and(
  eq(blueprintVersions.blueprintId, exams.blueprintId),
  eq(blueprintVersions.version, exams.blueprintVersion),
);

/**
 * The plan an exam is sat for: of the exam's year, or of an event that ran while the exam was open – an unfinished one
 * sees the exam that is open now and those it was sat at. Of several the unfinished, then the latest.
 */
function ownPlan(db: Db | Tx, principal: Principal) {
  const own = sql`${principal.personId}::uuid`;
  const wasSat = sql`exists (select from ${attempts} a where a.exam_id = ${exams.id} and a.person_id = ${own}
    and a.started_at >= ${planAssignments.countsFrom})`;
  const fits = sql`case when ${planAssignments.countsFrom} is null then ${planAssignments.trainingYear} = ${exams.trainingYear}
    else ${planAssignments.countsFrom} < ${exams.closesAt} and case when ${planCompletions.completedAt} is null
      then (${exams.opensAt} <= app_now() and ${exams.closesAt} > app_now()) or ${wasSat} else ${planCompletions.completedAt} >= ${exams.opensAt} end end`;
  return db
    .select({
      assignmentId: planAssignments.id,
      planYear: sql<number>`${planAssignments.trainingYear}`.as('plan_year'),
      countsFrom: planAssignments.countsFrom,
      policy: policyVersions.spec,
    })
    .from(planAssignments)
    .innerJoin(policyVersions, eq(policyVersions.id, planAssignments.policyVersionId))
    .leftJoin(planCompletions, eq(planCompletions.assignmentId, planAssignments.id))
    .where(
      and(
        sql`${planAssignments.personId} = ${own}`,
        eq(planAssignments.planKind, exams.planKind),
        sql`(${planAssignments.endedAt} is null or ${planCompletions.completedAt} is not null)`,
        sql`${policyVersions.spec} ->> 'blueprintId' is not null`,
        fits,
      ),
    )
    .orderBy(
      sql`${planCompletions.completedAt} is not null`,
      // The plan of the exam's own year before one of an earlier year that was extended into it.
      sql`${planAssignments.caseId} is null and ${planAssignments.trainingYear} <> ${exams.trainingYear}`,
      sql`${planAssignments.countsFrom} desc nulls last`,
    )
    .limit(1)
    .as('own_plan');
}

async function selectExams(db: Db | Tx, principal: Principal, examId: string | null): Promise<ExamRow[]> {
  const own = ownPlan(db, principal);
  const rows = await db
    .select({
      id: exams.id,
      title: exams.title,
      planKind: exams.planKind,
      trainingYear: exams.trainingYear,
      opensAt: exams.opensAt,
      closesAt: exams.closesAt,
      blueprint: EFFECTIVE_BLUEPRINT,
      assignmentId: own.assignmentId,
      planYear: own.planYear,
      countsFrom: own.countsFrom,
      policy: own.policy,
      serverNow: sql<Date>`app_now()`.mapWith(exams.opensAt),
    })
    .from(exams)
    .innerJoin(blueprintVersions, withBlueprint)
    .leftJoinLateral(own, sql`true`)
    .where(examId === null ? sql`${own.assignmentId} is not null` : eq(exams.id, examId))
    .orderBy(desc(exams.trainingYear), exams.title);
  return rows.map(({ assignmentId, planYear, countsFrom, policy, ...exam }) => ({
    ...exam,
    plan:
      assignmentId !== null && planYear !== null && policy !== null
        ? { assignmentId, trainingYear: planYear, countsFrom, policy: storedPolicy(policy) }
        : null,
  }));
}

/** Exams of the plans the principal owes; newest year first. `plan` is never null in this list. */
export function listOwnExams(db: Db | Tx, principal: Principal): Promise<ExamRow[]> {
  return selectExams(db, principal, null);
}

/** One exam; `plan` is null when the principal owes no plan it belongs to. */
export async function findExam(db: Db | Tx, principal: Principal, examId: string): Promise<ExamRow | null> {
  const [row] = await selectExams(db, principal, examId);
  return row ?? null;
}

export type OwnAttempt = {
  id: string;
  examId: string;
  planKind: string;
  no: number;
  state: 'open' | 'submitted' | 'graded' | 'void';
  startedAt: Date;
  closedAt: Date | null;
  passed: boolean | null;
  score: number | null;
};

/** The principal's attempts at the exams of some kinds of plan, of all years, with their latest grade, in order. */
export async function listOwnAttempts(
  db: Db | Tx,
  principal: Principal,
  planKinds: readonly string[],
): Promise<OwnAttempt[]> {
  if (planKinds.length === 0) return [];
  const latest = sql`(select g.grade_no from ${grades} g where g.attempt_id = ${attempts.id} order by g.grade_no desc limit 1)`;
  return db
    .select({
      id: attempts.id,
      examId: attempts.examId,
      planKind: exams.planKind,
      no: attempts.attemptNo,
      state: attempts.state,
      startedAt: attempts.startedAt,
      closedAt: attempts.closedAt,
      passed: grades.passed,
      score: grades.score,
    })
    .from(attempts)
    .innerJoin(exams, eq(exams.id, attempts.examId))
    .leftJoin(grades, and(eq(grades.attemptId, attempts.id), sql`${grades.gradeNo} = ${latest}`))
    .where(and(inArray(exams.planKind, [...planKinds]), sql`${attempts.personId} = ${principal.personId}::uuid`))
    .orderBy(attempts.startedAt, attempts.attemptNo);
}

/**
 * Serialises the starts of one person at one exam until the transaction ends; the unique constraints on `attempts`
 * hold the limit besides.
 */
export async function lockStart(tx: Tx, principal: Principal, examId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${examId}:${principal.personId}`}, 0))`);
}

/** Writes the attempt and its frozen paper. */
export async function insertAttempt(
  tx: Tx,
  principal: Principal & { personId: string },
  values: {
    examId: string;
    attemptNo: number;
    seed: string;
    bankHash: string;
    startedAt: Date;
    deadlineAt: Date;
    paper: readonly PaperItem[];
  },
): Promise<string> {
  const { paper, ...row } = values;
  const [inserted] = await tx
    .insert(attempts)
    .values({ ...row, personId: principal.personId, holderSessionId: principal.sessionId })
    .returning({ id: attempts.id });
  if (!inserted) throw new Error('attempt insert returned no row');
  await tx.insert(attemptItems).values(
    paper.map((item) => ({
      attemptId: inserted.id,
      position: item.position,
      itemId: item.itemId,
      itemVersion: item.version,
      section: item.section,
      points: item.points,
      optionOrder: item.optionOrder,
    })),
  );
  return inserted.id;
}

/** Closes an attempt and stores its first grade; `attempts` must be locked by the caller. */
export async function unsafeCloseWithGrade(
  tx: Tx,
  values: {
    attemptId: string;
    closedAt: Date;
    closedBy: 'candidate' | 'deadline' | 'invigilator';
    grade: Omit<typeof grades.$inferInsert, 'attemptId' | 'gradeNo'>;
  },
): Promise<void> {
  await tx
    .update(attempts)
    .set({ state: 'graded', closedAt: values.closedAt, closedBy: values.closedBy })
    .where(eq(attempts.id, values.attemptId));
  await tx.insert(grades).values({ ...values.grade, attemptId: values.attemptId, gradeNo: 1 });
}

export type OverdueAttempt = { id: string; personId: string; examId: string; trainingYear: number };

/** Takes one attempt whose deadline and grace have passed, none of `except`; another instance's job skips it meanwhile. */
export async function unsafeTakeOverdue(
  tx: Tx,
  graceSeconds: number,
  except: readonly string[],
): Promise<OverdueAttempt | null> {
  const others = except.length > 0 ? sql`and a.id not in ${[...except]}` : sql``;
  const rows = await tx.execute<OverdueAttempt>(sql`
    select a.id, a.person_id as "personId", a.exam_id as "examId", e.training_year as "trainingYear"
    from attempts a join exams e on e.id = a.exam_id
    where a.state = 'open' and a.deadline_at + make_interval(secs => ${graceSeconds}) < app_now() ${others}
    order by a.deadline_at limit 1
    for update of a skip locked`);
  return rows[0] ?? null;
}

/** What grading needs of an exam, with the rules in force for it; without a principal, for jobs grade for anybody. */
export async function unsafeExamRules(
  db: Db | Tx,
  examId: string,
): Promise<{ blueprint: Blueprint; title: string; planKind: string; trainingYear: number; closesAt: Date }> {
  const [row] = await db
    .select({
      blueprint: EFFECTIVE_BLUEPRINT,
      title: exams.title,
      planKind: exams.planKind,
      trainingYear: exams.trainingYear,
      closesAt: exams.closesAt,
    })
    .from(exams)
    .innerJoin(blueprintVersions, withBlueprint)
    .where(eq(exams.id, examId));
  if (!row) throw new Error(`exam ${examId} is not there`);
  // A paper is never graded by a blueprint that cannot be read.
  if (typeof row.blueprint?.passMark !== 'number') throw new Error(`exam ${examId} has no readable blueprint`);
  return row;
}
