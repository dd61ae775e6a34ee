import { type AnyColumn, or, type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import { ORG_TODAY } from './org-clock.ts';

function seesEverybody(principal: Principal): boolean {
  return hasRole(principal, 'hr') || hasRole(principal, 'office') || hasRole(principal, 'leader');
}

/**
 * Whether a unit lies in what a principal looks after, as a condition on a column that holds a unit's id: 人事部门,
 * 保密办 and 单位领导 the whole organisation, a 部门保密员 the own subtree, everybody else no unit. A null unit is seen by nobody
 * but the first three.
 */
export function unitVisibleTo(principal: Principal, unitId: AnyColumn | SQL): SQL {
  if (seesEverybody(principal)) return sql`true`;
  if (!hasRole(principal, 'unit-officer') || principal.officerUnitIds.length === 0) return sql`false`;
  return sql`${unitId} in (
    select c.descendant_id from unit_closure c where c.ancestor_id in ${[...principal.officerUnitIds]})`;
}

/**
 * Whose rows a principal may see, as a condition on a column that holds a person's id: 人事部门, 保密办 and 单位领导 everybody,
 * a 部门保密员 the people who belong to the own subtree on `day` (default today), everyone themselves. The three
 * administrators nobody.
 */
export function personVisibleTo(principal: Principal, personId: AnyColumn | SQL, day: SQL = ORG_TODAY): SQL {
  if (seesEverybody(principal)) return sql`true`;
  const own = principal.personId ? sql`${personId} = ${principal.personId}::uuid` : sql`false`;
  if (!hasRole(principal, 'unit-officer') || principal.officerUnitIds.length === 0) return own;
  const inSubtree = sql`exists (
    select 1 from person_assignments scope where scope.person_id = ${personId}
      and scope.valid_from <= ${day} and (scope.valid_to is null or scope.valid_to > ${day})
      and ${unitVisibleTo(principal, sql`scope.unit_id`)})`;
  return or(own, inSubtree) ?? own;
}
