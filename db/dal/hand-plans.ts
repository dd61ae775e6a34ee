import { and, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import {
  HAND_PLAN_KINDS,
  type HandPerson,
  type HandPlanRow,
  type HandTarget,
} from '../../domain/policy/plan-by-hand.ts';
import type { PlanKind } from '../../domain/policy/plan-policy.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_TODAY, ORG_ZONE } from './org-clock.ts';
import { personVisibleTo } from './scopes.ts';

/** Which plan is meant: of a kind and year, or of one occasion. */
export type HandPlan = { readonly planKind: PlanKind; readonly year: number; readonly occasionId: string | null };

/** Ids as one value, so that their number is no concern of the statement. */
const idsOf = (ids: readonly string[]): SQL =>
  sql`(select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) e)`;

function targetIs(target: HandTarget): SQL {
  if (target.by === 'people') {
    return sql`p.id in ${idsOf(target.personIds)}`;
  }
  const unit =
    target.unitId === null
      ? undefined
      : sql`w.unit_id in (select c.descendant_id from unit_closure c where c.ancestor_id = ${target.unitId}::uuid)`;
  const flag = target.flag === null ? undefined : sql`${target.flag} = any(w.flags)`;
  return and(unit, flag) ?? sql`false`;
}

/** Whoever works here today, in the principal's sight, and is meant; `p` the person, `w` the place. */
function meant(principal: Principal, target: HandTarget): SQL {
  return sql`people p join person_assignments w on w.person_id = p.id and w.valid_from <= ${ORG_TODAY}
      and (w.valid_to is null or w.valid_to > ${ORG_TODAY})
    where w.life_state <> 'left' and not ('outside' = any(w.flags)) and (p.left_on is null or p.left_on > ${ORG_TODAY})
      and ${targetIs(target)} and ${personVisibleTo(principal, sql`p.id`)}`;
}

/** How many people are meant. */
export async function countMeant(db: Db | Tx, principal: Principal, target: HandTarget): Promise<number> {
  const rows = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${meant(principal, target)}`);
  return rows[0]?.n ?? 0;
}

/** The people meant, by id, each with what they have of the plan; those who left or are out of sight are not among them. */
export async function listMeant(
  db: Db | Tx,
  principal: Principal,
  target: HandTarget,
  { planKind, year, occasionId }: HandPlan,
): Promise<(HandPerson & { assignmentId: string | null })[]> {
  const which =
    occasionId === null
      ? sql`pa.case_id is null and pa.training_year = ${year}::int`
      : sql`pa.case_id = ${occasionId}::uuid`;
  return db.execute<HandPerson & { assignmentId: string | null }>(sql`
    with meant as materialized (
      select p.id, p.name, p.employee_no, w.unit_id from ${meant(principal, target)})
    select m.id as "personId", m.name, m.employee_no as "employeeNo", u.name as "unitName", pa.id as "assignmentId",
      case when pa.id is null then 'none' when pc.assignment_id is not null then 'done'
        when pa.ended_at is not null then 'ended' else 'open' end as held
    from meant m join units u on u.id = m.unit_id
    left join plan_assignments pa on pa.person_id = m.id and pa.plan_kind = ${planKind} and ${which}
    left join plan_completions pc on pc.assignment_id = pa.id
    order by m.id`);
}

/**
 * Keeps steps that give the same plan one after another until the transaction ends, so that the same one twice gives one
 * plan. A step for many takes longer than a page's statements are allowed to wait.
 */
export async function lockHandPlans(tx: Tx, _principal: Principal, { planKind, occasionId }: HandPlan): Promise<void> {
  await tx.execute(sql`select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '30s', true)`);
  const key = `plan-by-hand:${occasionId ?? planKind}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/**
 * Takes every plan of these people, in the order in which those of one person are taken, until the transaction
 * ends: a lesson finished meanwhile waits and then finds the new plan.
 */
export async function lockPlansOfPeople(tx: Tx, _principal: Principal, personIds: readonly string[]): Promise<void> {
  await tx.execute(sql`select id from plan_assignments where person_id in ${idsOf(personIds)} order by id for update`);
}

/** Of these people those whose stored standing in a plan says that hours and exam are done, by id. */
export async function listFulfilled(
  tx: Tx,
  _principal: Principal,
  personIds: readonly string[],
  { planKind, year }: HandPlan,
): Promise<string[]> {
  const rows = await tx.execute<{ personId: string }>(sql`
    select s.person_id as "personId" from plan_progress s
    where s.person_id in ${idsOf(personIds)} and s.plan_kind = ${planKind} and s.training_year = ${year}::int
      and s.completed_on is null and not s.is_exempt and s.counted_minutes >= s.required_minutes
      and s.exam_state in ('passed', 'none')
    order by 1`);
  return rows.map(({ personId }) => personId);
}

/** Whether an id names a case: no occasion may pass for one. */
export async function isCaseId(tx: Tx, _principal: Principal, id: string): Promise<boolean> {
  return (await tx.execute(sql`select 1 from cases where id = ${id}::uuid`)).length > 0;
}

/** Lets a plan that ended be owed again in the principal's name; from then on the rule does not end it any more. */
export async function resumeByHand(
  tx: Tx,
  principal: Principal,
  assignmentId: string,
  { reason, dueOn }: { readonly reason: string; readonly dueOn: string },
): Promise<void> {
  await tx.execute(sql`
    update plan_assignments set ended_at = null, ended_reason = '', assigned_by = ${principal.accountId}::uuid,
      reason = ${reason}, due_on = greatest(due_on, ${dueOn}::date)
    where id = ${assignmentId}::uuid and ended_at is not null`);
}

const KINDS: SQL = sql.raw(HAND_PLAN_KINDS.map((kind) => `'${kind}'`).join(', '));

/** Given by hand: by somebody, of a kind that is, and of no case. */
const IS_BY_HAND: SQL = sql`(pa.assigned_by is not null and pa.plan_kind in (${KINDS})
  and not exists (select from cases c where c.id = pa.case_id))`;

export type PlanToTakeBack = {
  personId: string;
  planKind: PlanKind;
  trainingYear: number;
  isByHand: boolean;
  isClosed: boolean;
};

/** A plan of somebody in the principal's sight, with all plans of that person held until the transaction ends; else null. */
export async function lockPlanToTakeBack(tx: Tx, principal: Principal, id: string): Promise<PlanToTakeBack | null> {
  await tx.execute(sql`
    select a.id from plan_assignments a where a.person_id = (select o.person_id from plan_assignments o where o.id = ${id}::uuid)
    order by a.id for update`);
  const rows = await tx.execute<PlanToTakeBack>(sql`
    select pa.person_id as "personId", pa.plan_kind as "planKind", pa.training_year as "trainingYear",
      ${IS_BY_HAND} as "isByHand", (pa.ended_at is not null
        or exists (select from plan_completions pc where pc.assignment_id = pa.id)) as "isClosed"
    from plan_assignments pa where pa.id = ${id}::uuid and ${personVisibleTo(principal, sql`pa.person_id`)}`);
  return rows[0] ?? null;
}

/** Plans given by hand to people the principal sees, latest first. */
export async function listHandPlans(
  db: Db | Tx,
  principal: Principal,
  year: number | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: HandPlanRow[]; readonly total: number }> {
  const where = and(
    IS_BY_HAND,
    year === undefined ? undefined : sql`pa.training_year = ${year}::int`,
    personVisibleTo(principal, sql`pa.person_id`),
  );
  const counted = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from plan_assignments pa where ${where}`,
  );
  const rows = await db.execute<HandPlanRow>(sql`
    select pa.id as "assignmentId", pa.person_id as "personId", p.name as "personName", p.employee_no as "employeeNo",
      coalesce((select u.name from person_assignments w join units u on u.id = w.unit_id
        where w.person_id = p.id and w.valid_from <= ${ORG_TODAY} and (w.valid_to is null or w.valid_to > ${ORG_TODAY})), '')
        as "unitName",
      pa.plan_kind as "planKind", pa.training_year as "trainingYear", pa.due_on::text as "dueOn", pa.reason,
      (select a.display_name from accounts a where a.id = pa.assigned_by) as "assignedByName",
      (pa.assigned_at at time zone ${ORG_ZONE})::date::text as "assignedOn",
      case when pc.assignment_id is not null then 'done' when pa.ended_at is not null then 'ended'
        when exists (select from plan_exemptions e where e.assignment_id = pa.id and e.kind = 'exemption'
          and e.decision = 'approved') then 'exempt' else 'open' end as state
    from plan_assignments pa join people p on p.id = pa.person_id
    left join plan_completions pc on pc.assignment_id = pa.id
    where ${where} order by pa.assigned_at desc, p.employee_no limit ${page.limit} offset ${page.offset}`);
  return { rows: [...rows], total: counted[0]?.n ?? 0 };
}
