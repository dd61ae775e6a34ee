import { expect, it } from 'vitest';
import { PlanPolicy } from './plan-policy.ts';
import { coolDownText, planPolicyFacts, policyChanges } from './policy-diff.ts';

const names = { lesson: (id: string) => `《${id}》`, blueprint: (id: string) => id };
const policy = PlanPolicy.parse({
  planKind: 'annual-all',
  version: 1,
  title: '全员年度',
  requiredMinutes: 180,
  minutesPerHour: 45,
  requiredLessons: ['a'],
  electiveLessons: [],
  topicMinutes: { 保密法律法规: 45 },
  blueprintId: 'paper',
  dueMonthDay: '12-31',
  certificateTitle: '合格证明',
  certificateValidMonths: 12,
  effectiveFromYear: 2026,
  basis: '本单位规定',
});
const facts = (change: Partial<PlanPolicy> = {}) => planPolicyFacts({ ...policy, ...change }, names);

it('two equal rules differ in nothing, whatever their version', () => {
  expect(policyChanges(facts(), facts({ version: 7 }))).toEqual([]);
});

it('a change is told in words, with what was and what will be', () => {
  expect(policyChanges(facts(), facts({ requiredMinutes: 450, requiredLessons: ['a', 'b'] }))).toEqual([
    { field: 'requiredMinutes', label: '学时', before: '4.0 学时（180 分钟）', after: '10.0 学时（450 分钟）' },
    { field: 'requiredLessons', label: '必修课', before: '《a》', after: '《a》、《b》' },
  ]);
});

it('what a rule no longer says is told as well', () => {
  expect(policyChanges(facts(), facts({ topicMinutes: {} }))).toEqual([
    { field: 'topicMinutes.保密法律法规', label: '内容：保密法律法规', before: '不少于 1.0 学时', after: null },
  ]);
  const fields = policyChanges(facts(), facts({ blueprintId: null })).map(({ field, after }) => [field, after]);
  expect(fields[0]).toEqual(['blueprintId', '不考试']);
  expect(fields).toContainEqual(['exam.passMark', null]);
});

it('a wait between attempts is told in the largest whole unit', () => {
  expect([0, 30, 90, 120, 1440, 4320].map(coolDownText)).toEqual([
    '不限',
    '30 分钟',
    '90 分钟',
    '2 小时',
    '1 天',
    '3 天',
  ]);
});
