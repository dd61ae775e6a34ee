import { sql } from 'drizzle-orm';
import type {
  CertificateFact,
  CoolingOffFact,
  PlanFact,
  PostFact,
  ReviewFact,
  StepFact,
  TripFact,
  ViolationFact,
  VisitFact,
} from '../../domain/reminders/facts.ts';
import { FORGET_DAYS } from '../../domain/reminders/thresholds.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_TODAY, ORG_ZONE } from './org-clock.ts';
import { type ReviewMonths, reviewDue } from './review-due.ts';

/** Longest that any rule may ask to be reminded ahead (`PlanPolicy.reminderDays`). */
const AHEAD_DAYS = 120;

/** A date near enough for somebody to be told of it. */
const isNear = (column: string) =>
  sql`(${sql.raw(column)} between ${ORG_TODAY} - ${FORGET_DAYS}::int and ${ORG_TODAY} + ${AHEAD_DAYS}::int)`;

/** Of a case in the 脱密期. */
const COOLING_OFF = sql`(c.kind = 'exit' and c.state in ('cooling-off', 'entrusted') and c.closed_at is null and c.ends_on is not null)`;

/** Unfinished plans whose due date is near, in the order of their ids; the next page begins after the last id. */
export async function unsafePlanFacts(db: Db | Tx, after: string, limit: number): Promise<PlanFact[]> {
  const rows = await db.execute<Omit<PlanFact, 'kind' | 'isOpen'>>(sql`
    select s.assignment_id as "assignmentId", s.person_id as "personId", s.unit_id as "unitId", s.plan_kind as "planKind",
      s.due_on::text as "dueOn", coalesce(v.spec -> 'reminderDays', '[30, 7, 1]') as "reminderDays"
    from plan_progress s
    join plan_assignments pa on pa.id = s.assignment_id
    join policy_versions v on v.id = pa.policy_version_id
    where s.assignment_id > ${after}::uuid and s.completed_on is null and not s.is_exempt and pa.ended_at is null
      and s.unit_id is not null and ${isNear('s.due_on')}
    order by s.assignment_id limit ${limit}::int`);
  return rows.map((row) => ({ ...row, kind: 'plan', isOpen: true }));
}

/**
 * Open cases that wait for somebody. Where waiting is what the state is for – a trip that was allowed, a 脱密期, the
 * report of a violation with its own clock – the case is left out, unless something has been proposed in it since.
 */
export async function unsafeStepFacts(db: Db | Tx): Promise<StepFact[]> {
  const rows = await db.execute<Omit<StepFact, 'kind' | 'isOpen'>>(sql`
    select c.id as "caseId", c.no, c.kind as "caseKind", c.person_id as "personId", c.unit_id as "unitId", c.turn,
      (w.since at time zone ${ORG_ZONE})::date::text as since, w.stay::text as stay,
      array(select t.actor_account_id::text from case_transitions t
        where t.case_id = c.id and t.round = c.round and t.is_opinion) as spoken
    from cases c
    cross join lateral (
      select t.at as since, t.seq_no as stay from case_transitions t
      where t.case_id = c.id and (t.from_state <> t.to_state or t.seq_no = 1 or ${COOLING_OFF})
      order by t.seq_no desc limit 1) w
    where c.closed_at is null and cardinality(c.turn) > 0
      and not (c.kind = 'travel' and c.state = 'cleared') and not (c.kind = 'violation' and c.state = 'discovered')
    order by c.id`);
  return rows.map((row) => ({ ...row, kind: 'step', isOpen: true }));
}

export async function unsafeReviewFacts(db: Db | Tx, months: ReviewMonths): Promise<ReviewFact[]> {
  const rows = await db.execute<Omit<ReviewFact, 'kind' | 'isOpen'>>(sql`
    select d.person_id as "personId", d.unit_id as "unitId", d.due_on::text as "dueOn"
    from ${reviewDue(months)} d where ${isNear('d.due_on')} order by d.person_id`);
  return rows.map((row) => ({ ...row, kind: 'review', isOpen: true }));
}

