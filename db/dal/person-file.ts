import { sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { LedgerMode } from '../../domain/hours/ledger.ts';
import type { Category, EmploymentForm, LifeState, PersonFlag } from '../../domain/people/types.ts';
import type { PlanKind } from '../../domain/policy/plan-policy.ts';
import type { Db, Tx } from '../client.ts';
import { ORG_TODAY } from './org-clock.ts';
import { personVisibleTo } from './scopes.ts';
import { isoText } from './sql-text.ts';

export type PersonHead = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly joinedOn: string;
  readonly leftOn: string | null;
};

/** @returns null alike for nobody and for somebody out of the principal's sight. */
export async function findPersonHead(db: Db | Tx, principal: Principal, personId: string): Promise<PersonHead | null> {
  const rows = await db.execute<PersonHead>(sql`
    select p.id as "personId", p.name, p.employee_no as "employeeNo", p.joined_on::text as "joinedOn", p.left_on::text as "leftOn"
    from people p where p.id = ${personId}::uuid and ${personVisibleTo(principal, sql`p.id`)}`);
  return rows[0] ?? null;
}

export type PostRow = {
  readonly id: string;
  readonly unitPath: string;
  readonly category: Category;
  readonly lifeState: LifeState;
  readonly employmentForm: EmploymentForm;
  readonly flags: readonly PersonFlag[];
  readonly title: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly isCurrent: boolean;
};

/** Units, categories and posts of a person, latest first. */
export async function listPosts(db: Db | Tx, principal: Principal, personId: string): Promise<PostRow[]> {
  return db.execute<PostRow>(sql`
    select a.id, a.category, a.life_state as "lifeState", a.employment_form as "employmentForm", a.flags, a.title,
      a.valid_from::text as "validFrom", a.valid_to::text as "validTo",
      (a.valid_from <= ${ORG_TODAY} and (a.valid_to is null or a.valid_to > ${ORG_TODAY})) as "isCurrent",
      (select string_agg(u.name, ' / ' order by c.depth desc) from unit_closure c join units u on u.id = c.ancestor_id
        where c.descendant_id = a.unit_id) as "unitPath"
    from person_assignments a
    where a.person_id = ${personId}::uuid and ${personVisibleTo(principal, sql`a.person_id`)} order by a.valid_from desc`);
}

export type LedgerLineRow = {
  readonly id: string;
  readonly trainingYear: number;
  readonly title: string;
  readonly minutes: number;
  readonly mode: LedgerMode;
  readonly lessonId: string | null;
  readonly lessonVersion: number | null;
  readonly topics: readonly string[];
  readonly reason: string;
  readonly reversesId: string | null;
  readonly occurredTo: string;
};

/** Every row of the hours ledger of a person, latest first, corrections included. */
export async function listLedgerOf(db: Db | Tx, principal: Principal, personId: string): Promise<LedgerLineRow[]> {
  return db.execute<LedgerLineRow>(sql`
    select h.id, h.training_year as "trainingYear", h.title, h.minutes, h.mode, h.lesson_id as "lessonId",
      h.lesson_version as "lessonVersion", h.topics, h.reason, h.reverses_id as "reversesId", ${isoText(sql`h.occurred_to`)} as "occurredTo"
    from hours_ledger h
    where h.person_id = ${personId}::uuid and ${personVisibleTo(principal, sql`h.person_id`)}
    order by h.occurred_to desc, h.id`);
}

export type AttemptLine = {
  readonly id: string;
  readonly examTitle: string;
  readonly trainingYear: number;
  readonly attemptNo: number;
  readonly state: 'open' | 'submitted' | 'graded' | 'void';
  readonly startedAt: string;
  readonly closedAt: string | null;
  readonly score: number | null;
  readonly maxScore: number | null;
  readonly passed: boolean | null;
};

/** Every attempt of a person with its latest grade, latest first. Never a paper, an answer or a key. */
export async function listAttemptsOf(db: Db | Tx, principal: Principal, personId: string): Promise<AttemptLine[]> {
  return db.execute<AttemptLine>(sql`
    select a.id, x.title as "examTitle", x.training_year as "trainingYear", a.attempt_no as "attemptNo", a.state,
      ${isoText(sql`a.started_at`)} as "startedAt", ${isoText(sql`a.closed_at`)} as "closedAt", g.score::float8 as score,
      g.max_score::float8 as "maxScore", g.passed
    from attempts a join exams x on x.id = a.exam_id
    left join lateral (select score, max_score, passed from grades where attempt_id = a.id order by grade_no desc limit 1) g on true
    where a.person_id = ${personId}::uuid and ${personVisibleTo(principal, sql`a.person_id`)}
    order by a.started_at desc`);
}

export type CertificateLine = {
  readonly id: string;
  readonly serial: string;
  readonly planKind: PlanKind;
  readonly trainingYear: number;
  readonly issuedAt: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly state: 'valid' | 'expired' | 'revoked' | 'superseded';
};

/** Every certificate of a person, latest first; what an event ended keeps standing with that state. */
export async function listCertificatesOf(
  db: Db | Tx,
  principal: Principal,
  personId: string,
): Promise<CertificateLine[]> {
  return db.execute<CertificateLine>(sql`
    select c.id, c.serial, pa.plan_kind as "planKind", pa.training_year as "trainingYear", ${isoText(sql`c.issued_at`)} as "issuedAt",
      c.issued_on::text as "issuedOn", c.valid_until::text as "validUntil",
      coalesce((select e.kind from certificate_events e where e.certificate_id = c.id order by e.kind limit 1),
        case when c.valid_until < ${ORG_TODAY} then 'expired' else 'valid' end) as state
    from certificates c join plan_assignments pa on pa.id = c.assignment_id
    where c.person_id = ${personId}::uuid and ${personVisibleTo(principal, sql`c.person_id`)} order by c.issued_at desc`);
}

export type PlanLine = {
  readonly assignmentId: string;
  readonly planKind: PlanKind;
  readonly trainingYear: number;
  readonly dueOn: string;
  readonly assignedAt: string;
  readonly completedAt: string | null;
  readonly countedMinutes: number | null;
};

/** Every plan a person has been given, latest year first. */
export async function listPlansOf(db: Db | Tx, principal: Principal, personId: string): Promise<PlanLine[]> {
  return db.execute<PlanLine>(sql`
    select pa.id as "assignmentId", pa.plan_kind as "planKind", pa.training_year as "trainingYear", pa.due_on::text as "dueOn",
      ${isoText(sql`pa.assigned_at`)} as "assignedAt", ${isoText(sql`pc.completed_at`)} as "completedAt", pc.counted_minutes as "countedMinutes"
    from plan_assignments pa left join plan_completions pc on pc.assignment_id = pa.id
    where pa.person_id = ${personId}::uuid and ${personVisibleTo(principal, sql`pa.person_id`)}
    order by pa.training_year desc, pa.plan_kind`);
}
