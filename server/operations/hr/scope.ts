import type { Db } from '#db/client.ts';
import type { Scope } from '#db/dal/dashboard-filter.ts';
import { type OrganisationNow, readOrganisationNow } from '#db/dal/org-clock.ts';
import { settleMovedPeople } from '#db/dal/plan-progress.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import type { ProgressFilter } from '#domain/people/progress-filter.ts';

/** Fills in year and as-of date by the one clock. A date in the future is today: nothing is known of it yet. */
function scopeOf(filter: ProgressFilter, org: OrganisationNow): Scope {
  const day = filter.asOf && filter.asOf < org.today ? filter.asOf : org.today;
  return { filter, year: filter.year ?? Number(day.slice(0, 4)), day, today: org.today };
}

/** The scope of a request, with today's rows brought up to date for people whose move was entered in advance. */
export async function openScope(
  writer: Db,
  filter: ProgressFilter,
): Promise<{ readonly scope: Scope; readonly org: OrganisationNow }> {
  const org = await readOrganisationNow(writer);
  const scope = scopeOf(filter, org);
  if (scope.day === scope.today) await settleMovedPeople(writer);
  return { scope, org };
}

/** What a principal's pages are about: the organisation, or for a 部门保密员 the own part of it. */
export function areaTitle(principal: Principal): '' | '本部门' {
  const seesAll = hasRole(principal, 'hr') || hasRole(principal, 'office') || hasRole(principal, 'leader');
  return seesAll ? '' : '本部门';
}
