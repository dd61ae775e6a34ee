import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ViolationFact } from './facts.ts';
import { violationReminders } from './violation-clock.ts';

const ZONE = 'Asia/Shanghai';
const fact: ViolationFact = {
  caseId: 'c1',
  no: 'WG-2026-0001',
  personId: 'p1',
  discoveredAt: new Date('2026-11-21T10:00:00+08:00'),
  isOpen: true,
};
const at = (hours: number) => violationReminders(fact, new Date(fact.discoveredAt.getTime() + hours * 3_600_000), ZONE);
const marks = (hours: number) => at(hours).map((one) => one.key.split(':')[2]);

test.each([
  [-1, []],
  [0, ['hours-0', 'hours-0']],
  [11.9, ['hours-0', 'hours-0']],
  [12, ['hours-12', 'hours-12']],
  [20, ['hours-20', 'hours-20']],
  [24, ['hours-24', 'hours-24']],
  [240, ['hours-24', 'hours-24']],
])('%d hours after the discovery the last mark passed is due, to 保密办 and 单位领导: %j', (hours, expected) => {
  expect(marks(hours)).toEqual(expected);
});

test('the time by which it must be reported is told in the zone of the organisation, and that it has passed', () => {
  expect(at(13)[0]?.outgoing.text).toBe('您有一项紧急待办须于 2026-11-22 10:00 前办理，请登录系统查看。');
  expect(at(25)[0]?.outgoing.text).toBe('您有一项紧急待办已超过办理时限（2026-11-22 10:00），请登录系统查看。');
});

test('whoever it is about is never told, and nobody is once it has been reported', () => {
  expect(at(13).every((one) => one.exceptPersonId === 'p1')).toBe(true);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (hours) => {
      const now = new Date(fact.discoveredAt.getTime() + hours * 3_600_000);
      expect(violationReminders({ ...fact, isOpen: false }, now, ZONE)).toEqual([]);
    }),
  );
});
