import { db } from '#db/client.ts';
import {
  type AttemptRow,
  findOwnAttempt,
  type GradeRow,
  type PaperRow,
  unsafeLatestGrade,
  unsafeReadPaper,
} from '#db/dal/attempts.ts';
import { findOwnCertificateId } from '#db/dal/plans.ts';
import type { Principal } from '#domain/access/principal.ts';
import { SAVE_GRACE_SECONDS } from '#domain/assessment/attempt-state.ts';
import type { ResultView, ReviewItem } from '#domain/assessment/attempt-view.ts';
import type { Blueprint } from '#domain/assessment/blueprint.ts';
import { inOrder } from '#domain/assessment/option-order.ts';
import { isAnswered } from '#domain/assessment/respond.ts';
import { reviewable } from '#domain/assessment/review.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { content } from '../../content/read-content.ts';
import { nextStepFor } from '../standing.ts';
import { bankItem } from './bank.ts';
import { examRules } from './rules.ts';

async function reviewItem(row: PaperRow, grade: GradeRow): Promise<ReviewItem> {
  const item = await bankItem(row.itemId, row.itemVersion);
  const marked = grade.detail.positions.find((p) => p.position === row.position);
  return {
    position: row.position,
    points: marked?.points ?? 0,
    max: row.points,
    outcome: marked?.outcome ?? 'blank',
    item: inOrder(item.body, row.optionOrder),
    response: row.response,
    key: item.key,
    laws: item.laws,
  };
}

function topics(grade: GradeRow | null): ResultView['topics'] {
  const titles = new Map(content().curriculum.modules.map((module) => [module.id, module.title]));
  return Object.entries(grade?.detail.modules ?? {})
    .map(([module, sum]) => ({ module, title: titles.get(module) ?? module, ...sum }))
    .sort((a, b) => a.module.localeCompare(b.module, 'en', { numeric: true }));
}

function reviewFrom(blueprint: Blueprint, attempt: AttemptRow): string | null {
  if (blueprint.reviewPolicy === 'score-only') return null;
  const opens = blueprint.reviewPolicy === 'after-close' ? attempt.closesAt : (attempt.closedAt ?? attempt.closesAt);
  return new Date(opens.getTime() + SAVE_GRACE_SECONDS * 1000).toISOString();
}

/**
 * Score, topics and what comes next of the principal's own closed attempt. Keys and explanations are read from the
 * bank only when the review policy has released them, so that before that they cannot leave by accident.
 *
 * @returns NOT_FOUND for another person's attempt, RESULT_NOT_READY while it is open.
 */
export async function attemptResult(principal: Principal, attemptId: string): Promise<Result<ResultView>> {
  const attempt = await findOwnAttempt(db, principal, attemptId);
  if (!attempt) return fail('NOT_FOUND');
  if (attempt.state === 'open') return fail('RESULT_NOT_READY');
  const [{ blueprint }, paper, grade] = await Promise.all([
    examRules(attempt.examId),
    unsafeReadPaper(db, attemptId),
    unsafeLatestGrade(db, attemptId),
  ]);
  const released = reviewable(blueprint.reviewPolicy, {
    now: attempt.serverNow,
    closesAt: attempt.closesAt,
    attemptClosed: true,
  });
  return ok({
    attemptId,
    examId: attempt.examId,
    title: attempt.examTitle,
    attemptNo: attempt.attemptNo,
    state: attempt.state,
    closedBy: attempt.closedBy,
    startedAt: attempt.startedAt.toISOString(),
    closedAt: attempt.closedAt?.toISOString() ?? null,
    score: grade?.score ?? null,
    maxScore: grade?.maxScore ?? null,
    passMark: blueprint.passMark,
    passed: grade?.passed ?? null,
    topics: topics(grade),
    answered: paper.filter((row) => row.response !== null && isAnswered(row.response)).length,
    itemCount: paper.length,
    reviewFrom: reviewFrom(blueprint, attempt),
    review: released === 'full' && grade ? await Promise.all(paper.map((row) => reviewItem(row, grade))) : null,
    certificateId: await findOwnCertificateId(db, principal, {
      planKind: attempt.planKind,
      trainingYear: attempt.trainingYear,
      attemptId,
    }),
    nextStep: await nextStepFor(principal, attempt.planKind, attempt.trainingYear),
  });
}
