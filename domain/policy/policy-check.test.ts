import { describe, expect, it } from 'vitest';
import { PlanPolicy } from './plan-policy.ts';
import { planPolicyFaults, planPolicyHints } from './policy-check.ts';

const known = {
  lessons: new Map([
    ['a', { title: '第一课', minutes: 20 }],
    ['b', { title: '第二课', minutes: 20 }],
    ['c', { title: '第三课', minutes: 200 }],
  ]),
  blueprints: new Map([['paper', { title: '年度考试' }]]),
};

function policy(change: Partial<PlanPolicy> = {}): PlanPolicy {
  return {
    ...PlanPolicy.parse({
      planKind: 'annual-all',
      version: 1,
      title: '全员年度',
      requiredMinutes: 180,
      minutesPerHour: 45,
      requiredLessons: ['a'],
      electiveLessons: ['c'],
      blueprintId: 'paper',
      dueMonthDay: '12-31',
      certificateTitle: '合格证明',
      certificateValidMonths: 12,
      effectiveFromYear: 2026,
      basis: '本单位保密教育培训管理办法第三条',
    }),
    ...change,
  };
}

const codes = (change: Partial<PlanPolicy>) => planPolicyFaults(policy(change), known).map(({ code }) => code);

it('a rule without contradiction has no fault', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ exam: { passMark: 80, attemptsMax: 3, coolDownMinutes: 1440 }, lessonsBeforeExam: true })).toEqual([]);
  expect(codes({ unitOrganisedPercent: 100, requiredLessons: [] })).toEqual([]);
});

describe('a rule that contradicts itself is told by a code of its own', () => {
  it.each<[string, Partial<PlanPolicy>]>([
    ['HOURS_TOO_MANY', { requiredMinutes: 12_001 }],
    ['TOPIC_ABOVE_TOTAL', { topicMinutes: { 保密法律法规: 181 } }],
    ['TOPICS_ABOVE_TOTAL', { topicMinutes: { 保密法律法规: 100, 保密技术防范: 81 } }],
    ['LESSON_UNKNOWN', { requiredLessons: ['gone'] }],
    ['LESSON_TWICE', { requiredLessons: ['a', 'a'] }],
    ['LESSON_TWICE', { requiredLessons: ['a'], electiveLessons: ['a'] }],
    ['UNIT_SHARE_ALL', { unitOrganisedPercent: 100 }],
    ['PAPER_UNKNOWN', { blueprintId: 'gone' }],
    ['EXAM_WITHOUT_PAPER', { blueprintId: null, exam: { passMark: 60, attemptsMax: 2, coolDownMinutes: 0 } }],
    ['ORDER_WITHOUT_EXAM', { blueprintId: null, lessonsBeforeExam: true }],
    ['COOL_DOWN_TOO_LONG', { exam: { passMark: 60, attemptsMax: 10, coolDownMinutes: 60_000 } }],
    ['DUE_NOT_A_DAY', { dueMonthDay: '02-30' }],
    ['DUE_NOT_A_DAY', { dueMonthDay: '13-01' }],
    ['REMINDER_TWICE', { reminderDays: [7, 7] }],
    ['CERTIFICATE_TOO_LONG', { certificateValidMonths: 61 }],
    ['TITLE_MISSING', { title: ' ' }],
    ['CERTIFICATE_TITLE_MISSING', { certificateTitle: '' }],
    ['BASIS_MISSING', { basis: '规定' }],
  ])('%s', (code, change) => {
    expect(codes(change)).toEqual([code]);
  });

  it('and every message says what to do about it', () => {
    for (const { message } of planPolicyFaults(
      policy({ dueMonthDay: '02-30', requiredLessons: ['gone', 'gone'] }),
      known,
    )) {
      expect(message).toMatch(/请/);
    }
  });
});

it('a plan of an event is held to its days instead of the year', () => {
  const event = { planKind: 'travel', dueDays: 7, reminderDays: [7, 1] } as const;
  expect(codes({ ...event, reminderDays: [...event.reminderDays] })).toEqual([]);
  expect(planPolicyHints(policy({ ...event, reminderDays: [8] }), known).join()).toContain('不会发出');
  const exam = { passMark: 80, attemptsMax: 3, coolDownMinutes: 4 * 1440 };
  expect(codes({ ...event, reminderDays: [1], exam })).toEqual(['COOL_DOWN_TOO_LONG']);
});

it('29 February is a day on which a plan may be due', () => {
  expect(codes({ dueMonthDay: '02-29' })).toEqual([]);
});

it('a severe rule is no contradiction, and its maker is told', () => {
  const severe = policy({ electiveLessons: [], unitOrganisedPercent: 40 });
  expect(planPolicyFaults(severe, known)).toEqual([]);
  expect(planPolicyHints(severe, known).join()).toContain('集中培训补足');
  expect(planPolicyHints(policy({ requiredLessons: ['a', 'c'], electiveLessons: [] }), known).join()).toContain(
    '学得更久',
  );
});
