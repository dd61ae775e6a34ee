import { expect, test } from 'vitest';
import { CATEGORIES, LIFE_STATES } from '../people/types.ts';
import { planKindFor } from './plan-assignment.ts';

test.each(['general', 'important', 'core'] as const)(
  'a person of category %s in post owes the classified year',
  (c) => {
    expect(planKindFor({ category: c, lifeState: 'in-post' })).toBe('annual-classified');
  },
);

test('a person of no category owes the plan of all staff', () => {
  expect(planKindFor({ category: 'none', lifeState: 'ordinary' })).toBe('annual-all');
});

test.each([...CATEGORIES])('entering and leaving decide before the category %s does', (category) => {
  expect(planKindFor({ category, lifeState: 'entering' })).toBe('entry-general');
  expect(planKindFor({ category, lifeState: 'leaving' })).toBe('exit');
});

test('who has left owes nothing, and everybody else owes exactly one plan', () => {
  for (const category of CATEGORIES) {
    for (const lifeState of LIFE_STATES) {
      const kind = planKindFor({ category, lifeState });
      expect(kind === null).toBe(lifeState === 'left');
    }
  }
});
