import type { Tx } from '#db/client.ts';
import { findLesson, type Learner, type LessonFacts, lockOpenLesson, type OpenLessonRow } from '#db/dal/learning.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';

export type HeldLesson = {
  readonly open: OpenLessonRow;
  readonly lesson: LessonFacts;
  /** Read after the lock was granted. */
  readonly now: Date;
  readonly year: number;
};

/**
 * Locks the person's open lesson and makes sure it is this one, held by this tab. A caller that names no tab speaks for
 * whichever holds it. Errors: NOT_FOUND, LESSON_NOT_OPEN, LESSON_OPEN_ELSEWHERE.
 */
export async function holdLesson(
  tx: Tx,
  learner: Learner,
  lessonId: string,
  viewerId: string | undefined,
): Promise<Result<HeldLesson>> {
  const open = await lockOpenLesson(tx, learner);
  const found = await findLesson(tx, lessonId);
  if (!found) return fail('NOT_FOUND');
  if (!open) return fail('LESSON_NOT_OPEN');
  if (open.lessonId !== lessonId) {
    const other = await findLesson(tx, open.lessonId);
    return fail('LESSON_OPEN_ELSEWHERE', { title: other?.title ?? '另一课' });
  }
  if (viewerId !== undefined && viewerId !== open.viewerId)
    return fail('LESSON_OPEN_ELSEWHERE', { title: found.title });
  const { now, ...lesson } = found;
  return ok({ open, lesson, now, year: trainingYear(env.SHOUMI_ZONE, now) });
}
