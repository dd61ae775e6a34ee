import type { DemonstrationLesson, ReadingRow } from '#db/dal/system-demonstration.ts';
import { creditBeat, nextPresenceAt, presenceAnswered } from '#domain/learning/credit.ts';
import { lessonStanding, minimumSeconds } from '#domain/learning/lesson-complete.ts';
import type { Rng } from '#domain/shared/rng.ts';
import { laterBy } from './calendar.ts';
import { between } from './chance.ts';

/** What one sitting over a lesson left behind. */
export type Reading = {
  readonly at: string[];
  readonly seconds: number[];
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly creditedSeconds: number;
  readonly sectionsDone: string[];
  readonly checksDone: string[];
  readonly position: string;
  readonly isComplete: boolean;
  readonly nextPresenceAtSeconds: number;
};

/** Reads up to a share of the lesson's sections; 1 = to the end, check questions and minimum time included. */
export function readLesson(lesson: DemonstrationLesson, startedAt: Date, share: number, rng: Rng): Reading {
  const pace = 0.68 + 0.5 * rng();
  const goal = Math.round(
    share >= 1
      ? Math.max(minimumSeconds(lesson.plannedMinutes), lesson.plannedMinutes * 60 * pace)
      : lesson.plannedMinutes * 60 * pace * share,
  );
  const at: string[] = [];
  const seconds: number[] = [];
  let now = startedAt;
  let lastBeatAt: Date | null = null;
  let presenceAskedAt: Date | null = null;
  let nextPresenceAtSeconds = nextPresenceAt(0, rng);
  let creditedSeconds = 0;
  while (creditedSeconds < goal) {
    if (presenceAskedAt) {
      now = laterBy(now, between(rng, 2, 12));
      ({ lastBeatAt, presenceAskedAt } = presenceAnswered(now));
    }
    const beat = creditBeat(
      {
        now,
        lastBeatAt,
        creditedSeconds,
        plannedMinutes: lesson.plannedMinutes,
        presenceAskedAt,
        nextPresenceAtSeconds,
      },
      rng,
    );
    lastBeatAt = beat.countedUntil;
    nextPresenceAtSeconds = beat.nextPresenceAtSeconds;
    if (beat.creditSeconds > 0) {
      at.push(now.toISOString());
      seconds.push(beat.creditSeconds);
      creditedSeconds += beat.creditSeconds;
    }
    if (beat.askPresence) presenceAskedAt = now;
    if (beat.reason === 'cap') break;
    now = laterBy(now, 15 + (rng() < 0.1 ? 1 : 0));
  }
  return {
    ...doneBy(lesson, share, creditedSeconds),
    at,
    seconds,
    startedAt,
    endedAt: now,
    creditedSeconds,
    nextPresenceAtSeconds,
  };
}

function doneBy(lesson: DemonstrationLesson, share: number, creditedSeconds: number) {
  const isWhole = share >= 1;
  const sections = isWhole ? lesson.sectionIds.length : Math.floor(lesson.sectionIds.length * share);
  const sectionsDone = lesson.sectionIds.slice(0, sections);
  const checksDone = isWhole ? [...lesson.checkItemIds] : [];
  const position = lesson.sectionIds[Math.min(sections, lesson.sectionIds.length - 1)] ?? '';
  const standing = lessonStanding({
    plannedMinutes: lesson.plannedMinutes,
    creditedSeconds,
    sectionIds: lesson.sectionIds,
    sectionsDone,
    checkIds: lesson.checkItemIds,
    checksDone,
  });
  return { sectionsDone, checksDone, position, isComplete: standing.complete };
}

/** The evidence of a reading as the database takes it. */
export function readingRow(
  reading: Reading,
  of: { personId: string; lesson: DemonstrationLesson; trainingYear: number; viewerId: string },
): ReadingRow {
  return {
    personId: of.personId,
    lessonId: of.lesson.lessonId,
    lessonVersion: of.lesson.version,
    trainingYear: of.trainingYear,
    viewerId: of.viewerId,
    at: reading.at,
    seconds: reading.seconds,
  };
}
