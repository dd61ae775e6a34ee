import { z } from 'zod';
import { GivenDate } from '../shared/dates.ts';
import { CLEARANCE_KINDS, COOLING_OFF_ACCESS, type LifecyclePolicy } from './lifecycle-policy.ts';
import { daysField, readDays } from './plan-form.ts';

const whole = (min: number, max: number) =>
  z
    .string()
    .trim()
    .refine((text) => /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      message: `请填写 ${min} 到 ${max} 之间的整数`,
    });
const months = whole(1, 240);
const levels = z.object({ core: months, important: months, general: months });
const lines = z
  .string()
  .refine((text) => readLines(text).length >= 1 && readLines(text).length <= 20, {
    message: '请每行写一项，1 到 20 项',
  })
  .refine((text) => readLines(text).every((line) => line.length >= 2 && line.length <= 60), {
    message: '每一项写 2 到 60 个字',
  });

/** Items out of a text, one a line. */
function readLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The rules of the life-cycle as their form has them: text as typed, lists one item a line. */
export const LifecycleForm = z.object({
  review: levels,
  coolingMin: levels,
  coolingMax: levels,
  resultValidDays: whole(1, 730),
  reportWorkdays: whole(1, 60),
  travelReturnDays: whole(1, 60),
  stepDays: whole(1, 60),
  visitMonths: whole(1, 24),
  pledgeReadSeconds: whole(0, 600),
  coolingOffAccess: z.enum(COOLING_OFF_ACCESS),
  suspendOnExam: z.boolean(),
  suspendOnOverdue: z.boolean(),
  clearance: z.object({ carriers: lines, devices: lines, accounts: lines, badges: lines }),
  reminderDays: daysField.refine((text) => readDays(text).length > 0, { message: '请至少写一个提醒日期' }),
  effectiveFrom: z.string().refine((text) => GivenDate.safeParse(text).success, { message: '请选择执行日期' }),
  basis: z.string().trim().min(10, '请写明依据，至少 10 个字').max(2000, '依据最多 2000 个字'),
  note: z.string().trim().max(500, '说明最多 500 个字'),
});
export type LifecycleForm = z.infer<typeof LifecycleForm>;

export function lifecycleToForm(policy: LifecyclePolicy, effectiveFrom: string, note: string): LifecycleForm {
  const { reviewMonths, coolingOffMonths: range } = policy;
  const texts = <T extends number>(values: { core: T; important: T; general: T }) => ({
    core: String(values.core),
    important: String(values.important),
    general: String(values.general),
  });
  return {
    review: texts(reviewMonths),
    coolingMin: texts({ core: range.core.min, important: range.important.min, general: range.general.min }),
    coolingMax: texts({ core: range.core.max, important: range.important.max, general: range.general.max }),
    resultValidDays: String(policy.resultValidDays),
    reportWorkdays: String(policy.reportWorkdays),
    travelReturnDays: String(policy.travelReturnDays),
    stepDays: String(policy.stepDays),
    visitMonths: String(policy.visitMonths),
    pledgeReadSeconds: String(policy.pledgeReadSeconds),
    coolingOffAccess: policy.coolingOffAccess,
    suspendOnExam: policy.suspendOn.examFailed,
    suspendOnOverdue: policy.suspendOn.planOverdue,
    clearance: {
      carriers: policy.clearance.carriers.join('\n'),
      devices: policy.clearance.devices.join('\n'),
      accounts: policy.clearance.accounts.join('\n'),
      badges: policy.clearance.badges.join('\n'),
    },
    reminderDays: policy.reminderDays.join('、'),
    effectiveFrom,
    basis: policy.basis,
    note,
  };
}

/** What a filled-in form says as rules. */
export function lifecycleFromForm(form: LifecycleForm): LifecyclePolicy {
  const number = (text: string) => Number(text);
  const range = (level: 'core' | 'important' | 'general') => ({
    min: number(form.coolingMin[level]),
    max: number(form.coolingMax[level]),
  });
  const [carriers, devices, accounts, badges] = CLEARANCE_KINDS.map((kind) => readLines(form.clearance[kind]));
  return {
    reviewMonths: {
      core: number(form.review.core),
      important: number(form.review.important),
      general: number(form.review.general),
    },
    coolingOffMonths: { core: range('core'), important: range('important'), general: range('general') },
    resultValidDays: number(form.resultValidDays),
    reportWorkdays: number(form.reportWorkdays),
    travelReturnDays: number(form.travelReturnDays),
    stepDays: number(form.stepDays),
    visitMonths: number(form.visitMonths),
    pledgeReadSeconds: number(form.pledgeReadSeconds),
    coolingOffAccess: form.coolingOffAccess,
    suspendOn: { examFailed: form.suspendOnExam, planOverdue: form.suspendOnOverdue },
    clearance: { carriers: carriers ?? [], devices: devices ?? [], accounts: accounts ?? [], badges: badges ?? [] },
    reminderDays: readDays(form.reminderDays),
    basis: form.basis,
  };
}
