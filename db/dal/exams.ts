import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { PaperItem } from '../../domain/assessment/assemble.ts';
import type { Blueprint } from '../../domain/assessment/blueprint.ts';
import type { PlanPolicy } from '../../domain/policy/plan-policy.ts';
import type { Db, Tx } from '../client.ts';
import { attemptItems, attempts, blueprintVersions, exams, grades } from '../schema/assessment.ts';
import { planAssignments, policyVersions } from '../schema/certification.ts';
import { lessonProgress } from '../schema/learning.ts';

export type ExamRow = {
  id: string;
  title: string;
  planKind: string;
  trainingYear: number;
  opensAt: Date;
  closesAt: Date;
  blueprint: Blueprint;
  policy: PlanPolicy | null;
  serverNow: Date;
};

const examColumns = {
  id: exams.id,
  title: exams.title,
  planKind: exams.planKind,
  trainingYear: exams.trainingYear,
  opensAt: exams.opensAt,
  closesAt: exams.closesAt,
  blueprint: blueprintVersions.spec,
  policy: policyVersions.spec,
  serverNow: sql<Date>`app_now()`.mapWith(exams.opensAt),
};

function selectExams(db: Db | Tx, principal: Principal) {
  return db
    .select(examColumns)
    .from(exams)
    .innerJoin(
      blueprintVersions,
      and(eq(blueprintVersions.blueprintId, exams.blueprintId), eq(blueprintVersions.version, exams.blueprintVersion)),
    )
    .leftJoin(
      planAssignments,
      and(
        eq(planAssignments.planKind, exams.planKind),
        eq(planAssignments.trainingYear, exams.trainingYear),
        sql`${planAssignments.personId} = ${principal.personId}::uuid`,
      ),
    )
    .leftJoin(policyVersions, eq(policyVersions.id, planAssignments.policyVersionId));
}

/** Exams of the plans the principal owes; newest year first. `policy` is never null in this list. */
export function listOwnExams(db: Db | Tx, principal: Principal): Promise<ExamRow[]> {
  return selectExams(db, principal)
    .where(sql`${policyVersions.id} is not null`)
    .orderBy(desc(exams.trainingYear), exams.title);
}

/** One exam; `policy` is null when the principal owes no plan it belongs to. */
export async function findExam(db: Db | Tx, principal: Principal, examId: string): Promise<ExamRow | null> {
  const [row] = await selectExams(db, principal).where(eq(exams.id, examId));
  return row ?? null;
}

export type OwnAttempt = {
  id: string;
  examId: string;
  no: number;
  state: 'open' | 'submitted' | 'graded' | 'void';
  closedAt: Date | null;
  passed: boolean | null;
  score: number | null;
};

/** The principal's attempts at some exams with their latest grade, in order. */
export async function listOwnAttempts(
  db: Db | Tx,
  principal: Principal,
  examIds: readonly string[],
): Promise<OwnAttempt[]> {
  if (examIds.length === 0) return [];
  const latest = sql`(select g.grade_no from ${grades} g where g.attempt_id = ${attempts.id} order by g.grade_no desc limit 1)`;
  return db
    .select({
      id: attempts.id,
      examId: attempts.examId,
      no: attempts.attemptNo,
      state: attempts.state,
      closedAt: attempts.closedAt,
      passed: grades.passed,
      score: grades.score,
    })
    .from(attempts)
    .leftJoin(grades, and(eq(grades.attemptId, attempts.id), sql`${grades.gradeNo} = ${latest}`))
    .where(and(inArray(attempts.examId, [...examIds]), sql`${attempts.personId} = ${principal.personId}::uuid`))
    .orderBy(attempts.attemptNo);
}

/** Lessons the principal has completed in a training year. */
export async function listOwnCompletedLessons(db: Db | Tx, principal: Principal, year: number): Promise<string[]> {
  const rows = await db
    .select({ lessonId: lessonProgress.lessonId })
    .from(lessonProgress)
    .where(
      and(
        sql`${lessonProgress.personId} = ${principal.personId}::uuid`,
        eq(lessonProgress.trainingYear, year),
        sql`${lessonProgress.completedAt} is not null`,
      ),
    );
  return rows.map((row) => row.lessonId);
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

/** What grading needs of an exam, without a principal: jobs grade for anybody. */
export async function unsafeExamRules(
  db: Db | Tx,
  examId: string,
): Promise<{ blueprint: Blueprint; title: string; planKind: string; trainingYear: number; closesAt: Date }> {
  const [row] = await db
    .select({
      blueprint: blueprintVersions.spec,
      title: exams.title,
      planKind: exams.planKind,
      trainingYear: exams.trainingYear,
      closesAt: exams.closesAt,
    })
    .from(exams)
    .innerJoin(
      blueprintVersions,
      and(eq(blueprintVersions.blueprintId, exams.blueprintId), eq(blueprintVersions.version, exams.blueprintVersion)),
    )
    .where(eq(exams.id, examId));
  if (!row) throw new Error(`exam ${examId} is not there`);
  return row;
}
