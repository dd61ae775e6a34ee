import { type Tx, transaction } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import type { Learner } from '#db/dal/learning.ts';
import { type KeyedItem, lockPracticeCard, savePracticeCard, unsafeFindKeyedItem } from '#db/dal/practice.ts';
import { recordStudyAnswer } from '#db/dal/review.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fitsItem, isAnswered } from '#domain/assessment/respond.ts';
import type { Response } from '#domain/assessment/response.ts';
import { PracticeCard, reviewCard } from '#domain/learning/practice.ts';
import type { PracticeAnswerView } from '#domain/learning/practice-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { feedbackOn } from '../learning/feedback.ts';
import { learnerOf } from '../learning/learner.ts';

/** Keeps the outcome of one answer to a practice question and sets when the question comes back. @returns that instant. */
export async function keepPracticeAnswer(
  tx: Tx,
  learner: Learner,
  item: Pick<KeyedItem, 'itemId' | 'version' | 'lessonId'>,
  outcome: { readonly correct: boolean; readonly occasion: 'practice' | 'review' },
): Promise<Date> {
  const { itemId, version, lessonId } = item;
  const { correct, occasion } = outcome;
  const before = await lockPracticeCard(tx, learner, itemId);
  const { card, dueAt } = reviewCard(before ? PracticeCard.parse(before.card) : null, correct, await unsafeNow(tx));
  await savePracticeCard(tx, learner, { itemId, lessonId, correct, card, dueAt });
  await recordStudyAnswer(tx, learner, { itemId, version, lessonId, occasion, correct });
  return dueAt;
}

/**
 * Grades one practice answer at once and sets when the question comes back. Questions of the exam pool are never
 * answered here. Errors: ITEM_NOT_IN_PRACTICE, RESPONSE_NOT_FITTING.
 */
export function answerPractice(
  principal: Principal,
  answer: { readonly itemId: string; readonly response: Response },
): Promise<Result<PracticeAnswerView>> {
  const learner = learnerOf(principal);
  return transaction(async (tx) => {
    const item = await unsafeFindKeyedItem(tx, 'practice', answer.itemId);
    if (!item) return fail('ITEM_NOT_IN_PRACTICE');
    if (!fitsItem(item.body, answer.response) || !isAnswered(answer.response)) return fail('RESPONSE_NOT_FITTING');
    const feedback = feedbackOn(item.key, answer.response);
    const dueAt = await keepPracticeAnswer(tx, learner, item, { correct: feedback.correct, occasion: 'practice' });
    return ok({ ...feedback, dueAt: dueAt.toISOString() });
  });
}
