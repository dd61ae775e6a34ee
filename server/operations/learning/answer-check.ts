import { transaction } from '#db/client.ts';
import { findLesson, lockProgress } from '#db/dal/learning.ts';
import { unsafeFindKeyedItem } from '#db/dal/practice.ts';
import { recordStudyAnswer } from '#db/dal/review.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fitsItem, isAnswered } from '#domain/assessment/respond.ts';
import type { Response } from '#domain/assessment/response.ts';
import type { CheckView } from '#domain/learning/lesson-view.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';
import { feedbackOn } from './feedback.ts';
import { learnerOf } from './learner.ts';
import { changeProgress } from './settle-lesson.ts';

/**
 * Grades a check question against the key in the database; a right answer marks it done, a wrong one may be tried again and
 * comes back in the review of the module.
 * Errors: NOT_FOUND, CHECK_NOT_PART_OF_LESSON, RESPONSE_NOT_FITTING, LESSON_NOT_OPEN (never opened this year).
 */
export function answerCheck(
  principal: Principal,
  lessonId: string,
  answer: { readonly itemId: string; readonly response: Response },
): Promise<Result<CheckView>> {
  const learner = learnerOf(principal);
  const { itemId, response } = answer;
  return transaction(async (tx) => {
    const lesson = await findLesson(tx, lessonId);
    if (!lesson) return fail('NOT_FOUND');
    const item = lesson.checkItemIds.includes(itemId) ? await unsafeFindKeyedItem(tx, 'check', itemId) : null;
    if (!item) return fail('CHECK_NOT_PART_OF_LESSON');
    if (!fitsItem(item.body, response) || !isAnswered(response)) return fail('RESPONSE_NOT_FITTING');
    const progress = await lockProgress(tx, learner, lessonId, trainingYear(env.SHOUMI_ZONE, lesson.now));
    if (!progress) return fail('LESSON_NOT_OPEN');
    const feedback = feedbackOn(item.key, response);
    const { version } = item;
    await recordStudyAnswer(tx, learner, { itemId, version, lessonId, occasion: 'lesson', correct: feedback.correct });
    const done = new Set(feedback.correct ? [...progress.checksDone, itemId] : progress.checksDone);
    const checksDone = lesson.checkItemIds.filter((id) => done.has(id));
    const after = await changeProgress(tx, learner, { lesson, progress, now: lesson.now }, { checksDone });
    return ok({ ...feedback, checksDone, complete: after.complete });
  });
}
