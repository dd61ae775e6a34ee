import { randomUUID } from 'node:crypto';
import { type Tx, transaction } from '#db/client.ts';
import { type Learner, recordCredit, saveOpenLesson } from '#db/dal/learning.ts';
import type { Principal } from '#domain/access/principal.ts';
import { type BeatCredit, creditBeat, nextPresenceAt } from '#domain/learning/credit.ts';
import type { BeatView } from '#domain/learning/lesson-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { type HeldLesson, holdLesson } from './held-lesson.ts';
import { learnerOf } from './learner.ts';
import { beginProgress } from './open-lesson.ts';
import { changeProgress } from './settle-lesson.ts';

export type Beat = { readonly viewerId?: string | undefined; readonly section?: string | undefined };

/**
 * Credits the time since the heartbeat before, by the database's clock, to the one lesson the person has open: at most
 * 30 s a beat, never twice for the same seconds, at most planned minutes × 1.5 in all. When that completes the lesson,
 * its hours and the plans are settled in the same transaction. Errors: NOT_FOUND, LESSON_NOT_OPEN,
 * LESSON_OPEN_ELSEWHERE, SECTION_NOT_PART_OF_LESSON.
 */
export function heartbeat(principal: Principal, lessonId: string, beat: Beat): Promise<Result<BeatView>> {
  const learner = learnerOf(principal);
  return transaction(async (tx) => {
    const held = await holdLesson(tx, learner, lessonId, beat.viewerId);
    if (!held.ok) return held;
    const { section } = beat;
    if (section && !held.value.lesson.sectionIds.includes(section)) return fail('SECTION_NOT_PART_OF_LESSON');
    return ok(await credit(tx, learner, held.value, section));
  });
}

async function credit(tx: Tx, learner: Learner, held: HeldLesson, section: string | undefined): Promise<BeatView> {
  const { open, lesson, now, year } = held;
  const progress = await beginProgress(tx, learner, lesson, year);
  const rng = rngFrom(randomUUID());
  const isNewYear = open.trainingYear !== year;
  const result: BeatCredit = creditBeat(
    {
      now,
      // Seconds on either side of New Year belong to two years; counting starts anew rather than splitting a beat.
      lastBeatAt: isNewYear ? null : open.lastBeatAt,
      creditedSeconds: progress.creditedSeconds,
      plannedMinutes: lesson.plannedMinutes,
      presenceAskedAt: open.presenceAskedAt,
      nextPresenceAtSeconds: isNewYear ? nextPresenceAt(progress.creditedSeconds, rng) : open.nextPresenceAtSeconds,
    },
    rng,
  );
  const { creditSeconds, askPresence, nextPresenceAtSeconds, countedUntil, reason } = result;
  if (creditSeconds > 0) {
    const { viewerId } = open;
    await recordCredit(tx, learner, { lesson, trainingYear: year, viewerId, creditedSeconds: creditSeconds, at: now });
  }
  await saveOpenLesson(tx, learner, {
    trainingYear: year,
    lastBeatAt: countedUntil,
    nextPresenceAtSeconds,
    ...(askPresence ? { presenceAskedAt: now } : {}),
  });
  const creditedSeconds = progress.creditedSeconds + creditSeconds;
  const change = { creditedSeconds, ...(section ? { position: section } : {}) };
  const after = await changeProgress(tx, learner, { lesson, progress, now }, change);
  return {
    creditedSeconds,
    requiredSeconds: after.requiredSeconds,
    serverNow: now.toISOString(),
    complete: after.complete,
    askPresence: askPresence || reason === 'presence',
    reason,
  };
}
