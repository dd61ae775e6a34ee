import { HR } from './people.mjs';

const YEARS = 5;

/** Five years of finished, running and missed plans for everybody, straight into the stored progress. */
async function fillYears(sql, count) {
  await sql.begin(async (tx) => {
    await tx`create temporary table many on commit drop as
      select n, gen_random_uuid() as id, (array(select id from units where code like 'L_' order by code))[1 + n % 10] as unit_id
      from generate_series(1, ${count}::int) n`;
    await tx`insert into people (id, employee_no, name, name_pinyin, joined_on) select id, 'M' || lpad(n::text, 7, '0'), '职工' || n, 'zhigong', '2015-01-01' from many`;
    await tx`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
      select id, unit_id, 'none', 'ordinary', 'staff', '2015-01-01' from many`;
    await tx`insert into plan_assignments (person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, reason)
      select m.id, p.plan_kind, y, p.id, (p.spec ->> 'requiredMinutes')::int, make_date(y, 12, 31), '年度教育'
      from many m, (select * from policy_versions where plan_kind = 'annual-all' order by version desc limit 1) p,
        generate_series(extract(year from app_now())::int - ${YEARS - 1}::int, extract(year from app_now())::int) y`;
    await tx`insert into plan_progress (assignment_id, person_id, plan_kind, training_year, unit_id, category, required_minutes,
        minutes_per_hour, counted_minutes, exam_state, assigned_on, completed_on, due_on)
      select a.id, a.person_id, a.plan_kind, a.training_year, m.unit_id, 'none', a.required_minutes, 45,
        case when m.n % 3 = 0 then m.n % a.required_minutes else a.required_minutes end,
        case when m.n % 3 = 0 then 'none' else 'passed' end, make_date(a.training_year, 1, 5),
        case when m.n % 3 = 0 then null else make_date(a.training_year, 1 + m.n % 11, 15) end, a.due_on
      from plan_assignments a join many m on m.id = a.person_id`;
  });
  await sql.unsafe('vacuum analyze plan_progress');
  await sql.unsafe('analyze');
}

/** The dashboard of 人事 over many people and five years. */
export async function measureDashboard({ driver, product, people: count }) {
  await fillYears(product.sql, count);
  const job = { kind: 'reads', port: product.port, path: '/hr', clients: 2, person: HR };
  await driver.run({ ...job, count: 3 });
  const ran = await driver.run({ ...job, count: 25 });
  return [
    {
      what: `人事看板首字节，${count} 人 ${YEARS} 年`,
      figure: `p95 ${ran.p95.toFixed(0)} ms`,
      detail: `p50 ${ran.p50.toFixed(0)} ms${ran.errors.length ? `；错误 ${ran.errors.join('，')}` : ''}`,
      budget: 'p95 ≤ 200 ms',
      holds: ran.count > 0 && ran.p95 <= 200,
    },
  ];
}
