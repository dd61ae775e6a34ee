import { expect, it } from 'vitest';
import { lifecycleFaults } from './lifecycle-check.ts';
import type { LifecyclePolicy } from './lifecycle-policy.ts';

const base: LifecyclePolicy = {
  reviewMonths: { core: 12, important: 24, general: 36 },
  coolingOffMonths: { core: { min: 24, max: 36 }, important: { min: 12, max: 24 }, general: { min: 6, max: 12 } },
  resultValidDays: 90,
  reportWorkdays: 10,
  travelReturnDays: 10,
  stepDays: 5,
  visitMonths: 6,
  pledgeReadSeconds: 60,
  coolingOffAccess: 'education-and-reports',
  suspendOn: { examFailed: true, planOverdue: true },
  clearance: { carriers: ['纸介质'], devices: ['电脑'], accounts: ['账号'], badges: ['门禁卡'] },
  reminderDays: [30, 7, 1],
  basis: '保密法第四十三条、第四十六条和本单位制度',
};

const codes = (change: Partial<LifecyclePolicy>) => lifecycleFaults({ ...base, ...change }).map(({ code }) => code);

it('rules without contradiction have no fault', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ reviewMonths: { core: 12, important: 12, general: 12 } })).toEqual([]);
});

it.each<[string, Partial<LifecyclePolicy>]>([
  ['REVIEW_ORDER', { reviewMonths: { core: 25, important: 24, general: 36 } }],
  ['REVIEW_TOO_SHORT', { reviewMonths: { core: 1, important: 24, general: 36 } }],
  ['COOLING_RANGE', { coolingOffMonths: { ...base.coolingOffMonths, core: { min: 37, max: 36 } } }],
  ['COOLING_ORDER', { coolingOffMonths: { ...base.coolingOffMonths, general: { min: 13, max: 24 } } }],
  ['COOLING_ORDER', { coolingOffMonths: { ...base.coolingOffMonths, important: { min: 12, max: 48 } } }],
  [
    'VISIT_TOO_RARE',
    {
      visitMonths: 20,
      coolingOffMonths: { core: { min: 12, max: 18 }, important: { min: 12, max: 12 }, general: { min: 6, max: 12 } },
    },
  ],
  ['RESULT_TOO_SHORT', { resultValidDays: 20 }],
  ['CLEARANCE_TWICE', { clearance: { ...base.clearance, badges: ['门禁卡', '门禁卡'] } }],
  ['REMINDER_TWICE', { reminderDays: [30, 30] }],
  ['BASIS_MISSING', { basis: '规定' }],
])('%s is told, and what to do about it', (code, change) => {
  const faults = lifecycleFaults({ ...base, ...change });
  expect(faults.map((fault) => fault.code)).toEqual([code]);
});
