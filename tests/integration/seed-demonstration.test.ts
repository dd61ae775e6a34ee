import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unsafeOwedPlans } from '#db/dal/plans.ts';
import type { Blueprint } from '#domain/assessment/blueprint.ts';
import { gradePaper } from '#domain/assessment/grade.ts';
import type { ItemKey } from '#domain/assessment/item.ts';
import type { Response } from '#domain/assessment/response.ts';
import { verifyPassword } from '#server/auth/password.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD } from '#server/demonstration/data/accounts.ts';
import { seedDemonstration } from '#server/demonstration/seed.ts';
import { unsafeStandings } from '#server/operations/standing-facts.ts';
import { createSecondDatabase } from '#tests/support/second-database.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

/** An ordinary day late in a year, so that nothing depends on the day on which the tests run. */
const TODAY = '2026-11-22T10:00:00+08:00';

const database = await createTestDatabase();
const second = await createSecondDatabase();
const { db, owner } = database;
const folder = await mkdtemp(join(tmpdir(), 'shoumi-demonstration-'));
process.env.SIGNING_KEY_FILE = join(folder, 'signing.pem');
afterAll(() => rm(folder, { recursive: true, force: true }));

async function clockOf(handle: Sql): Promise<string> {
  const [row] = await handle<{ text: string }[]>`select pg_get_functiondef('app_now()'::regprocedure) as text`;
  return row?.text ?? '';
}

