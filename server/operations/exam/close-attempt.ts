import { type Tx, transaction } from '#db/client.ts';
import { isTakenFrom, lockOwnAttempt, unsafeLatestGrade, unsafeReadPaper } from '#db/dal/attempts.ts';
import { recordAudit, unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { type OverdueAttempt, unsafeCloseWithGrade, unsafeExamRules, unsafeTakeOverdue } from '#db/dal/exams.ts';
import type { Principal } from '#domain/access/principal.ts';
import { SAVE_GRACE_SECONDS } from '#domain/assessment/attempt-state.ts';
import type { SubmitView } from '#domain/assessment/attempt-view.ts';
import { gradePaper, type PaperGrade } from '#domain/assessment/grade.ts';
import type { Response } from '#domain/assessment/response.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { logger } from '../../logger.ts';
import { settlePlans, tellFailedPlans } from '../completion.ts';
import { bankItem, warmBank } from './bank.ts';

type Closing = { attemptId: string; personId: string; examId: string; closedBy: 'candidate' | 'deadline' };

/**
 * Grades what was acknowledged and closes the attempt; score, plan completion, certificate and notices stand together
 * or not at all. The caller holds the attempt's row FOR UPDATE in state `open`.
 */
async function closeAndGrade(tx: Tx, closing: Closing): Promise<PaperGrade> {
  const { blueprint, planKind, trainingYear } = await unsafeExamRules(tx, closing.examId);
  const paper = await unsafeReadPaper(tx, closing.attemptId);
  const items = await Promise.all(
    paper.map(async (row) => {
      const { key, lessonId, module } = await bankItem(row.itemId, row.itemVersion);
      return {
        position: row.position,
        itemId: row.itemId,
        version: row.itemVersion,
        lessonId,
        module,
        points: row.points,
        key,
      };
    }),
  );
  const responses = new Map(
    paper.flatMap((row): [number, Response][] => (row.response ? [[row.position, row.response]] : [])),
  );
  const grade = gradePaper(items, responses, blueprint.multipleRule, blueprint.passMark);
  await unsafeCloseWithGrade(tx, {
    attemptId: closing.attemptId,
    closedAt: await unsafeNow(tx),
    closedBy: closing.closedBy,
    grade: { score: grade.score, maxScore: grade.maxScore, passed: grade.passed, detail: grade.detail },
  });
  await settlePlans(tx, closing.personId, trainingYear);
  if (!grade.passed) {
    const { personId, attemptId } = closing;
    await tellFailedPlans(tx, { personId, attemptId, planKind, trainingYear });
  }
  return grade;
}

function submitted(grade: { score: number; maxScore: number; passed: boolean }): SubmitView {
  return { state: 'graded', score: grade.score, maxScore: grade.maxScore, passed: grade.passed };
}

/**
 * Hands in the principal's own attempt. Idempotent: a second call answers with the same grade.
 * @returns NOT_FOUND for another person's attempt, ATTEMPT_MOVED when another device holds the paper.
 */
export async function submitAttempt(principal: Principal, attemptId: string): Promise<Result<SubmitView>> {
  await warmBank();
  return transaction(async (tx): Promise<Result<SubmitView>> => {
    const attempt = await lockOwnAttempt(tx, principal, attemptId);
    if (!attempt) return fail('NOT_FOUND');
    if (attempt.state !== 'open') {
      const grade = await unsafeLatestGrade(tx, attemptId);
      return ok(grade ? submitted(grade) : { state: attempt.state });
    }
    if (await isTakenFrom(tx, principal, attempt)) return fail('ATTEMPT_MOVED');
    const isLate = attempt.serverNow.getTime() > attempt.deadlineAt.getTime() + SAVE_GRACE_SECONDS * 1000;
    const grade = await closeAndGrade(tx, {
      attemptId,
      personId: attempt.personId,
      examId: attempt.examId,
      closedBy: isLate ? 'deadline' : 'candidate',
    });
    await recordAudit(tx, principal, {
      action: 'attempt.submit',
      subjectType: 'attempt',
      subjectId: attemptId,
      detail: { score: grade.score, passed: grade.passed },
    });
    return ok(submitted(grade));
  });
}

/**
 * Closes and grades one overdue attempt with what was acknowledged. One that cannot be graded is logged and added to
 * `failed`, which are left alone: a single bad paper must not keep all others open. @returns false when there is none.
 */
export async function closeOneOverdue(failed: Set<string>): Promise<boolean> {
  await warmBank();
  let taken: string | null = null;
  try {
    return await transaction(async (tx) => {
      const overdue = await unsafeTakeOverdue(tx, SAVE_GRACE_SECONDS, [...failed]);
      taken = overdue?.id ?? null;
      if (overdue) await closeOverdue(tx, overdue);
      return overdue !== null;
    });
  } catch (error) {
    if (taken === null) throw error;
    failed.add(taken);
    logger.error({ err: error, attemptId: taken }, 'overdue attempt not closed; tried again at the next turn');
    return true;
  }
}

async function closeOverdue(tx: Tx, overdue: OverdueAttempt): Promise<void> {
  const { id, personId, examId } = overdue;
  const grade = await closeAndGrade(tx, { attemptId: id, personId, examId, closedBy: 'deadline' });
  await unsafeRecordSystemAudit(tx, '系统（到时交卷）', {
    action: 'attempt.close-overdue',
    subjectType: 'attempt',
    subjectId: id,
    detail: { score: grade.score, passed: grade.passed },
  });
}
