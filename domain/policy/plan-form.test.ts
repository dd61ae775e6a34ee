import { describe, expect, it } from 'vitest';
import { LifecycleForm, lifecycleFromForm, lifecycleToForm } from './lifecycle-form.ts';
import type { LifecyclePolicy } from './lifecycle-policy.ts';
import { minutesOfHours, PlanForm, planFromForm, planToForm } from './plan-form.ts';
import { PlanPolicy } from './plan-policy.ts';

const policy = PlanPolicy.parse({
  planKind: 'entry-general',
  version: 3,
  title: '上岗保密教育',
  requiredMinutes: 115,
  minutesPerHour: 45,
  requiredLessons: ['b', 'a'],
  electiveLessons: ['c'],
  topicMinutes: { 保密法律法规: 31 },
  blueprintId: 'paper',
  exam: { passMark: 80, attemptsMax: 3, coolDownMinutes: 90 },
  lessonsBeforeExam: true,
  dueMonthDay: '12-31',
  certificateTitle: '合格证明',
  certificateValidMonths: 12,
  effectiveFromYear: 2026,
  basis: '本单位保密教育培训管理办法',
});
const offered = ['a', 'b', 'c', 'd'];

describe('the form of a plan', () => {
  it('that nobody touched says exactly what it was filled from, to the minute', () => {
    const form = planToForm(policy, '');
    expect(PlanForm.safeParse(form).success).toBe(true);
    expect(form.hours).toBe('2.5');
    expect(planFromForm(form, policy, offered)).toEqual(policy);
  });

  it('turns 学时 into minutes, never into fewer than they say', () => {
    expect(minutesOfHours('4.0', 45)).toBe(180);
    expect(minutesOfHours('4', 45)).toBe(180);
    expect(minutesOfHours('2.5', 45)).toBe(113);
    expect(minutesOfHours('0.1', 45)).toBe(5);
    expect(minutesOfHours('2.5', 60, { minutes: 115, minutesPerHour: 45 })).toBe(150);
  });

  it('keeps the order of lessons and puts new ones after them', () => {
    const form = planToForm(policy, '');
    form.lessons = { a: 'required', b: 'required', c: 'none', d: 'required' };
    expect(planFromForm(form, policy, offered)).toMatchObject({
      requiredLessons: ['b', 'a', 'd'],
      electiveLessons: [],
    });
  });

  it('drops the rules of an exam with the exam', () => {
    const form = { ...planToForm(policy, ''), blueprintId: '' };
    expect(planFromForm(form, policy, offered)).toMatchObject({
      blueprintId: null,
      exam: null,
      lessonsBeforeExam: false,
    });
  });

  it('says beside the field what is wrong', () => {
    const broken = {
      ...planToForm(policy, ''),
      hours: '4,5',
      passMark: '0',
      dueMonthDay: '1231',
      reminderDays: '三十',
    };
    const paths = PlanForm.safeParse(broken).error?.issues.map(({ path }) => path.join('.'));
    expect([...new Set(paths)]).toEqual(['hours', 'passMark', 'dueMonthDay', 'reminderDays']);
  });
});

it('the form of the life-cycle that nobody touched says exactly what it was filled from', () => {
  const rules: LifecyclePolicy = {
    reviewMonths: { core: 12, important: 24, general: 36 },
    coolingOffMonths: { core: { min: 24, max: 36 }, important: { min: 12, max: 24 }, general: { min: 6, max: 12 } },
    resultValidDays: 90,
    reportWorkdays: 10,
    travelReturnDays: 10,
    stepDays: 5,
    visitMonths: 6,
    pledgeReadSeconds: 60,
    coolingOffAccess: 'none',
    suspendOn: { examFailed: true, planOverdue: false },
    clearance: { carriers: ['纸介质', '光盘'], devices: ['电脑'], accounts: ['账号'], badges: ['门禁卡'] },
    reminderDays: [30, 7, 1],
    basis: '保密法第四十三条、第四十六条和本单位制度',
  };
  const form = lifecycleToForm(rules, '2026-07-01', '');
  expect(LifecycleForm.safeParse(form).success).toBe(true);
  expect(lifecycleFromForm(form)).toEqual(rules);
  expect(LifecycleForm.safeParse({ ...form, reminderDays: '' }).success).toBe(false);
});