/** Certificates in force that end soon and that no later one of the same plan has followed. */
export async function unsafeCertificateFacts(db: Db | Tx): Promise<CertificateFact[]> {
  const rows = await db.execute<Omit<CertificateFact, 'kind' | 'isOpen'>>(sql`
    select s.assignment_id as "certificateOf", s.person_id as "personId", s.certificate_until::text as "validUntil"
    from plan_progress s
    where s.certificate_until between ${ORG_TODAY} and ${ORG_TODAY} + ${AHEAD_DAYS}::int and s.unit_id is not null
    order by s.assignment_id`);
  return rows.map((row) => ({ ...row, kind: 'certificate', isOpen: true }));
}

export async function unsafeCoolingOffFacts(db: Db | Tx): Promise<CoolingOffFact[]> {
  const rows = await db.execute<Omit<CoolingOffFact, 'kind' | 'isOpen'>>(sql`
    select c.id as "caseId", c.no, c.person_id as "personId", c.ends_on::text as "endsOn"
    from cases c where ${COOLING_OFF} and ${isNear('c.ends_on')} order by c.id`);
  return rows.map((row) => ({ ...row, kind: 'cooling-off', isOpen: true }));
}

/** Trips that were allowed and have not been reported on, from the day after the planned return. */
export async function unsafeTripFacts(db: Db | Tx): Promise<TripFact[]> {
  const rows = await db.execute<Omit<TripFact, 'kind' | 'isOpen'>>(sql`
    select c.id as "caseId", c.no, c.person_id as "personId", c.ends_on::text as "returnOn"
    from cases c where c.kind = 'travel' and c.state = 'cleared' and c.closed_at is null and c.ends_on < ${ORG_TODAY}
    order by c.id`);
  return rows.map((row) => ({ ...row, kind: 'trip', isOpen: true }));
}

/** The last 回访 of every running 脱密期; before the first the day it began. */
export async function unsafeVisitFacts(db: Db | Tx): Promise<VisitFact[]> {
  const rows = await db.execute<Omit<VisitFact, 'kind' | 'isOpen'>>(sql`
    select c.id as "caseId", c.no, c.person_id as "personId", c.unit_id as "unitId", c.ends_on::text as "endsOn",
      v.last_on as "lastOn"
    from cases c
    cross join lateral (
      select coalesce(max(t.payload ->> 'visitedOn') filter (where t.event = 'record-visit'),
        (array_agg(t.payload ->> 'startsOn' order by t.seq_no desc) filter (where t.event = 'propose-period'))[1]) as last_on
      from case_transitions t where t.case_id = c.id) v
    where ${COOLING_OFF} and v.last_on is not null order by c.id`);
  return rows.map((row) => ({ ...row, kind: 'visit', isOpen: true }));
}

export async function unsafePostFacts(db: Db | Tx): Promise<PostFact[]> {
  const rows = await db.execute<Omit<PostFact, 'kind' | 'isOpen'>>(sql`
    select o.id as "postId", o.code, o.unit_id as "unitId", o.review_on::text as "reviewOn"
    from posts o where o.status = 'active' and ${isNear('o.review_on')} order by o.id`);
  return rows.map((row) => ({ ...row, kind: 'post', isOpen: true }));
}

/** Violations that have not been reported, with the instant of their discovery. */
export async function unsafeViolationFacts(db: Db | Tx): Promise<ViolationFact[]> {
  const rows = await db.execute<{ caseId: string; no: string; personId: string | null; discoveredAt: string }>(sql`
    select c.id as "caseId", c.no, c.person_id as "personId", t.payload ->> 'discoveredAt' as "discoveredAt"
    from cases c join case_transitions t on t.case_id = c.id and t.seq_no = 1
    where c.kind = 'violation' and c.state = 'discovered' and c.closed_at is null order by c.id`);
  return rows.map((row) => ({ ...row, discoveredAt: new Date(row.discoveredAt), isOpen: true }));
}
