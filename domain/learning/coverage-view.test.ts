import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poolCounts, topicMinutes } from './coverage-view.ts';
import { TOPICS } from './lesson-ast.ts';

const lessons = new Map([
  ['a', { minutes: 15, topics: ['保密法律法规', '保密技术防范'] as const }],
  ['b', { minutes: 10, topics: ['保密违法案例警示'] as const }],
]);

test('a lesson of two topics gives each its half, the odd minute to the first', () => {
  expect(topicMinutes(['a', 'b', 'gone'], lessons)).toMatchObject({
    保密法律法规: 8,
    保密技术防范: 7,
    保密违法案例警示: 10,
    保密形势任务: 0,
  });
});

test('the topics of any lessons add up to their minutes', () => {
  const lesson = fc.record({
    minutes: fc.integer({ min: 1, max: 60 }),
    topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(lesson, { maxLength: 8 }), (list) => {
      const known = new Map(list.map((one, i) => [`l${i}`, one]));
      const sum = Object.values(topicMinutes([...known.keys()], known)).reduce((a, b) => a + b, 0);
      expect(sum).toBe(list.reduce((total, one) => total + one.minutes, 0));
    }),
  );
});

test('questions are counted by pool', () => {
  expect(poolCounts(['exam', 'check', 'exam'])).toEqual({ exam: 2, practice: 0, check: 1 });
});
