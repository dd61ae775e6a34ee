import { isEventPlan, type PlanKind } from '#domain/policy/plan-policy.ts';
import type { Rng } from '#domain/shared/rng.ts';
import { between } from './chance.ts';
import type { Plan } from './plans.ts';
import type { Span } from './roster-types.ts';

/**
 * What a person means to do about a plan; whether it comes about is decided by the rules. `finish`: everything, the exam
 * at a share of the time there is. `part`: so many of the lessons and no exam. `minutes`: lessons that bring the counted
 * minutes to exactly this, one more half read, no exam. `idle`: nothing.
 */
export type Intent =
  | { readonly kind: 'finish'; readonly at: number }
  | { readonly kind: 'part'; readonly lessons: number; readonly at: number }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'idle' };

/** Where the stable people of the demonstration stand this year. */
const THIS_YEAR: Readonly<Record<string, Partial<Record<PlanKind, (plan: Plan) => Intent>>>> = {
  E0001: {
    'annual-all': ({ policy }) => ({ kind: 'minutes', minutes: policy.requiredMinutes - 2 * policy.minutesPerHour }),
  },
  E0101: { 'annual-classified': () => ({ kind: 'part', lessons: 0.7, at: 0.99 }) },
  E0102: {
    'annual-all': () => ({ kind: 'idle' }),
    'entry-general': () => ({ kind: 'part', lessons: 0.4, at: 0.95 }),
  },
  E0103: {
    'annual-classified': () => ({ kind: 'part', lessons: 0.6, at: 0.6 }),
    exit: () => ({ kind: 'part', lessons: 0, at: 0.9 }),
  },
  H0001: { 'annual-all': () => ({ kind: 'part', lessons: 1, at: 0.97 }) },
};

/** Share of the time after which the people finish: few early, most in autumn, the last in December. */
function finishShare(rng: Rng): number {
  const u = rng();
  if (u < 0.6) return 0.26 + 0.6 * (u / 0.6) ** 0.7;
  return 0.86 + 0.13 * ((u - 0.6) / 0.4);
}

function isStable(employeeNo: string): boolean {
  return !/^E1\d{3}$/.test(employeeNo);
}

/** What the owner of a plan will do about it. */
export function intentOf(plan: Plan, span: Span, rng: Rng): Intent {
  const { employeeNo } = plan.member;
  if (isStable(employeeNo)) {
    const special = String(plan.year) === span.today.slice(0, 4) ? THIS_YEAR[employeeNo]?.[plan.kind] : undefined;
    return special ? special(plan) : { kind: 'finish', at: 0.5 + 0.2 * rng() };
  }
  const u = rng();
  if (isEventPlan(plan.kind)) return { kind: 'finish', at: 0.6 + 0.4 * u };
  if (u < 0.02) return { kind: 'idle' };
  if (u < 0.055) return { kind: 'part', lessons: between(rng, 1, 9) / 10, at: 0.3 + 0.6 * rng() };
  return { kind: 'finish', at: finishShare(rng) };
}
