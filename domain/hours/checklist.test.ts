import { expect, it } from 'vitest';
import { checklistRule } from './checklist.ts';

const rule = {
  id: 'hours',
  title: '学时',
  unit: 'minutes',
  required: 180,
  counted: 179,
  missing: 1,
  met: false,
  countingRows: [{ id: 'a', title: '手机与智能终端', amount: 12 }],
  notCountingRows: [{ id: 'b', title: '旧课', amount: 45, reason: '不属于本计划的课程' }],
} as const;

it('never shows a shortage as nothing, nor what is counted as enough', () => {
  const shown = checklistRule(rule, 45, { text: '去学习', href: '/learn' });
  expect(shown).toMatchObject({ required: '4.0 学时', counted: '3.9 学时', missing: '0.1 学时' });
  expect(shown.countingRows[0]?.amount).toBe('12 分钟，0.2 学时');
  expect(shown.notCountingRows[0]).toMatchObject({ amount: '45 分钟，1.0 学时', reason: '不属于本计划的课程' });
});

it('offers no door for a rule that is met', () => {
  expect(checklistRule({ ...rule, met: true }, 45, { text: '去学习', href: '/learn' }).action).toBeNull();
});
