import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';
import type { PlanPolicy } from '#domain/policy/plan-policy.ts';
import { isoDate } from '#domain/shared/dates.ts';
import type { CompletionFacts } from '#server/operations/certificates/issue.ts';

export const POLICY: PlanPolicy = {
  planKind: 'annual-all',
  version: 3,
  title: '全员年度保密教育',
  requiredMinutes: 180,
  minutesPerHour: 45,
  requiredLessons: [],
  electiveLessons: [],
  lessonsBeforeExam: false,
  blueprintId: 'annual-all',
  unitOrganisedPercent: 0,
  topicMinutes: {},
  exam: null,
  dueDays: 30,
  dueMonthDay: '12-31',
  reminderDays: [30, 7, 1],
  certificateTitle: '全员年度保密教育培训考核合格证明',
  certificateValidMonths: 12,
  effectiveFromYear: 2025,
  basis: '本单位规定',
};

export type TestPerson = { readonly id: string; readonly name: string; readonly employeeNo: string };

/** An organisation with two departments side by side, and the policy its plans rest on. */
export async function createOrganisation(owner: Sql): Promise<{ north: string; south: string; policyId: string }> {
  await owner`insert into organisation (id, name) values (1, '江东市城市规划研究院')`;
  const [north, south, policyId] = [randomUUID(), randomUUID(), randomUUID()];
  await owner`insert into units (id, code, name, valid_from)
    values (${north}, 'N', '总体规划所', '2020-01-01'), (${south}, 'S', '档案室', '2020-01-01')`;
  await owner`insert into unit_closure (ancestor_id, descendant_id, depth) values (${north}, ${north}, 0), (${south}, ${south}, 0)`;
  await owner`insert into policy_versions (id, plan_kind, version, spec, effective_from_year)
    values (${policyId}, 'annual-all', 3, ${owner.json(POLICY)}, 2025)`;
  return { north, south, policyId };
}

/** A person of the roster since 2020. */
export async function createPerson(owner: Sql, unitId: string, name: string): Promise<TestPerson> {
  const id = randomUUID();
  const employeeNo = `G${id.slice(0, 8).toUpperCase()}`;
  await owner`insert into people (id, employee_no, name, name_pinyin, joined_on) values (${id}, ${employeeNo}, ${name}, 'x', '2020-01-01')`;
  await owner`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
    values (${id}, ${unitId}, 'general', 'in-post', 'staff', '2020-01-01')`;
  return { id, name, employeeNo };
}

/** What completing the annual plan of 2026 on 21 November hands over. */
export async function completionOf(owner: Sql, person: TestPerson, policyId: string): Promise<CompletionFacts> {
  const assignmentId = randomUUID();
  await owner`insert into plan_assignments (id, person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, reason)
    values (${assignmentId}, ${person.id}, 'annual-all', 2026, ${policyId}, 180, '2026-12-31', '试验')`;
  return {
    personId: person.id,
    assignmentId,
    planKind: 'annual-all',
    trainingYear: 2026,
    policy: POLICY,
    countedMinutes: 198,
    attemptId: randomUUID(),
    examTitle: '2026 年度保密知识考试',
    score: 92.5,
    passMark: 80,
    issuedOn: isoDate('2026-11-21'),
  };
}

/** Somebody signed in; with a person it is that person's own account. */
export function principalOf(
  person: TestPerson | null,
  roles: readonly Role[] = [],
  officerUnitIds: readonly string[] = [],
): Principal {
  return {
    accountId: randomUUID(),
    sessionId: randomUUID(),
    employeeNo: person?.employeeNo ?? 'A0001',
    name: person?.name ?? '某甲',
    personId: person?.id ?? null,
    roleClass: 'business',
    roles,
    officerUnitIds,
    mustChangePassword: false,
    requestId: 'test',
    ip: '127.0.0.1',
  };
}
