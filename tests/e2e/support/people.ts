import { randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Role } from '#domain/access/roles.ts';
import { newToken, tokenHash } from '#server/auth/token.ts';

export const DEMO_PASSWORD = 'Jianglan-2026-demo';

export type Employee = {
  readonly employeeNo: string;
  readonly name: string;
  readonly personId: string;
  readonly accountId: string;
  /** The training year of the plan owed. */
  readonly year: number;
  readonly assignmentId: string;
};

/** The demonstration account that holds a role and nothing else; `null` for an employee without any. */
export async function demoAccount(owner: Sql, role: Role | null): Promise<{ employeeNo: string; name: string }> {
  const [row] = await owner<{ employeeNo: string; name: string }[]>`
    select a.employee_no as "employeeNo", a.display_name as name from accounts a
    where a.status = 'active' and not a.must_change_password and a.password_hash is not null
      and coalesce((select array_agg(r.role) from account_roles r where r.account_id = a.id), '{}') = ${role ? [role] : []}
      and a.employee_no not like 'E2E%'
    order by ${role !== null} and a.employee_no like 'E%', a.created_at, a.employee_no limit 1`;
  if (!row) throw new Error(`the demonstration organisation has no account for ${role ?? 'an employee'}`);
  return row;
}

/** A new person with an account, the demonstration password and this year's plan, in the unit most people are in. */
export async function newEmployee(owner: Sql): Promise<Employee> {
  const employeeNo = `E2E${randomBytes(4).toString('hex').toUpperCase()}`;
  const name = `测${String.fromCodePoint(0x4e00 + (randomBytes(2).readUInt16BE() % 2000))}安`;
  const [personId, accountId, assignmentId] = [randomUUID(), randomUUID(), randomUUID()];
  const [now] = await owner<
    { year: number }[]
  >`select extract(year from app_now() at time zone 'Asia/Shanghai')::int as year`;
  const year = now?.year ?? 0;
  await owner.begin(async (tx) => {
    await tx`insert into people (id, employee_no, name, name_pinyin, joined_on)
      values (${personId}, ${employeeNo}, ${name}, 'ceshi cs', '2020-01-01')`;
    await tx`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
      select ${personId}, unit_id, 'none', 'ordinary', 'staff', '2020-01-01' from person_assignments
      where valid_to is null group by unit_id order by count(*) desc, unit_id limit 1`;
    await tx`insert into accounts (id, employee_no, display_name, person_id, password_hash, password_set_at)
      select ${accountId}, ${employeeNo}, ${name}, ${personId}, password_hash, app_now() from accounts
      where employee_no = ${(await demoAccount(owner, null)).employeeNo}`;
    await tx`insert into plan_assignments (id, person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, reason)
      select ${assignmentId}, ${personId}, plan_kind, ${year}, id, (spec ->> 'requiredMinutes')::int, make_date(${year}, 12, 31), '年度教育'
      from policy_versions where plan_kind = 'annual-all' order by version desc limit 1`;
  });
  return { employeeNo, name, personId, accountId, year, assignmentId };
}

/** A live session of an account; the value of the session cookie. */
export async function newSession(owner: Sql, accountId: string): Promise<string> {
  const token = newToken();
  await owner`insert into sessions (token_hash, account_id, session_version, idle_seconds, expires_at)
    select ${tokenHash(token)}, id, session_version, 43200, app_now() + interval '12 hours' from accounts where id = ${accountId}`;
  return token;
}

/** Everything the plan demands but the exam: all lessons done, and the hours of a course day. */
export async function finishStudies(owner: Sql, who: Employee): Promise<void> {
  await owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, is_unit_organised, occurred_from, occurred_to)
    select ${who.personId}, ${who.year}, required_minutes, 'session', '集中培训', true, app_now(), app_now()
    from plan_assignments where id = ${who.assignmentId}`;
  await owner`insert into lesson_progress (person_id, lesson_id, training_year, lesson_version, completed_at)
    select ${who.personId}, lesson_id, ${who.year}, version, app_now() from lesson_versions where is_current
    on conflict (person_id, lesson_id, training_year) do update set completed_at = excluded.completed_at`;
  await owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, title, occurred_from, occurred_to)
    select ${who.personId}, ${who.year}, planned_minutes, 'online', lesson_id, version, title, app_now(), app_now()
    from lesson_versions where is_current on conflict do nothing`;
}
