import { expect, test } from 'vitest';
import { CATEGORIES, LIFE_STATES, PERSON_FLAGS } from '../people/types.ts';
import { planKindsFor, YEAR_PLAN_KINDS } from './plan-assignment.ts';

const owner = { category: 'none', lifeState: 'ordinary', flags: [] } as const;

test.each(['general', 'important', 'core'] as const)(
  'a person of category %s owes the classified year while in post, suspended or leaving',
  (category) => {
    for (const lifeState of ['in-post', 'suspended', 'leaving'] as const)
      expect(planKindsFor({ ...owner, category, lifeState })).toEqual(['annual-classified']);
  },
);

test('a person of no category owes the plan of all staff', () => {
  expect(planKindsFor(owner)).toEqual(['annual-all']);
});

test('who is not in post yet, or no longer, learns with all staff whatever the category', () => {
  for (const category of CATEGORIES)
    for (const lifeState of ['entering', 'cooling-off'] as const)
      expect(planKindsFor({ ...owner, category, lifeState })).toEqual(['annual-all']);
});

test('each flag adds its own plan', () => {
  expect(planKindsFor({ ...owner, flags: ['classifier', 'leader'] })).toEqual([
    'annual-all',
    'annual-leader',
    'classifier',
  ]);
  expect(planKindsFor({ ...owner, flags: ['security-officer'] })).toEqual(['annual-all', 'annual-officer']);
});

test('who has left the organisation owes nothing, in the 脱密期 after it neither', () => {
  for (const flags of [['outside'], ['leader', 'outside']] as const)
    expect(planKindsFor({ ...owner, lifeState: 'cooling-off', flags })).toEqual([]);
});

const ADDING = PERSON_FLAGS.filter((flag) => flag !== 'outside');

test('who has left owes nothing; everybody else exactly one main plan and one more a flag, none of an event', () => {
  for (const category of CATEGORIES) {
    for (const lifeState of LIFE_STATES) {
      for (const flags of [[], ...ADDING.map((flag) => [flag]), [...ADDING]]) {
        const kinds = planKindsFor({ category, lifeState, flags });
        expect(kinds).toHaveLength(lifeState === 'left' ? 0 : 1 + flags.length);
        expect(new Set(kinds).size).toBe(kinds.length);
        expect(kinds.every((kind) => YEAR_PLAN_KINDS.includes(kind))).toBe(true);
      }
    }
  }
});
