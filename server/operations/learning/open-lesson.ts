import { randomUUID } from 'node:crypto';
import { type Tx, transaction } from '#db/client.ts';
import {
  findLesson,
  isReadingTakenBack,
  type Learner,
  type LessonFacts,
  lockProgress,
  type ProgressRow,
  saveOpenLesson,
  saveProgress,
  startProgress,
  takeOpenLesson,
  unsafeRestartLessons,
} from '#db/dal/learning.ts';
import type { Principal } from '#domain/access/principal.ts';
import { nextPresenceAt } from '#domain/learning/credit.ts';
import type { StandingView } from '#domain/learning/lesson-view.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { env } from '../../env.ts';
import { learnerOf } from './learner.ts';
import { standingView } from './standing-view.ts';

/** Sections are read again when the text has changed since; time and answered check questions stay. */
async function followVersion(tx: Tx, learner: Learner, lesson: LessonFacts, row: ProgressRow): Promise<ProgressRow> {
  if (row.lessonVersion === lesson.version || row.completedAt) return row;
  const change = { lessonVersion: lesson.version, sectionsDone: [], position: '' };
  await saveProgress(tx, learner, row, change);
  return { ...row, ...change };
}

/** Makes sure there is progress to write to in this lesson and year, and holds it. */
export async function beginProgress(tx: Tx, learner: Learner, lesson: LessonFacts, year: number): Promise<ProgressRow> {
  await startProgress(tx, learner, lesson, year);
  const row = await lockProgress(tx, learner, lesson.lessonId, year);
  if (!row) throw new Error('a progress row that was just written is not there');
  return followVersion(tx, learner, lesson, row);
}

/** A lesson whose minutes a correction has taken back is begun anew when it is opened; it could not be earned again else. */
async function reopened(tx: Tx, learner: Learner, row: ProgressRow): Promise<ProgressRow> {
  const { lessonId, trainingYear: year } = row;
  if (row.completedAt === null || !(await isReadingTakenBack(tx, learner, row))) return row;
  await unsafeRestartLessons(tx, learner.personId, [lessonId], year);
  return (await lockProgress(tx, learner, lessonId, year)) ?? row;
}

/**
 * Takes the one open lesson of the person for this tab: the newest tab wins, the former one is told at its next
 * heartbeat. Opening credits nothing. Errors: NOT_FOUND.
 */
export function openLesson(principal: Principal, lessonId: string, viewerId: string): Promise<Result<StandingView>> {
  const learner = learnerOf(principal);
  return transaction(async (tx) => {
    const lesson = await findLesson(tx, lessonId);
    if (!lesson) return fail('NOT_FOUND');
    const year = trainingYear(env.SHOUMI_ZONE, lesson.now);
    // The person's open row is locked before the progress row, here as everywhere, so that no two requests deadlock.
    await takeOpenLesson(tx, learner, { lessonId, trainingYear: year, viewerId, nextPresenceAtSeconds: 0 });
    const progress = await reopened(tx, learner, await beginProgress(tx, learner, lesson, year));
    const nextPresenceAtSeconds = nextPresenceAt(progress.creditedSeconds, rngFrom(randomUUID()));
    await saveOpenLesson(tx, learner, { nextPresenceAtSeconds });
    return ok(standingView(lesson, progress, lesson.now));
  });
}
