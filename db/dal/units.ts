import { sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { unitVisibleTo } from './scopes.ts';

export type UnitNode = {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly parentId: string | null;
  /** Names from the root down, ` / ` between. */
  readonly path: string;
  readonly depth: number;
};

/** The units a principal looks after, in the order of the tree; those closed before today included, for earlier dates. */
export async function listVisibleUnits(db: Db | Tx, principal: Principal): Promise<UnitNode[]> {
  return db.execute<UnitNode>(sql`
    with recursive tree as (
      select u.id, u.name, u.code, u.parent_id, u.name as path, 0 as depth, array[u.sort::text || u.code] as place
      from units u where u.parent_id is null
      union all
      select u.id, u.name, u.code, u.parent_id, t.path || ' / ' || u.name, t.depth + 1, t.place || (lpad(u.sort::text, 6, '0') || u.code)
      from units u join tree t on t.id = u.parent_id)
    select id, name, code, parent_id as "parentId", path, depth from tree
    where ${unitVisibleTo(principal, sql`id`)} order by place`);
}
