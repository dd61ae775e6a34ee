import { type AnyColumn, inArray, or, type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import { personAssignments, unitClosure } from '../schema/people.ts';

/**
 * Whose rows a principal may see, as a condition on a column that holds a person's id: 人事部门 and 保密办 everybody,
 * a 部门保密员 the people who belong to the own subtree today, everyone themselves. The three administrators nobody.
 */
export function personVisibleTo(principal: Principal, personId: AnyColumn | SQL): SQL {
  if (hasRole(principal, 'hr') || hasRole(principal, 'office')) return sql`true`;
  const own = principal.personId ? sql`${personId} = ${principal.personId}::uuid` : sql`false`;
  if (!hasRole(principal, 'unit-officer') || principal.officerUnitIds.length === 0) return own;
  const inSubtree = sql`exists (
    select 1 from ${personAssignments}
    join ${unitClosure} on ${unitClosure.descendantId} = ${personAssignments.unitId}
    where ${personAssignments.personId} = ${personId} and ${personAssignments.validTo} is null
      and ${inArray(unitClosure.ancestorId, [...principal.officerUnitIds])})`;
  return or(own, inSubtree) ?? own;
}
