import { addDays, type IsoDate, isoDate } from '../shared/dates.ts';
import type { PlanKind, PlanPolicy } from './plan-policy.ts';

/** Last day of a training year on which the plan is on time. 29 February means the last of February in other years. */
export function dueOn(policy: Pick<PlanPolicy, 'dueMonthDay'>, trainingYear: number): IsoDate {
  const year = String(trainingYear).padStart(4, '0');
  if (policy.dueMonthDay === '02-29') return addDays(isoDate(`${year}-03-01`), -1);
  return isoDate(`${year}-${policy.dueMonthDay}`);
}

/** Last day on which a plan of an event is on time, from the day of the event. */
export function eventDueOn(policy: Pick<PlanPolicy, 'dueDays'>, today: IsoDate): IsoDate {
  return addDays(today, policy.dueDays);
}

/** A stored rule: `default` came with the product, `unit` was made and approved by the organisation itself. */
export type PolicyVersion = { readonly spec: PlanPolicy; readonly origin: 'default' | 'unit' };

/**
 * The rule of a kind that holds in a training year: of the organisation's own in effect by then, whatever defaults came
 * with the product; else of those defaults; in either case the one that came into effect last, of its versions the
 * newest. Null when none was in effect yet: the kind is then not assigned.
 */
export function policyFor<V extends PolicyVersion>(
  versions: readonly V[],
  kind: PlanKind,
  trainingYear: number,
): V | null {
  const inEffect = versions.filter(({ spec }) => spec.planKind === kind && spec.effectiveFromYear <= trainingYear);
  const own = inEffect.filter(({ origin }) => origin === 'unit');
  const newestFirst = (own.length > 0 ? own : inEffect).sort(
    (a, b) => b.spec.effectiveFromYear - a.spec.effectiveFromYear || b.spec.version - a.spec.version,
  );
  return newestFirst[0] ?? null;
}
