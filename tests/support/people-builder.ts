import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';

/** Builds an organisation for tests row by row, through the owner's handle; every helper returns the id it made. */
export type PeopleBuilder = ReturnType<typeof peopleBuilder>;

export type NewPerson = {
  readonly name: string;
  readonly unit: string;
  readonly employeeNo?: string;
  readonly pinyin?: string;
  readonly category?: 'none' | 'general' | 'important' | 'core';
  readonly from?: string;
};

export type NewPlan = {
  readonly kind?: 'annual-all' | 'annual-classified' | 'entry-general';
  readonly year?: number;
  readonly dueOn?: string;
  readonly assignedAt?: string;
};

const LESSONS = { requiredLessons: ['a', 'b'], electiveLessons: ['c'] };

export function peopleBuilder(owner: Sql) {
  let next = 1;

  async function organisation(name: string): Promise<void> {
    await owner`insert into organisation (name) values (${name})`;
  }

  async function unit(code: string, name: string, parent: string | null = null): Promise<string> {
    const id = randomUUID();
    await owner`insert into units (id, code, name, parent_id, valid_from) values (${id}, ${code}, ${name}, ${parent}, '2020-01-01')`;
    await owner`insert into unit_closure select ${id}, ${id}, 0`;
    if (parent)
      await owner`insert into unit_closure select ancestor_id, ${id}, depth + 1 from unit_closure where descendant_id = ${parent}`;
    return id;
  }

  async function policy(kind: string, blueprintId: string | null): Promise<void> {
    const spec = {
      planKind: kind,
      minutesPerHour: 45,
      requiredMinutes: 180,
      blueprintId,
      title: kind,
      basis: '',
      ...LESSONS,
    };
    await owner`insert into policy_versions (plan_kind, version, spec, effective_from_year) values (${kind}, 1, ${owner.json(spec)}, 2020)`;
  }

  async function person({
    name,
    unit: unitId,
    employeeNo,
    pinyin = '',
    category = 'none',
    from = '2020-01-01',
  }: NewPerson): Promise<string> {
    const id = randomUUID();
    const number = employeeNo ?? `P${String(next++).padStart(4, '0')}`;
    await owner`insert into people (id, employee_no, name, name_pinyin, joined_on) values (${id}, ${number}, ${name}, ${pinyin}, ${from})`;
    await owner`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
      values (${id}, ${unitId}, ${category}, 'ordinary', 'staff', ${from})`;
    return id;
  }

  async function move(personId: string, unitId: string, on: string): Promise<void> {
    const [old] = await owner<{ category: string }[]>`
      update person_assignments set valid_to = ${on} where person_id = ${personId} and valid_to is null returning category`;
    await owner`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
      values (${personId}, ${unitId}, ${old?.category ?? 'none'}, 'ordinary', 'staff', ${on})`;
  }

  async function plan(
    personId: string,
    {
      kind = 'annual-all',
      year = 2026,
      dueOn = '2026-12-31',
      assignedAt = `${year}-01-05T09:00:00+08:00`,
    }: NewPlan = {},
  ): Promise<string> {
    const id = randomUUID();
    await owner`insert into plan_assignments (id, person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, assigned_at, reason)
      select ${id}, ${personId}, ${kind}, ${year}, id, 180, ${dueOn}, ${assignedAt}, '' from policy_versions where plan_kind = ${kind}`;
    return id;
  }

  async function hours(personId: string, minutes: number, at: string, lessonId: string | null = null): Promise<string> {
    const id = randomUUID();
    const mode = lessonId ? 'online' : 'session';
    await owner`insert into hours_ledger (id, person_id, training_year, minutes, mode, lesson_id, lesson_version, title, occurred_from, occurred_to, created_at)
      values (${id}, ${personId}, ${Number(at.slice(0, 4))}, ${minutes}, ${mode}, ${lessonId}, 1, '课', ${at}, ${at}, ${at})`;
    return id;
  }

  async function correct(ledgerId: string, minutes: number, at: string): Promise<void> {
    await owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, occurred_from, occurred_to, reverses_id, reason, created_at)
      select person_id, training_year, ${-minutes}, 'correction', title, ${at}, ${at}, id, '更正', ${at} from hours_ledger where id = ${ledgerId}`;
  }

  async function exam(kind: string, year: number): Promise<string> {
    const id = randomUUID();
    await owner`insert into blueprint_versions (blueprint_id, version, spec, content_hash, is_current)
      values (${kind}, 1, ${owner.json({ passMark: 60, attemptsMax: 3 })}, '', true) on conflict do nothing`;
    await owner`insert into exams (id, title, plan_kind, training_year, blueprint_id, blueprint_version, opens_at, closes_at)
      values (${id}, ${`${year} 年度考试`}, ${kind}, ${year}, ${kind}, 1, ${`${year}-01-01`}, ${`${year}-12-31`})`;
    return id;
  }

  async function sit(
    examId: string,
    personId: string,
    attemptNo: number,
    passed: boolean,
    at: string,
  ): Promise<string> {
    const id = randomUUID();
    await owner`insert into attempts (id, exam_id, person_id, attempt_no, state, seed, bank_hash, started_at, deadline_at, holder_session_id, closed_at, closed_by)
      values (${id}, ${examId}, ${personId}, ${attemptNo}, 'graded', '', '', ${at}, ${at}, ${randomUUID()}, ${at}, 'candidate')`;
    await owner`insert into grades (attempt_id, grade_no, score, max_score, passed, detail, graded_at)
      values (${id}, 1, ${passed ? 90 : 40}, 100, ${passed}, '{}', ${at})`;
    return id;
  }

  async function complete(assignmentId: string, attemptId: string, at: string, validUntil: string): Promise<string> {
    const certificateId = randomUUID();
    await owner`insert into certificates (id, serial, person_id, assignment_id, verify_code, payload, signature, key_id, issued_on, valid_until, issued_at)
      select ${certificateId}, ${certificateId}, person_id, id, ${certificateId}, '{}', '\\x00', 'k', ${at}::timestamptz::date, ${validUntil}, ${at}
      from plan_assignments where id = ${assignmentId}`;
    await owner`insert into plan_completions (assignment_id, completed_at, counted_minutes, attempt_id, certificate_id)
      values (${assignmentId}, ${at}, 180, ${attemptId}, ${certificateId})`;
    return certificateId;
  }

  async function account(personId: string | null, employeeNo: string): Promise<string> {
    const id = randomUUID();
    await owner`insert into accounts (id, employee_no, display_name, person_id) values (${id}, ${employeeNo}, ${employeeNo}, ${personId})`;
    return id;
  }

  return { organisation, unit, policy, person, move, plan, hours, correct, exam, sit, complete, account };
}

/** Somebody asking, with the roles given. */
export function principalWith(roles: readonly Role[], more: Partial<Principal> = {}): Principal {
  return {
    accountId: randomUUID(),
    sessionId: randomUUID(),
    employeeNo: 'X',
    name: '测试人',
    personId: null,
    roleClass: 'business',
    roles,
    officerUnitIds: [],
    mustChangePassword: false,
    requestId: 'test',
    ip: '',
    ...more,
  };
}
