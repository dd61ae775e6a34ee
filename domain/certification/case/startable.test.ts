import { expect, test } from 'vitest';
import { kindsForRoles, kindsForSubject } from './startable.ts';

test('people open for themselves what concerns them: reports, travel, leaving and requests in the 脱密期', () => {
  expect(kindsForSubject()).toEqual(['report', 'travel', 'exit', 'cooling-off-request']);
});

test('each office opens its own kinds, and two offices together the kinds of both', () => {
  expect(kindsForRoles(['hr'])).toEqual(['post', 'entry', 'review', 'level-change', 'exit', 'violation']);
  expect(kindsForRoles(['office'])).toEqual(['suspension', 'violation']);
  expect(kindsForRoles(['unit-officer'])).toEqual(['post', 'entry', 'level-change', 'suspension', 'exit', 'violation']);
  expect(kindsForRoles(['hr', 'office'])).toContain('suspension');
});

test('employees, 单位领导 and administrators open nothing for others', () => {
  expect(kindsForRoles([])).toEqual([]);
  expect(kindsForRoles(['leader'])).toEqual([]);
  expect(kindsForRoles(['auditor'])).toEqual([]);
});
