import type { DemonstrationLesson, DemonstrationRows } from '#db/dal/system-demonstration.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { content } from '../content/read-content.ts';
import { laterBy } from './calendar.ts';
import type { Reading } from './reading.ts';
import type { Member } from './roster-types.ts';

/** Share of the questions at the end of a lesson that are answered wrong at the first try. */
const WRONG_AT_FIRST = 0.12;
const SECONDS_A_QUESTION = 25;

type Of = { readonly member: Member; readonly lesson: DemonstrationLesson; readonly round: number };

/**
 * The answers to the questions at the end of a lesson read to its end: every one right at last, some wrong before,
 * which is what the review of the module brings back.
 */
export function checkAnswers(
  reading: Reading,
  { member, lesson, round }: Of,
): NonNullable<DemonstrationRows['studyAnswers']> {
  const rng = rngFrom(`jianglan:checks:${member.employeeNo}:${lesson.lessonId}:${round}`);
  const tries = reading.checksDone.flatMap((itemId) => {
    const isWrong = rng() < WRONG_AT_FIRST;
    return isWrong
      ? [
          { itemId, correct: false },
          { itemId, correct: true },
        ]
      : [{ itemId, correct: true }];
  });
  return tries.map(({ itemId, correct }, index) => ({
    personId: member.id,
    itemId,
    itemVersion: content().items.get(itemId)?.source.version ?? 1,
    lessonId: lesson.lessonId,
    occasion: 'lesson',
    correct,
    at: laterBy(reading.endedAt, (index - tries.length) * SECONDS_A_QUESTION),
  }));
}
