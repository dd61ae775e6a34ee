import { z } from 'zod';
import { PLAN_KINDS, PLAN_LABEL, type PlanKind, type PlanPolicy } from './plan-policy.ts';

/** How far a number can be trusted: read on an official site, met on other pages only, or a suggestion of our own. */
export const TRUST_LABEL = {
  official: '官方网站转述，未见原文',
  web: '网络资料，未见原文',
  suggestion: '本系统建议值',
} as const;

/** What one kind of plan asks differently in an industry. No statute names hours; every number says where it comes from. */
const SetPlan = z.strictObject({
  planKind: z.enum(PLAN_KINDS),
  requiredMinutes: z.int().min(1),
  unitOrganisedPercent: z.int().min(0).max(100),
  trust: z.enum(['official', 'web', 'suggestion']),
  basis: z.string().trim().min(10).max(2000),
});

/** A default set of an industry: only what differs from the product's defaults. Choosing it makes drafts, nothing more. */
export const PolicySet = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  sort: z.int().min(1),
  title: z.string().min(2),
  description: z.string().min(2),
  plans: z.array(SetPlan).min(1),
});
export type PolicySet = z.infer<typeof PolicySet>;

/** A rule as the set asks for it; everything the set says nothing of stays. */
export function withSet(policy: PlanPolicy, plan: PolicySet['plans'][number]): PlanPolicy {
  const { requiredMinutes, unitOrganisedPercent, basis } = plan;
  return { ...policy, requiredMinutes, unitOrganisedPercent, basis };
}

/** Where the rule of a kind the product ships none for begins; its basis has to be written before it can be handed in. */
export function blankPlan(planKind: PlanKind, effectiveFromYear: number): PlanPolicy {
  return {
    planKind,
    version: 1,
    title: PLAN_LABEL[planKind],
    requiredMinutes: 45,
    minutesPerHour: 45,
    requiredLessons: [],
    electiveLessons: [],
    unitOrganisedPercent: 0,
    topicMinutes: {},
    blueprintId: null,
    exam: null,
    lessonsBeforeExam: false,
    dueDays: 30,
    dueMonthDay: '12-31',
    certificateTitle: `${PLAN_LABEL[planKind]}合格证明`,
    certificateValidMonths: 12,
    reminderDays: [30, 7, 1],
    effectiveFromYear,
    basis: '',
  };
}

/** Whether a rule asks for something else than the set; another wording of the basis alone is no difference. */
export function differsFromSet(policy: PlanPolicy, plan: PolicySet['plans'][number]): boolean {
  return policy.requiredMinutes !== plan.requiredMinutes || policy.unitOrganisedPercent !== plan.unitOrganisedPercent;
}
