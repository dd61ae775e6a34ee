import type { Category, LifeState } from '../people/types.ts';
import type { PlanKind } from './plan-policy.ts';

/**
 * The plan a person owes by category and life state: entering a classified post → `entry`, leaving one → `exit`,
 * classified and in post → `annual-classified`, everybody else who works here → `annual-all`. A person in 脱密期 who
 * stays no longer holds a classified post and learns with all others. Null for people who have left.
 *
 * Source: 实施条例 2024 第 9 条 (全体工作人员), 第 52 条 (在岗), 第 53 条 (离岗); 保密法 2024 第 43 条 (上岗).
 */
export function planKindFor(person: { readonly category: Category; readonly lifeState: LifeState }): PlanKind | null {
  switch (person.lifeState) {
    case 'left':
      return null;
    case 'entering':
      return 'entry-general';
    case 'leaving':
      return 'exit';
    case 'cooling-off':
      return 'annual-all';
    case 'in-post':
    case 'suspended':
    case 'ordinary':
      return person.category === 'none' ? 'annual-all' : 'annual-classified';
  }
}
