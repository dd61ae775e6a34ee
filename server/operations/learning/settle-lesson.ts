import type { Tx } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { recordOnlineLesson } from '#db/dal/hours.ts';
import { type Learner, type LessonFacts, type ProgressRow, saveProgress } from '#db/dal/learning.ts';
import { settlePlans } from '../completion.ts';
import { standingOf } from './standing-view.ts';

type Change = Partial<Pick<ProgressRow, 'creditedSeconds' | 'sectionsDone' | 'checksDone' | 'position'>>;

/**
 * Writes a change of progress and, when it makes the lesson complete, everything that follows from that in the same
 * transaction: the instant of completion, one ledger row of the planned minutes, the audit row, the plans. Needs the
 * lock of the progress row, so that a lesson is completed once however many requests arrive together.
 */
export async function changeProgress(
  tx: Tx,
  learner: Learner,
  at: { readonly lesson: LessonFacts; readonly progress: ProgressRow; readonly now: Date },
  change: Change,
): Promise<{ progress: ProgressRow; requiredSeconds: number; complete: boolean }> {
  const { lesson, now } = at;
  const progress = { ...at.progress, ...change };
  const { requiredSeconds, complete } = standingOf(lesson, progress);
  const completesNow = complete && progress.completedAt === null;
  await saveProgress(tx, learner, progress, completesNow ? { ...change, completedAt: now } : change);
  if (completesNow) await recordCompletion(tx, learner, lesson, progress, now);
  return { progress, requiredSeconds, complete };
}

async function recordCompletion(tx: Tx, learner: Learner, lesson: LessonFacts, progress: ProgressRow, now: Date) {
  const { lessonId, version, title, topics, plannedMinutes } = lesson;
  const { trainingYear, creditedSeconds, round } = progress;
  const isWritten = await recordOnlineLesson(tx, learner, {
    lessonId,
    lessonVersion: version,
    round,
    title,
    topics,
    minutes: plannedMinutes,
    trainingYear,
    occurredFrom: progress.startedAt,
    occurredTo: now,
    evidence: { creditedSeconds, sections: lesson.sectionIds.length, checks: lesson.checkItemIds.length },
  });
  if (!isWritten) return;
  await recordAudit(tx, learner, {
    action: 'lesson.complete',
    subjectType: 'lesson',
    subjectId: lessonId,
    detail: { version, trainingYear, round, minutes: plannedMinutes, creditedSeconds },
  });
  await settlePlans(tx, learner.personId, trainingYear);
}
