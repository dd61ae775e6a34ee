/** The session token of the n-th person of a load run; of the form the product's own tokens have. */
export const tokenOf = (n) => `load${String(n).padStart(39, '0')}`;
export const cookieOf = (n) => `shoumi-session=${tokenOf(n)}`;
export const employeeNoOf = (n) => `L${String(n).padStart(7, '0')}`;

/** The session of somebody from 人事. */
export const HR = 0;

/**
 * People number 1 to `count` in ten units, each with an account, a live session and this year's plan; number 0 is of
 * 人事. @returns the exam they owe and a lesson they may read.
 */
export async function makePeople(sql, count, passwordHash = null) {
  await sql`insert into organisation (name) values ('江澜市发展研究院') on conflict do nothing`;
  await sql`insert into units (code, name, valid_from) select 'L' || n, '第' || n || '处', '2020-01-01' from generate_series(0, 9) n`;
  await sql`insert into unit_closure select id, id, 0 from units where code like 'L_'`;
  await sql.begin(async (tx) => {
    await tx`create temporary table load on commit drop as
      select n, gen_random_uuid() as person_id, gen_random_uuid() as account_id, 'L' || lpad(n::text, 7, '0') as no
      from generate_series(0, ${count}::int) n`;
    await tx`insert into people (id, employee_no, name, name_pinyin, joined_on)
      select person_id, no, '学员' || n, 'xueyuan', '2020-01-01' from load`;
    await tx`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
      select l.person_id, u.id, 'none', 'ordinary', 'staff', '2020-01-01' from load l join units u on u.code = 'L' || (l.n % 10)`;
    await tx`insert into accounts (id, employee_no, display_name, person_id, password_hash, password_set_at)
      select account_id, no, '学员' || n, person_id, ${passwordHash}::text, app_now() from load`;
    await tx`insert into account_roles (account_id, role, role_class) select account_id, 'hr', 'business' from load where n = ${HR}`;
    await tx`insert into sessions (token_hash, account_id, session_version, idle_seconds, expires_at)
      select sha256(convert_to('load' || lpad(n::text, 39, '0'), 'UTF8')), account_id, 1, 43200, app_now() + interval '12 hours' from load`;
    await tx`insert into plan_assignments (person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, reason)
      select l.person_id, p.plan_kind, y.year, p.id, (p.spec ->> 'requiredMinutes')::int, make_date(y.year, 12, 31), '年度教育'
      from load l, (select extract(year from app_now() at time zone 'Asia/Shanghai')::int as year) y,
        (select * from policy_versions where plan_kind = 'annual-all' order by version desc limit 1) p`;
  });
  await sql.unsafe('analyze');
  const [row] =
    await sql`select e.id as "examId", (select min(lesson_id) from lesson_versions where is_current) as "lessonId"
    from exams e where e.plan_kind = 'annual-all' and e.training_year = extract(year from app_now() at time zone 'Asia/Shanghai')`;
  return row;
}
