import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { ExemptiblePlan, ExemptionDecision, ExemptionForm } from '../../domain/people/exemption.ts';
import type { ExemptionRow } from '../../domain/people/exemption-view.ts';
import type { Db, Tx } from '../client.ts';
import { planExemptions } from '../schema/training.ts';
import { ORG_TODAY, ORG_ZONE } from './org-clock.ts';
import { personVisibleTo } from './scopes.ts';
import { accountName, isoText } from './sql-text.ts';

const dayOf = (instant: SQL): SQL => sql`(${instant} at time zone ${ORG_ZONE})::date::text`;

/** Day of today in the organisation's zone, and everything that decides whether a plan can be exempted. */
export type PlanToExempt = ExemptiblePlan & {
  assignmentId: string;
  personId: string;
  isByEvent: boolean;
  today: string;
};

const PLAN: SQL = sql`pa.id as "assignmentId", pa.person_id as "personId", pa.plan_kind as "planKind",
  pa.training_year as "trainingYear", pa.due_on::text as "dueOn", pa.case_id is not null as "isByEvent",
  exists (select from plan_completions pc where pc.assignment_id = pa.id) as "isDone", pa.ended_at is not null as "isEnded",
  exists (select from plan_exemptions x where x.assignment_id = pa.id and x.kind = 'exemption' and x.decision = 'approved')
    as "isExempt", ${ORG_TODAY}::text as today`;

/** The own plan of the principal; null for every other. */
export async function findOwnPlanToExempt(db: Db | Tx, principal: Principal, id: string): Promise<PlanToExempt | null> {
  const rows = await db.execute<PlanToExempt>(sql`
    select ${PLAN} from plan_assignments pa where pa.id = ${id}::uuid and pa.person_id = ${principal.personId}::uuid`);
  return rows[0] ?? null;
}

/** Who may ask for others: 人事 for everybody, a 部门保密员 for the own people; no other office widens that. */
function asker(principal: Principal): Principal {
  return {
    ...principal,
    personId: null,
    roles: principal.roles.filter((role) => role === 'hr' || role === 'unit-officer'),
  };
}

/** The plan of somebody the principal may ask for as 人事 or 部门保密员; null for every other. */
export async function findPlanToExempt(db: Db | Tx, principal: Principal, id: string): Promise<PlanToExempt | null> {
  const rows = await db.execute<PlanToExempt>(sql`
    select ${PLAN} from plan_assignments pa
    where pa.id = ${id}::uuid and ${personVisibleTo(asker(principal), sql`pa.person_id`)}`);
  return rows[0] ?? null;
}

/** Enters a request in the principal's name. @returns its id; null when one for the same plan is waiting. */
export async function enterExemption(
  tx: Tx,
  principal: Principal,
  assignmentId: string,
  form: ExemptionForm,
): Promise<string | null> {
  const [row] = await tx
    .insert(planExemptions)
    .values({ assignmentId, ...form, requestedBy: principal.accountId })
    .onConflictDoNothing()
    .returning({ id: planExemptions.id });
  return row?.id ?? null;
}

const COLUMNS: SQL = sql`e.id, e.assignment_id as "assignmentId", pa.person_id as "personId", p.name as "personName",
  p.employee_no as "employeeNo",
  coalesce((select u.name from person_assignments w join units u on u.id = w.unit_id
    where w.person_id = p.id and w.valid_from <= ${ORG_TODAY} and (w.valid_to is null or w.valid_to > ${ORG_TODAY})), '')
    as "unitName",
  pa.plan_kind as "planKind", pa.training_year as "trainingYear", pa.due_on::text as "dueOn", e.kind, e.cause, e.reason,
  e.new_due_on::text as "newDueOn", e.old_due_on::text as "oldDueOn", e.requested_by as "requestedBy",
  ${accountName(sql`e.requested_by`)} as "requestedByName", ${isoText(sql`e.requested_at`)} as "requestedAt", e.decision,
  ${accountName(sql`e.decided_by`)} as "decidedByName", ${isoText(sql`e.decided_at`)} as "decidedAt", ${dayOf(sql`e.decided_at`)} as "decidedOn",
  e.comment`;

