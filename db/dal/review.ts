import { and, arrayContains, desc, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { GradeDetail } from '../../domain/assessment/grade-detail.ts';
import type { ReviewQuestion } from '../../domain/learning/review.ts';
import type { Db, Tx } from '../client.ts';
import { attempts, exams, grades, itemVersions } from '../schema/assessment.ts';
import {
  type ANSWER_OCCASIONS,
  lessonProgress,
  lessonVersions,
  practiceCards,
  studyAnswers,
} from '../schema/learning.ts';
import type { Learner } from './learning.ts';

const ownId = ({ personId }: Principal) => sql`${personId}::uuid`;

/** Appends one answer outside an exam with its outcome. */
export async function recordStudyAnswer(
  tx: Tx,
  principal: Learner,
  values: {
    itemId: string;
    version: number;
    lessonId: string;
    occasion: (typeof ANSWER_OCCASIONS)[number];
    correct: boolean;
  },
): Promise<void> {
  const { version, ...answer } = values;
  await tx.insert(studyAnswers).values({ personId: principal.personId, itemVersion: version, ...answer });
}

/** Each question the principal answered outside exams: when first, and the numbers of the answers that decide. */
function ownAnswers(db: Db | Tx, principal: Principal) {
  return db
    .select({
      itemId: studyAnswers.itemId,
      lastWrong: sql<number>`coalesce(max(${studyAnswers.id}) filter (where not ${studyAnswers.correct}), 0)`
        .mapWith(Number)
        .as('last_wrong'),
      lastSettled:
        sql<number>`coalesce(max(${studyAnswers.id}) filter (where ${studyAnswers.correct} and ${studyAnswers.occasion} = 'review'), 0)`
          .mapWith(Number)
          .as('last_settled'),
      firstAt: sql<Date | null>`min(${studyAnswers.at})`.mapWith(studyAnswers.at).as('first_at'),
    })
    .from(studyAnswers)
    .where(sql`${studyAnswers.personId} = ${ownId(principal)}`)
    .groupBy(studyAnswers.itemId)
    .as('own');
}

export type ReviewStockRow = Omit<ReviewQuestion, 'marks'> & { laws: string[] };

/**
 * The questions taught now that the principal has answered, and all of some lessons besides, each with what the
 * principal did with it. Published practice questions and the check questions their lessons list; never one of an exam.
 */
export async function listReviewStock(
  db: Db | Tx,
  principal: Principal,
  wholeLessons: readonly string[],
): Promise<ReviewStockRow[]> {
  const own = ownAnswers(db, principal);
  // A check question answered right before answers were kept one by one stands with the progress of its lesson.
  const wasDone = sql`exists (select from ${lessonProgress} where ${lessonProgress.personId} = ${ownId(principal)}
    and ${lessonProgress.lessonId} = ${itemVersions.lessonId} and ${itemVersions.itemId} = any(${lessonProgress.checksDone}))`;
  const rows = await db
    .select({
      itemId: itemVersions.itemId,
      lessonId: itemVersions.lessonId,
      pool: itemVersions.pool,
      laws: itemVersions.laws,
      lastCorrect: practiceCards.lastCorrect,
      lastWrong: sql<number>`coalesce(${own.lastWrong}, 0)`.mapWith(Number),
      lastSettled: sql<number>`coalesce(${own.lastSettled}, 0)`.mapWith(Number),
      firstAnsweredAt: own.firstAt,
      isAnswered: sql<boolean>`${own.itemId} is not null or ${practiceCards.itemId} is not null or ${wasDone}`,
    })
    .from(itemVersions)
    .leftJoin(own, eq(own.itemId, itemVersions.itemId))
    .leftJoin(
      practiceCards,
      and(eq(practiceCards.itemId, itemVersions.itemId), sql`${practiceCards.personId} = ${ownId(principal)}`),
    )
    .leftJoin(
      lessonVersions,
      and(eq(lessonVersions.lessonId, itemVersions.lessonId), eq(lessonVersions.isCurrent, true)),
    )
    .where(
      and(
        eq(itemVersions.isCurrent, true),
        or(
          and(eq(itemVersions.pool, 'practice'), eq(itemVersions.status, 'published')),
          and(
            eq(itemVersions.pool, 'check'),
            arrayContains(lessonVersions.checkItemIds, sql`array[${itemVersions.itemId}]`),
          ),
        ),
        or(
          isNotNull(own.itemId),
          isNotNull(practiceCards.itemId),
          wholeLessons.length > 0 ? inArray(itemVersions.lessonId, [...wholeLessons]) : undefined,
        ),
      ),
    );
  return rows.flatMap(({ pool, ...row }) => (pool === 'exam' ? [] : [{ ...row, pool }]));
}

/** Check questions of a lesson the principal answered wrong and has not settled in a review since. */
export async function listMissedChecks(db: Db | Tx, principal: Principal, lessonId: string): Promise<string[]> {
  const own = ownAnswers(db, principal);
  const rows = await db
    .select({ itemId: own.itemId })
    .from(own)
    .innerJoin(
      lessonVersions,
      and(eq(lessonVersions.isCurrent, true), arrayContains(lessonVersions.checkItemIds, sql`array[${own.itemId}]`)),
    )
    .where(and(eq(lessonVersions.lessonId, lessonId), gt(own.lastWrong, own.lastSettled)));
  return rows.map((row) => row.itemId);
}

export type GradedAttempt = { examId: string; closedAt: Date; closesAt: Date; detail: GradeDetail; serverNow: Date };

/** The principal's attempt that was closed and graded last, with its latest grade; none that is open or void. */
export async function findLastGraded(db: Db | Tx, principal: Principal): Promise<GradedAttempt | null> {
  const [row] = await db
    .select({
      examId: attempts.examId,
      closedAt: attempts.closedAt,
      closesAt: exams.closesAt,
      detail: grades.detail,
      serverNow: sql<Date>`app_now()`.mapWith(exams.closesAt),
    })
    .from(attempts)
    .innerJoin(exams, eq(exams.id, attempts.examId))
    .innerJoin(grades, eq(grades.attemptId, attempts.id))
    .where(and(sql`${attempts.personId} = ${ownId(principal)}`, eq(attempts.state, 'graded')))
    .orderBy(desc(attempts.closedAt), desc(attempts.id), desc(grades.gradeNo))
    .limit(1);
  return row?.closedAt ? { ...row, closedAt: row.closedAt } : null;
}

/** Lessons the principal has read to the end in any year. */
export async function listReadLessons(db: Db | Tx, principal: Principal): Promise<string[]> {
  const rows = await db
    .selectDistinct({ lessonId: lessonProgress.lessonId })
    .from(lessonProgress)
    .where(
      and(
        sql`${lessonProgress.personId} = ${ownId(principal)}`,
        or(isNotNull(lessonProgress.completedAt), gt(lessonProgress.round, 1)),
      ),
    );
  return rows.map((row) => row.lessonId);
}
