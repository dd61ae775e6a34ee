import { transaction } from '#db/client.ts';
import { lockProgress, saveOpenLesson } from '#db/dal/learning.ts';
import type { Principal } from '#domain/access/principal.ts';
import { presenceAnswered } from '#domain/learning/credit.ts';
import type { StandingView } from '#domain/learning/lesson-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { holdLesson } from './held-lesson.ts';
import { learnerOf } from './learner.ts';
import { standingView } from './standing-view.ts';

/**
 * Answers 还在学习吗: counting goes on from this instant, the time before it is not credited. Errors: NOT_FOUND,
 * LESSON_NOT_OPEN, LESSON_OPEN_ELSEWHERE, PRESENCE_NOT_ASKED.
 */
export function confirmPresence(
  principal: Principal,
  lessonId: string,
  viewerId: string | undefined,
): Promise<Result<StandingView>> {
  const learner = learnerOf(principal);
  return transaction(async (tx) => {
    const held = await holdLesson(tx, learner, lessonId, viewerId);
    if (!held.ok) return held;
    const { open, lesson, now, year } = held.value;
    if (!open.presenceAskedAt) return fail('PRESENCE_NOT_ASKED');
    await saveOpenLesson(tx, learner, presenceAnswered(now));
    return ok(standingView(lesson, await lockProgress(tx, learner, lessonId, year), now));
  });
}
