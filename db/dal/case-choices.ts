import { sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_TODAY } from './org-clock.ts';
import { personVisibleTo } from './scopes.ts';

export type PersonChoice = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitName: string;
};

/** People in the principal's sight whose name, pinyin or 工号 begins with a text; at most 20. */
export async function searchPeople(db: Db | Tx, principal: Principal, text: string): Promise<PersonChoice[]> {
  const begins = `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return db.execute<PersonChoice>(sql`
    select p.id as "personId", p.name, p.employee_no as "employeeNo", u.name as "unitName"
    from people p
    join person_assignments a on a.person_id = p.id and a.valid_from <= ${ORG_TODAY}
      and (a.valid_to is null or a.valid_to > ${ORG_TODAY})
    join units u on u.id = a.unit_id
    where (lower(p.name) like ${begins} or lower(p.employee_no) like ${begins} or p.name_pinyin like ${begins}
        or p.name_pinyin like ${`% ${begins}`})
      and (p.left_on is null or p.left_on > ${ORG_TODAY}) and a.life_state <> 'left'
      and ${personVisibleTo(principal, sql`p.id`)}
    order by p.employee_no limit 20`);
}
