import { expect, test } from 'vitest';
import { plainTurns } from './plain-turns.ts';

test('handing back, talking and filing wait also for those who have given their opinion before', () => {
  expect(plainTurns('unit')).toEqual(expect.arrayContaining(['exit/clearance', 'exit/talk', 'level-change/handover']));
  expect(plainTurns('hr')).toEqual(expect.arrayContaining(['exit/clearance', 'entry/in-post']));
  expect(plainTurns('office')).toContain('violation/discovered');
});

test('opinions, conclusions and approvals wait for others than those who have spoken', () => {
  const everywhere = (['unit', 'hr', 'office', 'leader'] as const).flatMap(plainTurns);
  for (const state of ['entry/under-review', 'entry/approval', 'exit/applied', 'exit/period', 'travel/applied']) {
    expect(everywhere).not.toContain(state);
  }
  expect(plainTurns('leader')).toEqual([]);
});
