import { PLAN_KINDS, PLAN_LABEL, type PlanKind } from './plan-policy.ts';

/** What 保密办 may change: the rule of one kind of plan, or those of the life-cycle as a whole. */
export const POLICY_TARGETS = [...PLAN_KINDS, 'lifecycle'] as const;
export type PolicyTarget = (typeof POLICY_TARGETS)[number];

const LIFECYCLE_LABEL = '上岗、在岗、离岗规则';

export function isPolicyTarget(text: string): text is PolicyTarget {
  return (POLICY_TARGETS as readonly string[]).includes(text);
}

export function isPlanTarget(target: PolicyTarget): target is PlanKind {
  return target !== 'lifecycle';
}

export function targetLabel(target: PolicyTarget): string {
  return isPlanTarget(target) ? PLAN_LABEL[target] : LIFECYCLE_LABEL;
}
