import { addDays, type IsoDate, isoDate } from '../shared/dates.ts';
import type { PlanKind, PlanPolicy } from './plan-policy.ts';

/** Last day of a training year on which the plan is on time. 29 February means the last of February in other years. */
export function dueOn(policy: Pick<PlanPolicy, 'dueMonthDay'>, trainingYear: number): IsoDate {
  const year = String(trainingYear).padStart(4, '0');
  if (policy.dueMonthDay === '02-29') return addDays(isoDate(`${year}-03-01`), -1);
  return isoDate(`${year}-${policy.dueMonthDay}`);
}

/**
 * The policy of a kind that holds in a training year: the one that came into effect last, of its versions the newest.
 * Null when none was in effect yet.
 */
export function policyFor(policies: readonly PlanPolicy[], kind: PlanKind, trainingYear: number): PlanPolicy | null {
  const inEffect = policies.filter((policy) => policy.planKind === kind && policy.effectiveFromYear <= trainingYear);
  const newestFirst = inEffect.sort((a, b) => b.effectiveFromYear - a.effectiveFromYear || b.version - a.version);
  return newestFirst[0] ?? null;
}
