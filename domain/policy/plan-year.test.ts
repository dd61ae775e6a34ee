import { describe, expect, it } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import type { PlanPolicy } from './plan-policy.ts';
import { dueOn, eventDueOn, policyFor } from './plan-year.ts';

describe('the due day', () => {
  it('is a real day of every training year', () => {
    expect(dueOn({ dueMonthDay: '12-31' }, 2026)).toBe('2026-12-31');
    expect(dueOn({ dueMonthDay: '02-29' }, 2026)).toBe('2026-02-28');
    expect(dueOn({ dueMonthDay: '02-29' }, 2028)).toBe('2028-02-29');
    expect(() => dueOn({ dueMonthDay: '13-01' }, 2026)).toThrow(RangeError);
  });

  it('of an event is so many days after it, across the end of a year and a leap day', () => {
    expect(eventDueOn({ dueDays: 20 }, isoDate('2026-12-20'))).toBe('2027-01-09');
    expect(eventDueOn({ dueDays: 30 }, isoDate('2028-02-10'))).toBe('2028-03-11');
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

  const version = (origin: 'default' | 'unit', no: number, from: number, kind?: PlanPolicy['planKind']) => ({
    origin,
    spec: policy(no, from, kind),
  });

  it('is the latest in effect, not a later one nor one of another kind', () => {
    const all = [
      version('default', 1, 2024),
      version('default', 2, 2026),
      version('default', 3, 2026),
      version('default', 4, 2027),
      version('default', 9, 2026, 'exit'),
    ];
    expect(policyFor(all, 'entry-general', 2026)?.spec.version).toBe(3);
    expect(policyFor(all, 'entry-general', 2025)?.spec.version).toBe(1);
    expect(policyFor(all, 'entry-general', 2023)).toBeNull();
    expect(policyFor(all, 'travel', 2026)).toBeNull();
  });

  it('is the organisation’s own before any default, from the year it begins to hold', () => {
    const all = [version('default', 1, 2024), version('unit', 2, 2026), version('default', 3, 2027)];
    expect(policyFor(all, 'entry-general', 2025)?.spec.version).toBe(1);
    expect(policyFor(all, 'entry-general', 2026)?.spec.version).toBe(2);
    expect(policyFor(all, 'entry-general', 2028)?.spec.version).toBe(2);
  });
});
