import type { LessonFacts, ProgressRow } from '#db/dal/learning.ts';
import { lessonStanding } from '#domain/learning/lesson-complete.ts';
import type { StandingView } from '#domain/learning/lesson-view.ts';

type Progress = Pick<ProgressRow, 'creditedSeconds' | 'sectionsDone' | 'checksDone' | 'completedAt'>;

/** What is done and what is missing of a lesson, by the lesson as it is taught now. */
export function standingOf(lesson: LessonFacts, progress: Progress) {
  const standing = lessonStanding({
    plannedMinutes: lesson.plannedMinutes,
    creditedSeconds: progress.creditedSeconds,
    sectionIds: lesson.sectionIds,
    sectionsDone: progress.sectionsDone,
    checkIds: lesson.checkItemIds,
    checksDone: progress.checksDone,
  });
  // A lesson once complete stays so for the year, also when its text is raised to a new version.
  return { ...standing, complete: standing.complete || progress.completedAt !== null };
}

/** The standing as the page gets it. `progress` null = never opened this year. */
export function standingView(lesson: LessonFacts, progress: ProgressRow | null, now: Date): StandingView {
  const row = progress ?? { creditedSeconds: 0, sectionsDone: [], checksDone: [], completedAt: null, position: '' };
  const { requiredSeconds, complete } = standingOf(lesson, row);
  return {
    creditedSeconds: row.creditedSeconds,
    requiredSeconds,
    plannedSeconds: lesson.plannedMinutes * 60,
    sectionsDone: row.sectionsDone.filter((id) => lesson.sectionIds.includes(id)),
    checksDone: row.checksDone.filter((id) => lesson.checkItemIds.includes(id)),
    position: lesson.sectionIds.includes(row.position) ? row.position : '',
    complete,
    serverNow: now.toISOString(),
  };
}