async function countOf(table: string): Promise<number> {
  const [row] = await owner.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table}`);
  return row?.n ?? -1;
}

let clock: string;
let crashed: { error: unknown; people: number; credits: number; clock: string };
let made: Awaited<ReturnType<typeof seedDemonstration>>;

beforeAll(async () => {
  await database.travelTo(TODAY);
  clock = await clockOf(owner);
  await loadContent();
  const crash = (text: string) => {
    if (text.startsWith('2025-09')) throw new Error('the power went');
  };
  const error = await seedDemonstration({ onProgress: crash }).catch((reason: unknown) => reason);
  crashed = {
    error,
    people: await countOf('people'),
    credits: await countOf('study_credits'),
    clock: await clockOf(owner),
  };
  made = await seedDemonstration();
}, 180_000);

test('a crash in the middle leaves no row and the real clock, and the next run seeds', () => {
  expect(crashed).toEqual({ error: new Error('the power went'), people: 0, credits: 0, clock });
  expect(made?.accounts).toEqual(DEMONSTRATION_ACCOUNTS);
});

test('the clock is the one it was before', async () => {
  expect(await clockOf(owner)).toBe(clock);
  const [row] = await owner`select abs(extract(epoch from app_now() - ${TODAY}::timestamptz)) < 600 as close`;
  expect(row?.close).toBe(true);
});

test('all hours of 集中培训 come from a session two people entered and approved, with everybody credited on its list', async () => {
  const [row] = await owner`
    select count(*)::int as rows, count(*) filter (where s.state = 'approved' and s.submitted_by <> s.approved_by
      and s.minutes = h.minutes and s.starts_at = h.occurred_from and n.person_id is not null)::int as sound
    from hours_ledger h left join training_sessions s on s.id::text = h.evidence ->> 'sessionId'
    left join session_attendees n on n.session_id = s.id and n.person_id = h.person_id
    where h.mode in ('session', 'visit')`;
  expect(row?.rows).toBeGreaterThan(100);
  expect(row?.sound).toBe(row?.rows);
  const own = await owner`select 1 from training_sessions s join session_attendees n on n.session_id = s.id
    join accounts a on a.person_id = n.person_id and a.id = s.approved_by`;
  expect(own).toHaveLength(0);
});

test('whoever learns for a case has the time of the plan, in lists as on the page of the case', async () => {
  const rows = await owner`
    select c.due_on::text as due, pa.due_on::text as plan from cases c join plan_assignments pa on pa.case_id = c.id
    where c.closed_at is null and c.state in ('training', 'exam', 'education')`;
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.due).toBe(row.plan);
});

test('a second run changes nothing', async () => {
  const before = await countOf('audit_events');
  expect(await seedDemonstration()).toBeNull();
  expect(await countOf('audit_events')).toBe(before);
});

test('no row is dated in the future, and the audit trail is in the order of time', async () => {
  const columns = await owner<{ table: string; column: string }[]>`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone'
      and (c.table_name, c.column_name) not in (values ('exams', 'closes_at'))`;
  expect(columns.length).toBeGreaterThan(20);
  for (const { table, column } of columns) {
    const [row] = await owner.unsafe<{ late: number }[]>(
      `select count(*)::int as late from "${table}" where "${column}" > app_now()`,
    );
    expect(row?.late, `${table}.${column}`).toBe(0);
  }
  const [dates] = await owner`
    select (select max(joined_on) from people) <= app_now()::date and (select max(valid_from) from person_assignments) <= app_now()::date as past`;
  expect(dates?.past).toBe(true);
  const [audit] = await owner`
    select count(*)::int as backward from (select at, lag(at) over (order by seq_no) as before from audit_events where action <> 'content.load') t
    where at < before`;
  expect(audit?.backward).toBe(0);
});

type Sat = {
  id: string;
  score: number;
  passed: boolean;
  spec: Blueprint;
  items: {
    position: number;
    itemId: string;
    version: number;
    lessonId: string;
    module: string;
    points: number;
    key: ItemKey;
  }[];
  answers: { position: number; response: Response }[] | null;
};

test('every grade is what the stored answers earn', async () => {
  const rows = await owner<Sat[]>`
    select a.id, g.score::float8 as score, g.passed, b.spec || e.rules as spec,
      (select json_agg(json_build_object('position', i.position, 'itemId', i.item_id, 'version', i.item_version,
          'lessonId', v.lesson_id, 'module', v.module, 'points', i.points, 'key', k.key))
        from attempt_items i join item_versions v on v.item_id = i.item_id and v.version = i.item_version
        join item_keys k on k.item_id = i.item_id and k.version = i.item_version where i.attempt_id = a.id) as items,
      (select json_agg(json_build_object('position', n.position, 'response', n.response))
        from attempt_answers n where n.attempt_id = a.id) as answers
    from attempts a join grades g on g.attempt_id = a.id join exams e on e.id = a.exam_id
    join blueprint_versions b on b.blueprint_id = e.blueprint_id and b.version = e.blueprint_version`;
  expect(rows.length).toBe(await countOf('attempts'));
  expect(rows.length).toBeGreaterThan(300);
  for (const { id, score, passed, spec, items, answers } of rows) {
    const responses = new Map((answers ?? []).map(({ position, response }) => [position, response]));
    const again = gradePaper(items, responses, spec.multipleRule, spec.passMark);
    expect({ id, score: again.score, passed: again.passed }).toEqual({ id, score, passed });
  }
});

test('exactly the plans whose rules are met are finished, each with the certificate its exam asks for', async () => {
  const owed = await owner<{ personId: string; year: number }[]>`
    select distinct person_id as "personId", training_year as year from plan_assignments`;
  const wrong: string[] = [];
  for (const { personId, year } of owed) {
    for (const { plan, standing } of await unsafeStandings(db, await unsafeOwedPlans(db, personId, year))) {
      const hasCertificate = plan.certificateId !== null;
      const isRight =
        standing.complete === (plan.completedAt !== null) &&
        hasCertificate === (plan.completedAt !== null && plan.policy.blueprintId !== null);
      if (!isRight) wrong.push(`${plan.planKind} ${year} ${personId}`);
    }
  }
  expect(wrong).toEqual([]);
}, 60_000);

test('E0001 is two hours short, half way through a lesson, before the exam, and was certified last year', async () => {
  const [row] = await owner`
    select pp.required_minutes - pp.counted_minutes as short, pp.exam_state,
      (select count(*)::int from attempts a join exams e on e.id = a.exam_id
        where a.person_id = p.id and e.training_year = 2026) as attempts,
      (select l.position <> '' and l.credited_seconds > 0 and l.completed_at is null
        from open_lessons o join lesson_progress l on l.person_id = o.person_id and l.lesson_id = o.lesson_id
          and l.training_year = o.training_year where o.person_id = p.id) as resumes,
      (select count(*)::int from certificates c join plan_assignments a on a.id = c.assignment_id
        where c.person_id = p.id and a.training_year = 2025) as certificates
    from people p join plan_progress pp on pp.person_id = p.id and pp.training_year = 2026 where p.employee_no = 'E0001'`;
  expect({ ...row }).toEqual({ short: 90, exam_state: 'pending', attempts: 0, resumes: true, certificates: 1 });
});

test('learning time is the sum of its heartbeats, and nobody is credited twice for the same second', async () => {
  const [row] = await owner`
    select
      (select count(*)::int from lesson_progress l where l.round = 1 and l.credited_seconds <> (
        select coalesce(sum(c.credited_seconds), 0) from study_credits c
        where c.person_id = l.person_id and c.lesson_id = l.lesson_id and c.training_year = l.training_year)) as differing,
      (select count(*)::int from (select at - make_interval(secs => credited_seconds) as since,
          lag(at) over (partition by person_id order by at) as before from study_credits) t where since < before) as twice,
      (select count(*)::int from lesson_progress l where l.completed_at is not null and not exists (
        select from hours_ledger h where h.person_id = l.person_id and h.lesson_id = l.lesson_id
          and h.training_year = l.training_year and h.round = l.round and h.mode = 'online')) as without_hours`;
  expect({ ...row }).toEqual({ differing: 0, twice: 0, without_hours: 0 });
});

test('people who entered or left a post owe the plan of the event, with lessons read anew for it', async () => {
  const [row] = await owner`
    select count(distinct plan_kind)::int as kinds, bool_and(counts_from = assigned_at) as from_the_event,
      (select count(*)::int from plan_completions c join plan_assignments a on a.id = c.assignment_id where a.case_id is not null) as done,
      (select count(*)::int from hours_ledger where round > 1) as again,
      (select count(*)::int from plan_assignments where ended_at is not null) as ended
    from plan_assignments where case_id is not null`;
  expect(row?.kinds).toBeGreaterThanOrEqual(2);
  expect(row?.from_the_event).toBe(true);
  expect(row?.done).toBeGreaterThan(3);
  expect(row?.again).toBeGreaterThan(3);
  expect(row?.ended).toBeGreaterThan(0);
});

test('nobody went abroad without the education of the trip, its exam passed before the day, and the report after it', async () => {
  const [row] = await owner`
    select count(*)::int as trips, count(*) filter (where c.state = 'closed')::int as closed,
      count(*) filter (where c.state in ('cleared', 'returned', 'closed') and (pc.certificate_id is null
        or (pc.completed_at at time zone 'Asia/Shanghai')::date > (o.payload ->> 'departOn')::date))::int as unprepared,
      count(*) filter (where c.state = 'closed' and not exists (select from case_transitions r
        where r.case_id = c.id and r.event = 'report-return'))::int as unreported
    from cases c join case_transitions o on o.case_id = c.id and o.seq_no = 1
    left join plan_assignments pa on pa.case_id = c.id and pa.ended_at is null
    left join plan_completions pc on pc.assignment_id = pa.id where c.kind = 'travel'`;
  expect(row).toMatchObject({ unprepared: 0, unreported: 0 });
  expect(row?.closed).toBeGreaterThan(2);
});

test('every question at the end of a lesson was answered right at last, some wrong before, for the review to bring back', async () => {
  const [row] = await owner`
    select count(*) filter (where not correct)::int as wrong,
      count(distinct person_id) filter (where not correct)::int as people,
      (select count(*)::int from (select distinct person_id, item_id from study_answers where not correct
        except select person_id, item_id from study_answers where correct) never) as never_right
    from study_answers where occasion = 'lesson'`;
  expect(row?.never_right).toBe(0);
  expect(row?.wrong).toBeGreaterThan(100);
  expect(row?.people).toBeGreaterThan(50);
});

test('evidence lies inside its training year', async () => {
  const [row] = await owner`
    select (select count(*)::int from study_credits where extract(year from at at time zone 'Asia/Shanghai') <> training_year)
      + (select count(*)::int from hours_ledger where extract(year from occurred_to at time zone 'Asia/Shanghai') <> training_year)
      + (select count(*)::int from attempts a join exams e on e.id = a.exam_id
          where extract(year from a.started_at at time zone 'Asia/Shanghai') <> e.training_year) as outside`;
  expect(row?.outside).toBe(0);
});

test('every account that is shown can be used, and the three administrators are nobody of the roster', async () => {
  for (const { employeeNo, displayName } of DEMONSTRATION_ACCOUNTS) {
    const [account] = await owner<
      { name: string; hash: string; must: boolean; person: string | null; class: string }[]
    >`
      select display_name as name, password_hash as hash, must_change_password as must, person_id as person, role_class as class
      from accounts where employee_no = ${employeeNo} and status = 'active'`;
    expect(account).toMatchObject({ name: displayName, must: false });
    expect(account?.person === null, employeeNo).toBe(account?.class !== 'business');
  }
  const [one] = await owner<{ hash: string; kinds: number }[]>`
    select min(password_hash) as hash, count(distinct password_hash)::int as kinds from accounts`;
  expect(one?.kinds).toBe(1);
  expect(await verifyPassword(one?.hash ?? null, DEMONSTRATION_PASSWORD)).toBe(true);
});

test('the year looks like a year: about two thirds done, some overdue from the last one, some failed', async () => {
  const rows = await owner<{ year: number; share: number; open: number; failed: number }[]>`
    select training_year as year, avg((completed_on is not null)::int)::float8 as share,
      (count(*) filter (where completed_on is null))::int as open, (count(*) filter (where exam_state = 'failed'))::int as failed
    from plan_progress where unit_id is not null group by 1 order by 1`;
  expect(rows.map((row) => row.year)).toEqual([2025, 2026]);
  const [last, current] = rows;
  expect(last?.share).toBeGreaterThan(0.8);
  expect(last?.open).toBeGreaterThan(3);
  expect(current?.share).toBeGreaterThan(0.55);
  expect(current?.share).toBeLessThan(0.72);
  expect(current?.failed).toBeGreaterThan(2);
});

test('the same day gives the same people, papers and grades', async () => {
  await second.travelTo(TODAY);
  await loadContent({ ownerUrl: second.ownerUrl });
  await seedDemonstration({ ownerUrl: second.ownerUrl });
  const digest = async (handle: Sql) => {
    const [row] = await handle`
      select (select md5(string_agg(concat_ws(':', p.employee_no, p.name, e.plan_kind, e.training_year, a.attempt_no, a.seed, g.score), ','
          order by p.employee_no, e.plan_kind, e.training_year, a.attempt_no))
        from grades g join attempts a on a.id = g.attempt_id join exams e on e.id = a.exam_id join people p on p.id = a.person_id) as grades,
        (select md5(string_agg(concat_ws(':', person_id, lesson_id, at, credited_seconds), ',' order by id)) from study_credits) as credits,
        (select count(*)::int from plan_completions) as completions`;
    return { ...row };
  };
  expect(await digest(second.owner)).toEqual(await digest(owner));
}, 120_000);
