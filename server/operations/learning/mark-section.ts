import { transaction } from '#db/client.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { StandingView } from '#domain/learning/lesson-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { holdLesson } from './held-lesson.ts';
import { learnerOf } from './learner.ts';
import { beginProgress } from './open-lesson.ts';
import { changeProgress } from './settle-lesson.ts';
import { standingView } from './standing-view.ts';

/**
 * Marks a section of the open lesson as read; doing it again changes nothing. Errors: NOT_FOUND, LESSON_NOT_OPEN,
 * LESSON_OPEN_ELSEWHERE, SECTION_NOT_PART_OF_LESSON.
 */
export function markSection(
  principal: Principal,
  lessonId: string,
  values: { readonly viewerId?: string | undefined; readonly section: string },
): Promise<Result<StandingView>> {
  const learner = learnerOf(principal);
  return transaction(async (tx) => {
    const held = await holdLesson(tx, learner, lessonId, values.viewerId);
    if (!held.ok) return held;
    const { lesson, now, year } = held.value;
    if (!lesson.sectionIds.includes(values.section)) return fail('SECTION_NOT_PART_OF_LESSON');
    const progress = await beginProgress(tx, learner, lesson, year);
    const done = new Set([...progress.sectionsDone, values.section]);
    const change = { sectionsDone: lesson.sectionIds.filter((id) => done.has(id)), position: values.section };
    const after = await changeProgress(tx, learner, { lesson, progress, now }, change);
    return ok({ ...standingView(lesson, after.progress, now), complete: after.complete });
  });
}
