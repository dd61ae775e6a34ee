import { type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { PostLevel } from '../../domain/certification/case/kinds.ts';
import { isEventPlan, type PlanKind, type PlanPolicy } from '../../domain/policy/plan-policy.ts';
import { dueOn } from '../../domain/policy/plan-year.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_TODAY, ORG_ZONE } from './org-clock.ts';
import { personVisibleTo } from './scopes.ts';

export type PlanOfYear = { readonly planKind: PlanKind; readonly year: number };

/** Plans a new version takes over: owed, not finished, not ended and not 免训. `pa` is the assignment. */
function unfinished({ planKind, year }: PlanOfYear): SQL {
  return sql`pa.plan_kind = ${planKind} and pa.training_year = ${year}::int and pa.ended_at is null
    and not exists (select from plan_completions pc where pc.assignment_id = pa.id)
    and not exists (select from plan_exemptions pe where pe.assignment_id = pa.id
      and pe.kind = 'exemption' and pe.decision = 'approved')`;
}

function dueByRule(policy: PlanPolicy, year: number): SQL {
  if (!isEventPlan(policy.planKind)) return sql`${dueOn(policy, year)}::date`;
  const due = sql`((coalesce(pa.counts_from, pa.assigned_at) at time zone ${ORG_ZONE})::date + ${policy.dueDays}::int)`;
  // Done after the meeting or the departure it would be of no use.
  const isForOccasion = policy.planKind === 'meeting' || policy.planKind === 'travel';
  return isForOccasion ? sql`least(pa.due_on, ${due})` : due;
}

/** Last day on time under a rule: of the year or after the event, and never before an approved 延期. */
function dueUnder(policy: PlanPolicy, year: number): SQL {
  return sql`greatest(${dueByRule(policy, year)}, (select max(pe.new_due_on) from plan_exemptions pe
    where pe.assignment_id = pa.id and pe.kind = 'extension' and pe.decision = 'approved'))`;
}

export type UnfinishedPlan = {
  readonly assignmentId: string;
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unit: string;
  /** Last day on time under the candidate rule. */
  readonly dueOn: IsoDate;
};

/** The unfinished plans of a kind and year among the people the principal may see, by 工号. */
export async function listUnfinishedPlans(
  db: Db | Tx,
  principal: Principal,
  plan: PlanOfYear,
  candidate: PlanPolicy,
): Promise<UnfinishedPlan[]> {
  const rows = await db.execute<UnfinishedPlan>(sql`
    select pa.id as "assignmentId", pa.person_id as "personId", p.employee_no as "employeeNo", p.name,
      coalesce(u.name, '') as unit, ${dueUnder(candidate, plan.year)}::text as "dueOn"
    from plan_assignments pa
    join people p on p.id = pa.person_id
    left join person_assignments w on w.person_id = pa.person_id and w.valid_from <= ${ORG_TODAY}
      and (w.valid_to is null or w.valid_to > ${ORG_TODAY})
    left join units u on u.id = w.unit_id
    where ${unfinished(plan)} and ${personVisibleTo(principal, sql`pa.person_id`)}
    order by p.employee_no`);
  return [...rows];
}

/** How many plans of a kind and year stand outside a new version: finished, and 免训 or ended. */
export async function countSettledPlans(
  db: Db | Tx,
  principal: Principal,
  { planKind, year }: PlanOfYear,
): Promise<{ finished: number; excused: number; owed: number }> {
  const [row] = await db.execute<{ finished: number; excused: number; owed: number }>(sql`
    select count(*) filter (where pc.assignment_id is not null)::int as finished,
      count(*) filter (where pc.assignment_id is null and not (${unfinished({ planKind, year })}))::int as excused,
      count(*)::int as owed
    from plan_assignments pa left join plan_completions pc on pc.assignment_id = pa.id
    where pa.plan_kind = ${planKind} and pa.training_year = ${year}::int
      and ${personVisibleTo(principal, sql`pa.person_id`)}`);
  return row ?? { finished: 0, excused: 0, owed: 0 };
}

/**
 * Takes every plan of everybody a new version touches, in the order {@link unsafeLockOpenPlans} takes those of one
 * person, so that a version being published and a lesson being finished wait for each other instead of deadlocking.
 */
export async function unsafeLockPlansOfEverybody(tx: Tx, { planKind, year }: PlanOfYear): Promise<void> {
  // The one statement that touches every row of a kind may take longer than a page's statements are allowed.
  await tx.execute(sql`select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '10s', true)`);
  await tx.execute(sql`
    select a.id from plan_assignments a
    where a.person_id in (select pa.person_id from plan_assignments pa
      where pa.plan_kind = ${planKind} and pa.training_year = ${year}::int)
    order by a.id for update`);
}

/** Whether an unfinished plan of a kind and year follows another version than this one. */
export async function unsafeIsAnyBehind(db: Db | Tx, plan: PlanOfYear, versionId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from plan_assignments pa where ${unfinished(plan)} and pa.policy_version_id <> ${versionId}::uuid limit 1`);
  return rows.length > 0;
}

/**
 * Moves the unfinished plans of a kind and year that do not follow a version yet to it, with its minutes and due date.
 * @returns whose they are.
 */
export async function unsafeMovePlans(
  tx: Tx,
  plan: PlanOfYear,
  to: { readonly versionId: string; readonly policy: PlanPolicy },
): Promise<{ assignmentId: string; personId: string }[]> {
  const rows = await tx.execute<{ assignmentId: string; personId: string }>(sql`
    update plan_assignments pa set policy_version_id = ${to.versionId}::uuid,
      required_minutes = ${to.policy.requiredMinutes}::int, due_on = ${dueUnder(to.policy, plan.year)}
    where ${unfinished(plan)} and pa.policy_version_id <> ${to.versionId}::uuid
    returning pa.id as "assignmentId", pa.person_id as "personId"`);
  return [...rows];
}

type Notice = { readonly dedupeKey: string; readonly title: string; readonly body: string; readonly href: string };

/** Tells everybody whose plan follows a version now, once a version. Call it in the transaction that moved the plans. */
export async function unsafeTellMoved(tx: Tx, versionId: string, notice: Notice): Promise<void> {
  await tx.execute(sql`
    insert into notices (person_id, dedupe_key, title, body, href)
    select distinct pa.person_id, ${notice.dedupeKey}, ${notice.title}, ${notice.body}, ${notice.href}
    from plan_assignments pa where pa.policy_version_id = ${versionId}::uuid
    on conflict do nothing`);
}

/** Tells everybody who may decide on a draft, its maker left out. */
export async function unsafeTellDeciders(tx: Tx, makerId: string, notice: Notice): Promise<void> {
  await tx.execute(sql`
    insert into notices (person_id, dedupe_key, title, body, href)
    select distinct a.person_id, ${notice.dedupeKey}, ${notice.title}, ${notice.body}, ${notice.href}
    from accounts a join account_roles r on r.account_id = a.id and r.role in ('office', 'leader')
    where a.status = 'active' and a.person_id is not null and a.id <> ${makerId}::uuid
    on conflict do nothing`);
}

/** Tells who made a draft what became of it. */
export async function unsafeTellMaker(tx: Tx, makerId: string, notice: Notice): Promise<void> {
  await tx.execute(sql`
    insert into notices (person_id, dedupe_key, title, body, href)
    select a.person_id, ${notice.dedupeKey}, ${notice.title}, ${notice.body}, ${notice.href}
    from accounts a where a.id = ${makerId}::uuid and a.person_id is not null
    on conflict do nothing`);
}

/**
 * People whose stored standing says that hours and exam are done while a plan is unfinished: those to settle after a
 * change of rules, by their person's id after a given one.
 */
export async function unsafePeopleToSettle(
  db: Db | Tx,
  after: string,
  limit: number,
): Promise<{ personId: string; trainingYear: number }[]> {
  const rows = await db.execute<{ personId: string; trainingYear: number }>(sql`
    select pp.person_id as "personId", pp.training_year as "trainingYear"
    from plan_progress pp
    join plan_assignments pa on pa.id = pp.assignment_id and pa.ended_at is null
    join policy_versions v on v.id = pa.policy_version_id and v.origin = 'unit'
      and v.created_at > app_now() - interval '3 days' and v.created_at > pa.assigned_at
    where pp.completed_on is null and not pp.is_exempt and pp.counted_minutes >= pp.required_minutes
      and pp.exam_state in ('passed', 'none') and pp.person_id > ${after}::uuid
    group by 1, 2 order by 1, 2 limit ${limit}::int`);
  return [...rows];
}

/** Whether anybody has sat the exam of a kind and year; its marks then stay as they are until the next year. */
export async function isExamBegun(db: Db | Tx, principal: Principal, { planKind, year }: PlanOfYear): Promise<boolean> {
  const [row] = await db.execute<{ begun: boolean }>(sql`
    select exists (select from attempts a join exams x on x.id = a.exam_id
      where x.plan_kind = ${planKind} and x.training_year = ${year}::int
        and ${personVisibleTo(principal, sql`a.person_id`)}) as begun`);
  return row?.begun ?? false;
}

export type ReviewBaseRow = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unit: string;
  readonly level: PostLevel;
  readonly reviewedOn: IsoDate;
};

/**
 * People in a classified post today whom the principal may see, with the day their 复审 is counted from, as
 * `unsafeReviewsDue` counts it: the later of taking the post and the last 复审 that was passed. Holders older than the
 * register are counted from the day their present level began.
 */
export async function listReviewBases(db: Db | Tx, principal: Principal): Promise<ReviewBaseRow[]> {
  const rows = await db.execute<ReviewBaseRow>(sql`
    select p.id as "personId", p.employee_no as "employeeNo", p.name, u.name as unit, w.category as level,
      greatest(
        coalesce((select max(held.valid_from) from post_assignments held
          where held.person_id = p.id and held.valid_to is null), w.valid_from),
        (select max((c.closed_at at time zone ${ORG_ZONE})::date) from cases c
          where c.person_id = p.id and c.kind = 'review' and c.state = 'passed')
      )::text as "reviewedOn"
    from people p
    join person_assignments w on w.person_id = p.id and w.valid_from <= ${ORG_TODAY}
      and (w.valid_to is null or w.valid_to > ${ORG_TODAY})
    join units u on u.id = w.unit_id
    where w.category <> 'none' and w.life_state in ('in-post', 'suspended')
      and (p.left_on is null or p.left_on > ${ORG_TODAY}) and ${personVisibleTo(principal, sql`p.id`)}
    order by p.employee_no`);
  return [...rows];
}
