import { describe, expect, it } from 'vitest';
import type { PlanPolicy } from './plan-policy.ts';
import { dueOn, policyFor } from './plan-year.ts';

describe('the due day', () => {
  it('is a real day of every training year', () => {
    expect(dueOn({ dueMonthDay: '12-31' }, 2026)).toBe('2026-12-31');
    expect(dueOn({ dueMonthDay: '02-29' }, 2026)).toBe('2026-02-28');
    expect(dueOn({ dueMonthDay: '02-29' }, 2028)).toBe('2028-02-29');
    expect(() => dueOn({ dueMonthDay: '13-01' }, 2026)).toThrow(RangeError);
  });
});

describe('the policy of a year', () => {
  const policy = (
    version: number,
    effectiveFromYear: number,
    planKind: PlanPolicy['planKind'] = 'entry-general',
  ): PlanPolicy => ({
    planKind,
    version,
    title: '',
    requiredMinutes: 1,
    minutesPerHour: 45,
    requiredLessons: [],
    electiveLessons: [],
    blueprintId: null,
    lessonsBeforeExam: false,
    unitOrganisedPercent: 0,
    topicMinutes: {},
    exam: null,
    dueDays: 30,
    dueMonthDay: '12-31',
    reminderDays: [30, 7, 1],
    certificateTitle: '',
    certificateValidMonths: 12,
    effectiveFromYear,
    basis: '',
  });

  it('is the latest in effect, not a later one nor one of another kind', () => {
    const all = [policy(1, 2024), policy(2, 2026), policy(3, 2026), policy(4, 2027), policy(9, 2026, 'exit')];
    expect(policyFor(all, 'entry-general', 2026)?.version).toBe(3);
    expect(policyFor(all, 'entry-general', 2025)?.version).toBe(1);
    expect(policyFor(all, 'entry-general', 2023)).toBeNull();
  });
});
