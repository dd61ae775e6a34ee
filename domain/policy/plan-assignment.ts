import type { Category, LifeState, PersonFlag } from '../people/types.ts';
import type { PlanKind } from './plan-policy.ts';

/** What decides which plans of the year a person owes. */
export type PlanOwner = {
  readonly category: Category;
  readonly lifeState: LifeState;
  readonly flags: readonly PersonFlag[];
};

/** Kinds that are owed by rule, once a training year. All others belong to an event. */
export const YEAR_PLAN_KINDS = [
  'annual-all',
  'annual-classified',
  'annual-leader',
  'annual-officer',
  'classifier',
] as const satisfies readonly PlanKind[];
export type YearPlanKind = (typeof YEAR_PLAN_KINDS)[number];

const OF_FLAG: Readonly<Partial<Record<PersonFlag, YearPlanKind>>> = {
  leader: 'annual-leader',
  'security-officer': 'annual-officer',
  classifier: 'classifier',
};

/** Everybody who works here owes exactly one of two; null for who has left. */
function mainPlan({ category, lifeState }: PlanOwner): YearPlanKind | null {
  switch (lifeState) {
    case 'left':
      return null;
    // Not in post yet, or no longer: they learn with all others until a case has put them there.
    case 'entering':
    case 'cooling-off':
      return 'annual-all';
    case 'in-post':
    case 'suspended':
    case 'leaving':
    case 'ordinary':
      return category === 'none' ? 'annual-all' : 'annual-classified';
  }
}

/**
 * The plans of the year a person owes: `annual-classified` for 在岗涉密人员 (also while 暂停接触 or 离岗办理), `annual-all`
 * for everybody else who works here, and one more for each flag (领导干部, 保密员, 定密责任人). Nothing for who has left.
 * Plans of an event (上岗, 离岗, 出境, 会前) come from cases and stand beside these.
 *
 * A plan of the year the rule no longer gives – an unfinished `annual-all` of somebody who became classified in July –
 * ends: it is owed and overdue no more, its evidence stays, and it comes back when the rule gives it again before the
 * year is over (`docs/adr/009-plans-by-rule-and-event.md`).
 *
 * Source: 实施条例 2024 第 9 条 (全体工作人员), 第 14 条 (定密责任人), 第 52 条 (在岗).
 */
export function planKindsFor(person: PlanOwner): readonly YearPlanKind[] {
  const main = mainPlan(person);
  // Who has left the organisation and is in 脱密期 learns nothing here but what a case asks for.
  if (main === null || person.flags.includes('outside')) return [];
  const flagged = new Set(person.flags.map((flag) => OF_FLAG[flag]));
  return [main, ...YEAR_PLAN_KINDS.filter((kind) => flagged.has(kind))];
}
