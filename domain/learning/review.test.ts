import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LostPoints, needsReview, QUESTIONS_PER_LOST_LESSON, type ReviewQuestion, reviewList } from './review.ts';

const LESSONS = ['m6-a', 'm6-b', 'm6-c'];
const GRADED = new Date('2026-06-01T00:00:00Z');

type Answer = {
  readonly occasion: 'lesson' | 'practice' | 'review';
  readonly correct: boolean;
  readonly late: boolean;
};

/** The question as the database tells it after some answers, in their order. */
function questionOf(
  lessonId: string,
  pool: 'practice' | 'check',
  no: number,
  answers: readonly Answer[],
): ReviewQuestion {
  const last = (test: (answer: Answer) => boolean) => answers.findLastIndex(test) + 1;
  const [first] = answers;
  return {
    itemId: `${lessonId}-${pool === 'practice' ? 'p' : 'c'}${no}`,
    lessonId,
    pool,
    marks: [`保密法/2024/${no}`],
    lastCorrect: pool === 'practice' ? (answers.at(-1)?.correct ?? null) : null,
    lastWrong: last((answer) => !answer.correct),
    lastSettled: last((answer) => answer.correct && answer.occasion === 'review'),
    isAnswered: answers.length > 0,
    firstAnsweredAt: first ? new Date(GRADED.getTime() + (first.late ? 1000 : -1000)) : null,
  };
}

const answerOf = (occasions: readonly Answer['occasion'][]) =>
  fc.record({ occasion: fc.constantFrom(...occasions), correct: fc.boolean(), late: fc.boolean() });

const history = fc.constantFrom<'practice' | 'check'>('practice', 'check').chain((pool) =>
  fc.record({
    lessonId: fc.constantFrom(...LESSONS),
    pool: fc.constant(pool),
    answers: fc.array(answerOf(pool === 'practice' ? ['practice', 'review'] : ['lesson', 'review']), { maxLength: 6 }),
  }),
);

const stock = fc
  .array(history, { maxLength: 20 })
  .map((list) => list.map((one, no) => ({ ...one, question: questionOf(one.lessonId, one.pool, no, one.answers) })));

const lostPoints: fc.Arbitrary<LostPoints | null> = fc.option(
  fc.record({
    since: fc.constant(GRADED),
    lessons: fc
      .dictionary(fc.constantFrom(...LESSONS), fc.array(fc.nat(20).map((no) => `保密法/2024/${no}`)))
      .map((lessons) => new Map(Object.entries(lessons).map(([id, marks]) => [id, new Set(marks)]))),
  }),
);

const idsOf = (questions: readonly ReviewQuestion[], lost: LostPoints | null) =>
  reviewList(questions, lost, LESSONS).map((entry) => entry.itemId);

describe('the review of a module', () => {
  it('always holds what was answered wrong last, whatever the exam left', () => {
    fc.assert(
      fc.property(stock, lostPoints, (list, lost) => {
        const ids = idsOf(
          list.map(({ question }) => question),
          lost,
        );
        const wrong = list.filter(({ answers }) => answers.at(-1)?.correct === false);
        expect(wrong.filter(({ question }) => !ids.includes(question.itemId))).toEqual([]);
      }),
    );
  });

  it('never holds what was answered right last in a review', () => {
    fc.assert(
      fc.property(stock, lostPoints, (list, lost) => {
        const ids = idsOf(
          list.map(({ question }) => question),
          lost,
        );
        const right = list.filter(({ answers }) => answers.at(-1)?.correct && answers.at(-1)?.occasion === 'review');
        expect(right.filter(({ question }) => ids.includes(question.itemId))).toEqual([]);
      }),
    );
  });

  it('holds nothing but questions it was given, each once: one of the exam can never appear', () => {
    fc.assert(
      fc.property(stock, lostPoints, (list, lost) => {
        const ids = idsOf(
          list.map(({ question }) => question),
          lost,
        );
        expect(new Set(ids).size).toBe(ids.length);
        const known = new Set(list.map(({ question }) => question.itemId));
        expect(ids.filter((id) => !known.has(id))).toEqual([]);
      }),
    );
  });

  it('asks for lost points only unanswered questions, few for each lesson, and fewer with every answer', () => {
    fc.assert(
      fc.property(stock, lostPoints, (list, lost) => {
        const questions = list.map(({ question }) => question);
        const points = (of: readonly ReviewQuestion[]) =>
          reviewList(of, lost, LESSONS).filter((entry) => entry.reason === 'exam');
        const before = points(questions);
        for (const lessonId of LESSONS) {
          const own = before.filter((entry) => entry.lessonId === lessonId);
          expect(own.length).toBeLessThanOrEqual(lost?.lessons.has(lessonId) ? QUESTIONS_PER_LOST_LESSON : 0);
        }
        for (const { itemId } of before) {
          const after = questions.map((question) =>
            question.itemId === itemId
              ? { ...question, isAnswered: true, lastCorrect: true, firstAnsweredAt: new Date(GRADED.getTime() + 5000) }
              : question,
          );
          expect(points(after).map((entry) => entry.itemId)).toEqual(
            before.map((entry) => entry.itemId).filter((id) => id !== itemId),
          );
        }
      }),
    );
  });
});

const check = (...answers: readonly (readonly [Answer['occasion'], boolean])[]) =>
  questionOf(
    'm6-a',
    'check',
    1,
    answers.map(([occasion, correct]) => ({ occasion, correct, late: false })),
  );

describe('a check question', () => {
  it('got wrong and corrected at once in the lesson still comes back; right in the review once, it does not', () => {
    expect(needsReview(check(['lesson', false], ['lesson', true]))).toBe(true);
    expect(needsReview(check(['lesson', false], ['lesson', true], ['review', true]))).toBe(false);
    expect(needsReview(check(['lesson', true]))).toBe(false);
    expect(needsReview(check(['lesson', false], ['review', true], ['lesson', false]))).toBe(true);
  });
});

describe('the questions for lost points', () => {
  const fresh = [1, 2, 3, 4].map((no) => questionOf('m6-a', 'practice', no, []));

  it('are those nearest to what was missed, once the paper is open', () => {
    const lost = { since: GRADED, lessons: new Map([['m6-a', new Set(['保密法/2024/3', '保密法/2024/4'])]]) };
    expect(idsOf(fresh, lost)).toEqual(['m6-a-p3', 'm6-a-p4']);
  });

  it('are the same for everybody while the paper is closed', () => {
    const lost = { since: GRADED, lessons: new Map([['m6-a', new Set<string>()]]) };
    expect(idsOf(fresh, lost)).toEqual(['m6-a-p1', 'm6-a-p2']);
  });

  it('come to nothing where nothing was graded', () => {
    expect(idsOf(fresh, null)).toEqual([]);
  });
});
