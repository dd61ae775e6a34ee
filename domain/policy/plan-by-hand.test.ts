import { describe, expect, it } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import { HandAssignment, HandTarget, handDueOn, keptReason, MAX_BY_HAND } from './plan-by-hand.ts';

const policy = { dueMonthDay: '06-30', dueDays: 30 };
const ID = '3f1c2f6e-9a55-4c1e-8a6d-3f0a5d3b7e11';

describe('the last day of a topic plan given by hand', () => {
  it('is that of the rule while it lies ahead, then some days from today, never after the year', () => {
    expect(handDueOn(policy, 2026, isoDate('2026-06-30'))).toBe('2026-06-30');
    expect(handDueOn(policy, 2026, isoDate('2026-07-01'))).toBe('2026-07-31');
    expect(handDueOn(policy, 2026, isoDate('2026-12-20'))).toBe('2026-12-31');
  });
});

describe('the form', () => {
  const form = { planKind: 'classifier', personIds: [ID], reason: '新任定密责任人', meeting: null, occasionId: null };
  const meeting = { title: '年中例会', heldOn: '2026-07-01' };

  it('names a meeting for the plan of a meeting and for no other', () => {
    expect(HandAssignment.safeParse(form).success).toBe(true);
    expect(HandAssignment.safeParse({ ...form, planKind: 'meeting' }).success).toBe(false);
    expect(HandAssignment.safeParse({ ...form, planKind: 'meeting', meeting }).success).toBe(false);
    expect(HandAssignment.safeParse({ ...form, planKind: 'meeting', meeting, occasionId: ID }).success).toBe(true);
    expect(HandAssignment.safeParse({ ...form, meeting, occasionId: ID }).success).toBe(false);
  });

  it('takes no plan that the rule or a case gives, nobody, and no crowd', () => {
    for (const planKind of ['annual-all', 'annual-classified', 'entry-core', 'exit', 'travel'])
      expect(HandAssignment.safeParse({ ...form, planKind }).success).toBe(false);
    expect(HandAssignment.safeParse({ ...form, personIds: [] }).success).toBe(false);
    expect(HandAssignment.safeParse({ ...form, personIds: Array(MAX_BY_HAND + 1).fill(ID) }).success).toBe(false);
    expect(HandTarget.safeParse({ by: 'group', unitId: null, flag: null }).success).toBe(false);
  });

  it('keeps the meeting in front of the reason', () => {
    expect(keptReason('会前教育', meeting)).toBe('年中例会（2026-07-01）：会前教育');
    expect(keptReason('会前教育', null)).toBe('会前教育');
  });
});
