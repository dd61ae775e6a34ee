import { db, readDb } from '#db/client.ts';
import type { Scope } from '#db/dal/dashboard-filter.ts';
import type { OrganisationNow } from '#db/dal/org-clock.ts';
import { countPeople, listPeople, type PersonRow } from '#db/dal/people.ts';
import { listVisibleUnits, type UnitNode } from '#db/dal/units.ts';
import type { Principal } from '#domain/access/principal.ts';
import { filterOf, MAX_PAGE_SIZE, type PeopleQuery, type PeopleSort } from '#domain/people/progress-filter.ts';
import { openScope } from './scope.ts';

const DEFAULT_SIZE = 25;

export type PeoplePage = {
  readonly rows: readonly PersonRow[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
  readonly size: number;
  readonly sort: PeopleSort;
  readonly dir: 'asc' | 'desc';
  readonly scope: Scope;
  readonly org: OrganisationNow;
  readonly unitOptions: readonly UnitNode[];
};

/** One page of the plans behind a filter, for what the principal looks after; a page past the end is the last one. */
export async function readPeoplePage(principal: Principal, query: PeopleQuery): Promise<PeoplePage> {
  const { scope, org } = await openScope(db, filterOf(query));
  const size = Math.min(query.size ?? DEFAULT_SIZE, MAX_PAGE_SIZE);
  const sort = query.sort ?? 'employeeNo';
  const dir = query.dir ?? 'asc';
  const [total, unitOptions] = await Promise.all([
    countPeople(readDb, principal, scope),
    listVisibleUnits(readDb, principal),
  ]);
  const pageCount = Math.max(1, Math.ceil(total / size));
  const page = Math.min(query.page ?? 1, pageCount);
  const rows = total > 0 ? await listPeople(readDb, principal, scope, { sort, dir, page, size }) : [];
  return { rows, total, page, pageCount, size, sort, dir, scope, org, unitOptions };
}
