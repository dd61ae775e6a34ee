import { sql } from 'drizzle-orm';
import type { PostLevel } from '../../domain/certification/case/kinds.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_TODAY } from './org-clock.ts';

/** Open cases the system may have to move on: whose end has passed, or whose person is back in a post. */
export async function unsafeCasesToAdvance(
  db: Db | Tx,
  limit: number,
): Promise<{ id: string; personId: string | null }[]> {
  return db.execute<{ id: string; personId: string | null }>(sql`
    select c.id, c.person_id as "personId" from cases c
    where c.closed_at is null and c.kind = 'exit' and c.state in ('cooling-off', 'entrusted', 'expiring')
      and ((c.ends_on < ${ORG_TODAY} and c.state <> 'expiring')
        or exists (select from person_assignments a where a.person_id = c.person_id and a.life_state = 'in-post'
          and a.valid_from <= ${ORG_TODAY} and (a.valid_to is null or a.valid_to > ${ORG_TODAY})))
    order by c.ends_on limit ${limit}::int`);
}

export type ReviewDue = { readonly personId: string; readonly dueOn: string };

/**
 * People in post whose 复审 comes due within `daysAhead`, by the interval of their level in months from the latest of
 * taking the post and the last 复审 that was passed; none whose 复审 is open.
 */
export async function unsafeReviewsDue(
  db: Db | Tx,
  months: Readonly<Record<PostLevel, number>>,
  daysAhead: number,
  limit: number,
): Promise<ReviewDue[]> {
  return db.execute<ReviewDue>(sql`
    select person_id as "personId", due_on::text as "dueOn" from (
      select h.person_id, (greatest(min(h.valid_from),
          coalesce((select max((r.closed_at at time zone 'Asia/Shanghai')::date) from cases r
            where r.person_id = h.person_id and r.kind = 'review' and r.state = 'passed'), min(h.valid_from)))
        + make_interval(months => case a.category when 'core' then ${months.core}::int
            when 'important' then ${months.important}::int else ${months.general}::int end))::date as due_on
      from post_assignments h
      join person_assignments a on a.person_id = h.person_id and a.life_state in ('in-post', 'suspended')
        and a.valid_from <= ${ORG_TODAY} and (a.valid_to is null or a.valid_to > ${ORG_TODAY})
      where h.valid_to is null
        and not exists (select from cases c where c.person_id = h.person_id and c.kind in ('review', 'exit') and c.closed_at is null)
      group by h.person_id, a.category) due
    where due_on <= ${ORG_TODAY} + ${daysAhead}::int order by due_on limit ${limit}::int`);
}

export type SuspensionDue = {
  readonly personId: string;
  readonly cause: 'exam' | 'overdue';
  readonly trainingYear: number;
};

/**
 * People in post whose 在岗年度 plan calls for 暂停接触 under the policy: still open after its last day, or every chance at
 * its exam used up without passing. One proposal a plan and cause: none for which a case was opened since the plan was
 * assigned, whatever became of it. Exempted and ended plans call for nothing.
 */
export async function unsafeSuspensionsDue(
  db: Db | Tx,
  on: { readonly examFailed: boolean; readonly planOverdue: boolean },
  limit: number,
): Promise<SuspensionDue[]> {
  return db.execute<SuspensionDue>(sql`
    select due."personId", due.cause, due."trainingYear" from (
      select pp.person_id as "personId", pp.training_year as "trainingYear", pa.assigned_at, case
        when ${on.examFailed}::boolean and pp.exam_state = 'failed' and (
          select count(*) >= max(coalesce((e.rules ->> 'attemptsMax')::int, (b.spec ->> 'attemptsMax')::int))
          from attempts t join exams e on e.id = t.exam_id
          join blueprint_versions b on b.blueprint_id = e.blueprint_id and b.version = e.blueprint_version
          where t.person_id = pp.person_id and t.state = 'graded' and e.plan_kind = pp.plan_kind
            and e.training_year = pp.training_year) then 'exam'
        when ${on.planOverdue}::boolean and pp.due_on < ${ORG_TODAY} then 'overdue' end as cause
      from plan_progress pp join plan_assignments pa on pa.id = pp.assignment_id
      join person_assignments a on a.person_id = pp.person_id and a.life_state = 'in-post'
        and a.valid_from <= ${ORG_TODAY} and (a.valid_to is null or a.valid_to > ${ORG_TODAY})
      where pp.plan_kind = 'annual-classified' and pp.completed_on is null and not pp.is_exempt
        and pp.training_year >= extract(year from ${ORG_TODAY})::int - 1) due
    where due.cause is not null and not exists (
      select from cases c join case_transitions o on o.case_id = c.id and o.seq_no = 1
      where c.person_id = due."personId" and c.kind = 'suspension'
        and (c.closed_at is null or (o.payload ->> 'cause' = due.cause and c.opened_at >= due.assigned_at)))
    order by 1 limit ${limit}::int`);
}