const SOURCE: SQL = sql`plan_exemptions e join plan_assignments pa on pa.id = e.assignment_id join people p on p.id = pa.person_id`;

export type ExemptionFilter = {
  /** Undecided; else approved. */
  readonly isOpen: boolean;
  readonly year?: number | undefined;
  readonly kind?: string | undefined;
  readonly cause?: string | undefined;
};

/** Requests about people the principal sees: those that wait oldest first, those approved latest first. */
export async function listExemptions(
  db: Db | Tx,
  principal: Principal,
  { isOpen, year, kind, cause }: ExemptionFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: ExemptionRow[]; readonly total: number }> {
  const parts = [
    isOpen ? sql`e.decision is null` : sql`e.decision = 'approved'`,
    personVisibleTo(principal, sql`pa.person_id`),
    year === undefined ? undefined : sql`pa.training_year = ${year}::int`,
    kind === undefined ? undefined : sql`e.kind = ${kind}`,
    cause === undefined ? undefined : sql`e.cause = ${cause}`,
  ];
  const where = and(...parts) ?? sql`false`;
  const counted = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${SOURCE} where ${where}`);
  const order = isOpen ? sql`e.requested_at, e.id` : sql`e.decided_at desc, e.id`;
  const rows = await db.execute<ExemptionRow>(
    sql`select ${COLUMNS} from ${SOURCE} where ${where} order by ${order} limit ${page.limit} offset ${page.offset}`,
  );
  return { rows: [...rows], total: counted[0]?.n ?? 0 };
}

/** Every request about one person, oldest first; nothing for somebody out of the principal's sight. */
export async function listExemptionsOf(db: Db | Tx, principal: Principal, personId: string): Promise<ExemptionRow[]> {
  return db.execute<ExemptionRow>(sql`
    select ${COLUMNS} from ${SOURCE}
    where pa.person_id = ${personId}::uuid and ${personVisibleTo(principal, sql`pa.person_id`)}
    order by e.requested_at, e.id`);
}

/** One request, held until the transaction ends; null alike for none and for one the principal neither sees nor made. */
export async function lockExemption(tx: Tx, principal: Principal, id: string): Promise<ExemptionRow | null> {
  await tx.select({ id: planExemptions.id }).from(planExemptions).where(eq(planExemptions.id, id)).for('update');
  const rows = await tx.execute<ExemptionRow>(sql`
    select ${COLUMNS} from ${SOURCE}
    where e.id = ${id}::uuid and (${personVisibleTo(principal, sql`pa.person_id`)} or e.requested_by = ${principal.accountId}::uuid)`);
  return rows[0] ?? null;
}

/**
 * Holds every plan of the person a request is about, in the order in which they are completed, and tells how the one
 * asked about stands; so an approval and a completion wait for each other.
 */
export async function lockPlanOfExemption(tx: Tx, _principal: Principal, row: ExemptionRow): Promise<PlanToExempt> {
  await tx.execute(sql`select id from plan_assignments where person_id = ${row.personId}::uuid order by id for update`);
  const rows = await tx.execute<PlanToExempt>(
    sql`select ${PLAN} from plan_assignments pa where pa.id = ${row.assignmentId}::uuid`,
  );
  const [plan] = rows;
  if (!plan) throw new Error('the plan a request names is always there');
  return plan;
}

/** Writes what the principal decided about a request the caller holds; the old due date of an extension goes with it. */
export async function recordDecision(
  tx: Tx,
  principal: Principal,
  id: string,
  decided: { readonly decision: ExemptionDecision; readonly comment: string; readonly oldDueOn: string | null },
): Promise<void> {
  await tx
    .update(planExemptions)
    .set({ ...decided, decidedBy: principal.accountId, decidedAt: sql`app_now()` })
    .where(and(eq(planExemptions.id, id), isNull(planExemptions.decision)));
}

/**
 * Moves the last day of a plan. With `sinceYearBegan` a plan of a year counts, from now on, everything since the first
 * day of its year, so that what is learnt in the next one is not lost (`counts_from`, as plans of an event have it).
 */
export async function moveDueDate(
  tx: Tx,
  _principal: Principal,
  assignmentId: string,
  to: { readonly dueOn: string; readonly sinceYearBegan: boolean },
): Promise<void> {
  const begin = sql`case when ${to.sinceYearBegan}::boolean
    then coalesce(counts_from, make_date(training_year, 1, 1)::timestamp at time zone ${ORG_ZONE}) else counts_from end`;
  await tx.execute(sql`
    update plan_assignments set due_on = ${to.dueOn}::date, counts_from = ${begin} where id = ${assignmentId}::uuid`);
}

/** What was approved before an instant of some plans; an exemption goes before an extension, the latest before others. */
export function approvedBefore(assignmentId: SQL, until: SQL): SQL {
  return sql`(select json_build_object('kind', e.kind, 'cause', e.cause, 'decidedOn', ${dayOf(sql`e.decided_at`)},
      'newDueOn', e.new_due_on::text, 'oldDueOn', e.old_due_on::text)
    from plan_exemptions e where e.assignment_id = ${assignmentId} and e.decision = 'approved' and e.decided_at < ${until}
    order by e.kind = 'exemption' desc, e.decided_at desc limit 1)`;
}

export type EndedPlan = {
  readonly assignmentId: string;
  readonly planKind: string;
  readonly endedOn: string;
  readonly reason: string;
};

/** Plans of a year of one person that ended unfinished and are owed no more, in the principal's sight. */
export async function listEndedPlans(
  db: Db | Tx,
  principal: Principal,
  personId: string,
  year: number,
): Promise<EndedPlan[]> {
  return db.execute<EndedPlan>(sql`
    select pa.id as "assignmentId", pa.plan_kind as "planKind", ${dayOf(sql`pa.ended_at`)} as "endedOn", pa.ended_reason as reason
    from plan_assignments pa
    where pa.person_id = ${personId}::uuid and pa.training_year = ${year}::int and pa.ended_at is not null
      and not exists (select from plan_completions pc where pc.assignment_id = pa.id)
      and ${personVisibleTo(principal, sql`pa.person_id`)}
    order by pa.ended_at, pa.id`);
}

export type ExemptionNotice = {
  readonly dedupeKey: string;
  readonly title: string;
  readonly body: string;
  readonly href: string;
};

/** Tells everybody who may decide about a request, whoever asked and whose plan it is left out. */
export async function tellDeciders(
  tx: Tx,
  principal: Principal,
  personId: string,
  notice: ExemptionNotice,
): Promise<void> {
  await tx.execute(sql`
    insert into notices (person_id, dedupe_key, title, body, href)
    select distinct a.person_id, ${notice.dedupeKey}, ${notice.title}, ${notice.body}, ${notice.href}
    from accounts a join account_roles r on r.account_id = a.id and r.role in ('hr', 'office')
    where a.status = 'active' and a.person_id is not null and a.person_id <> ${personId}::uuid
      and a.id <> ${principal.accountId}::uuid
    on conflict do nothing`);
}

/** Tells whoever asked, unless that is the person the plan belongs to, who is told besides. */
export async function tellAsker(
  tx: Tx,
  _principal: Principal,
  row: Pick<ExemptionRow, 'requestedBy' | 'personId'>,
  notice: ExemptionNotice,
): Promise<void> {
  await tx.execute(sql`
    insert into notices (person_id, dedupe_key, title, body, href)
    select a.person_id, ${notice.dedupeKey}, ${notice.title}, ${notice.body}, ${notice.href}
    from accounts a where a.id = ${row.requestedBy}::uuid and a.person_id is not null and a.person_id <> ${row.personId}::uuid
    on conflict do nothing`);
}
