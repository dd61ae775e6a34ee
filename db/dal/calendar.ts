import { sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_TODAY } from './org-clock.ts';
import { type ReviewMonths, reviewDue } from './review-due.ts';

/** A day, or the days from one to another, that a person has to know of. */
export type OwnDate = {
  readonly kind: 'plan' | 'review' | 'certificate' | 'trip' | 'cooling-off';
  /** Id of the row it comes from; of a 复审 the person's. */
  readonly id: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
};

/**
 * The principal's own dates: unfinished plans, the next 复审, certificates in force, trips not yet reported on, the end
 * of the 脱密期. Nobody else's; nothing for an account that belongs to no person.
 */
export async function listOwnDates(db: Db | Tx, principal: Principal, months: ReviewMonths): Promise<OwnDate[]> {
  if (principal.personId === null) return [];
  const own = sql`${principal.personId}::uuid`;
  return db.execute<OwnDate>(sql`
    select 'plan' as kind, s.assignment_id::text as id, s.due_on::text as from, s.due_on::text as until
    from plan_progress s
    where s.person_id = ${own} and s.completed_on is null and not s.is_exempt and s.unit_id is not null
    union all
    select 'review', d.person_id::text, d.due_on::text, d.due_on::text
    from ${reviewDue(months, sql`h.person_id = ${own}`)} d
    union all
    select 'certificate', s.assignment_id::text, s.certificate_until::text, s.certificate_until::text
    from plan_progress s where s.person_id = ${own} and s.certificate_until >= ${ORG_TODAY}
    union all
    select 'trip', c.id::text, coalesce(t.payload ->> 'departOn', c.ends_on::text), c.ends_on::text
    from cases c join case_transitions t on t.case_id = c.id and t.seq_no = 1
    where c.person_id = ${own} and c.kind = 'travel' and c.closed_at is null and c.ends_on is not null
    union all
    select 'cooling-off', c.id::text, c.ends_on::text, c.ends_on::text
    from cases c where c.person_id = ${own} and c.kind = 'exit' and c.closed_at is null and c.ends_on is not null
    order by 3, 1, 2`);
}
