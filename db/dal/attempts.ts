import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { GradeDetail } from '../../domain/assessment/grade-detail.ts';
import type { Response } from '../../domain/assessment/response.ts';
import type { Db, Tx } from '../client.ts';
import { sessions } from '../schema/accounts.ts';
import { attemptAnswers, attemptEvents, attemptItems, attempts, exams, grades } from '../schema/assessment.ts';

/** Only the person who sits an attempt sees it; anyone else finds nothing. */
const ownAttempt = (principal: Principal, attemptId: string) =>
  and(eq(attempts.id, attemptId), sql`${attempts.personId} = ${principal.personId}::uuid`);

const columns = {
  id: attempts.id,
  examId: attempts.examId,
  personId: attempts.personId,
  attemptNo: attempts.attemptNo,
  state: attempts.state,
  startedAt: attempts.startedAt,
  deadlineAt: attempts.deadlineAt,
  closedAt: attempts.closedAt,
  closedBy: attempts.closedBy,
  holderSessionId: attempts.holderSessionId,
  holderSince: attempts.holderSince,
  examTitle: exams.title,
  planKind: exams.planKind,
  trainingYear: exams.trainingYear,
  blueprintId: exams.blueprintId,
  blueprintVersion: exams.blueprintVersion,
  closesAt: exams.closesAt,
  serverNow: sql<Date>`app_now()`.mapWith(attempts.startedAt),
};

export type AttemptRow = Awaited<ReturnType<typeof selectOwn>>[number];

function selectOwn(db: Db | Tx, principal: Principal, attemptId: string) {
  return db
    .select(columns)
    .from(attempts)
    .innerJoin(exams, eq(exams.id, attempts.examId))
    .where(ownAttempt(principal, attemptId));
}

/** @returns the principal's own attempt, or null. */
export async function findOwnAttempt(db: Db | Tx, principal: Principal, attemptId: string): Promise<AttemptRow | null> {
  const [row] = await selectOwn(db, principal, attemptId);
  return row ?? null;
}

/**
 * Takes the attempt's row for closing. Saves hold it FOR KEY SHARE, so after this call every acknowledged answer is
 * visible and no further one can be accepted before the transaction ends.
 */
export async function lockOwnAttempt(tx: Tx, principal: Principal, attemptId: string): Promise<AttemptRow | null> {
  const [locked] = await tx
    .select({ id: attempts.id })
    .from(attempts)
    .where(ownAttempt(principal, attemptId))
    .for('update');
  return locked ? findOwnAttempt(tx, principal, attemptId) : null;
}

/**
 * True when another device took the paper after this session began: such a session may look, but neither save nor
 * hand in before it has taken the paper back.
 */
export async function isTakenFrom(tx: Tx | Db, principal: Principal, attempt: AttemptRow): Promise<boolean> {
  if (attempt.holderSessionId === principal.sessionId) return false;
  const [row] = await tx
    .select({ isNewer: sql<boolean>`${sessions.createdAt} > ${attempts.holderSince}` })
    .from(sessions)
    .innerJoin(attempts, eq(attempts.id, attempt.id))
    .where(eq(sessions.id, principal.sessionId));
  return row?.isNewer !== true;
}

export type PaperRow = {
  position: number;
  itemId: string;
  itemVersion: number;
  section: string;
  points: number;
  optionOrder: Record<string, string[]>;
  seq: number | null;
  response: Response | null;
};

/** The frozen paper of an attempt with the latest acknowledged answers, by position. */
export function unsafeReadPaper(db: Db | Tx, attemptId: string): Promise<PaperRow[]> {
  return db
    .select({
      position: attemptItems.position,
      itemId: attemptItems.itemId,
      itemVersion: attemptItems.itemVersion,
      section: attemptItems.section,
      points: attemptItems.points,
      optionOrder: attemptItems.optionOrder,
      seq: attemptAnswers.seq,
      response: attemptAnswers.response,
    })
    .from(attemptItems)
    .leftJoin(
      attemptAnswers,
      and(eq(attemptAnswers.attemptId, attemptItems.attemptId), eq(attemptAnswers.position, attemptItems.position)),
    )
    .where(eq(attemptItems.attemptId, attemptId))
    .orderBy(attemptItems.position);
}

/** Moves an open attempt to the principal's present session. @returns false when it is not theirs or not open. */
export async function moveAttemptHere(tx: Tx, principal: Principal, attemptId: string): Promise<boolean> {
  const moved = await tx
    .update(attempts)
    .set({ holderSessionId: principal.sessionId, holderSince: sql`app_now()` })
    .where(and(ownAttempt(principal, attemptId), eq(attempts.state, 'open')))
    .returning({ id: attempts.id });
  return moved.length > 0;
}

export async function recordAttemptEvent(
  tx: Tx | Db,
  principal: Principal,
  attemptId: string,
  kind: string,
  detail: Record<string, string | number> = {},
): Promise<void> {
  await tx.insert(attemptEvents).values({ attemptId, kind, detail, sessionId: principal.sessionId });
}

export type GradeRow = {
  score: number;
  maxScore: number;
  passed: boolean;
  detail: GradeDetail;
  gradedAt: Date;
  gradeNo: number;
};

/** The latest grade of an attempt; regrades have higher numbers. */
export async function unsafeLatestGrade(db: Db | Tx, attemptId: string): Promise<GradeRow | null> {
  const [row] = await db
    .select({
      score: grades.score,
      maxScore: grades.maxScore,
      passed: grades.passed,
      detail: grades.detail,
      gradedAt: grades.gradedAt,
      gradeNo: grades.gradeNo,
    })
    .from(grades)
    .where(eq(grades.attemptId, attemptId))
    .orderBy(sql`${grades.gradeNo} desc`)
    .limit(1);
  return row ?? null;
}
