import { transaction } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { lockPracticeCard, savePracticeCard, unsafeFindKeyedItem } from '#db/dal/practice.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fitsItem, isAnswered } from '#domain/assessment/respond.ts';
import type { Response } from '#domain/assessment/response.ts';
import { PracticeCard, reviewCard } from '#domain/learning/practice.ts';
import type { PracticeAnswerView } from '#domain/learning/practice-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { feedbackOn } from '../learning/feedback.ts';
import { learnerOf } from '../learning/learner.ts';

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
    const before = await lockPracticeCard(tx, learner, item.itemId);
    const { card, dueAt } = reviewCard(
      before ? PracticeCard.parse(before.card) : null,
      feedback.correct,
      await unsafeNow(tx),
    );
    const { itemId, lessonId } = item;
    await savePracticeCard(tx, learner, { itemId, lessonId, correct: feedback.correct, card, dueAt });
    return ok({ ...feedback, dueAt: dueAt.toISOString() });
  });
}
