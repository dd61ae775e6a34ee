import { type SQL, sql } from 'drizzle-orm';
import type { PostLevel } from '../../domain/certification/case/kinds.ts';
import { ORG_TODAY, ORG_ZONE } from './org-clock.ts';

export type ReviewMonths = Readonly<Record<PostLevel, number>>;

/**
 * `person_id`, `unit_id` and the day their 复审 is due, of people in a classified post who are not leaving it: by the
 * interval of their level in months from the latest of taking the post and the last 复审 that was passed. `only` narrows
 * it by columns of `h` (post_assignments) and `a` (person_assignments).
 */
export function reviewDue(months: ReviewMonths, only: SQL = sql`true`): SQL {
  return sql`(
    select h.person_id, a.unit_id, (greatest(min(h.valid_from),
        coalesce((select max((r.closed_at at time zone ${ORG_ZONE})::date) from cases r
          where r.person_id = h.person_id and r.kind = 'review' and r.state = 'passed'), min(h.valid_from)))
      + make_interval(months => case a.category when 'core' then ${months.core}::int
          when 'important' then ${months.important}::int else ${months.general}::int end))::date as due_on
    from post_assignments h
    join person_assignments a on a.person_id = h.person_id and a.life_state in ('in-post', 'suspended')
      and a.valid_from <= ${ORG_TODAY} and (a.valid_to is null or a.valid_to > ${ORG_TODAY})
    where h.valid_to is null and ${only}
      and not exists (select from cases c where c.person_id = h.person_id and c.kind = 'exit' and c.closed_at is null)
    group by h.person_id, a.unit_id, a.category)`;
}
