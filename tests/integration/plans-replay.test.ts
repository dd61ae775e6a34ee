import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import { progressFromRecords } from '#db/dal/dashboard-source.ts';
import { ORG_TODAY } from '#db/dal/org-clock.ts';
import type { PlanKind, PlanPolicy } from '#domain/policy/plan-policy.ts';
import { intBelow, rngFrom, shuffled } from '#domain/shared/rng.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { contentRoot, readContent } from '#server/content/read-content.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { assignPlans } from '#server/jobs/assign-plans.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { verdictsOf } from '#tests/support/plan-oracle.ts';
import { planReplay } from '#tests/support/plan-replay.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

/** Two of them leap years; New Year of the zone is at 16:00 UTC of 31 December. */
const YEARS = [2024, 2025, 2026, 2027, 2028] as const;
const PEOPLE = 12;
const EVENTS: readonly PlanKind[] = ['entry-general', 'entry-important', 'exit', 'meeting'];
const EXAMS: readonly PlanKind[] = ['annual-all', 'annual-all', 'annual-classified', ...EVENTS];

const world = await createTestDatabase();
const { owner } = world;
const rng = rngFrom('five years of an organisation');
const replay = planReplay(world, rng);
const { content: all } = readContent(contentRoot());
/** Few enough that people get through most of them. */
const lessons = [...all.lessons.keys()].slice(0, 14);
const people: string[] = [];

/** Plans small enough to be finished now and then by people who read at random. */
function smallPolicies(): Map<PlanKind, PlanPolicy> {
  const size: Partial<Record<PlanKind, number>> = { 'annual-all': 4, 'annual-classified': 5, meeting: 1 };
  return new Map(
    [...all.policies].map(([kind, policy]) => {
      const count = size[kind] ?? 2;
      const requiredMinutes = kind.startsWith('annual') ? 75 : 20;
      const own = { requiredLessons: lessons.slice(0, count), electiveLessons: lessons.slice(count) };
      return [kind, { ...policy, ...own, requiredMinutes, effectiveFromYear: 2020 }] as const;
    }),
  );
}

type Happening = { readonly at: number; readonly run: () => Promise<unknown> };

/** Puts one person's year on the calendar; instants are random minutes of it. */
function yearOf(personId: string, year: number): Happening[] {
  const start = Date.parse(`${year}-01-01T02:00:00+08:00`);
  const end = Date.parse(`${year + 1}-01-01T00:00:00+08:00`);
  const any = () => start + 60_000 * intBelow(rng, Math.floor((end - start) / 60_000) - 1);
  const often = (share: number, run: () => Promise<unknown>): Happening[] =>
    rng() < share ? [{ at: any(), run }] : [];
  const classified = {
    category: replay.pick(['general', 'important', 'core'] as const),
    lifeState: 'in-post',
  } as const;
  return [
    ...shuffled(rng, lessons)
      .slice(0, 9 + intBelow(rng, 6))
      .map((lesson) => ({ at: any(), run: () => replay.read(personId, lesson) })),
    ...Array.from({ length: 3 }, () => {
      const [kind, isPassed] = [replay.pick(EXAMS), rng() < 0.75];
      return { at: any(), run: () => replay.sit(personId, kind, isPassed) };
    }),
    ...often(0.4, () => replay.correct(personId)),
    ...often(0.15, () => replay.regrade(personId)),
    ...often(0.3, () => replay.become(personId, classified)),
    ...often(0.2, () => replay.become(personId, { category: 'none', lifeState: 'cooling-off' })),
    ...often(0.2, () => replay.become(personId, { unit: replay.pick(units) })),
    ...often(0.05, () => replay.leave(personId)),
    ...often(0.15, () => replay.endEvent(personId)),
    ...EVENTS.flatMap((kind) => {
      // The event, and most of what it asks for soon after, often beyond New Year.
      const at = any();
      if (rng() > 0.2) return [];
      const soon = () => at + 60_000 * (1 + intBelow(rng, 40 * 24 * 60));
      return [
        { at, run: () => replay.startEvent(personId, kind) },
        ...lessons.slice(0, 3).map((lesson) => ({ at: soon(), run: () => replay.read(personId, lesson) })),
        { at: soon(), run: () => replay.sit(personId, kind, rng() < 0.8) },
      ];
    }),
  ];
}

function meetingsOf(year: number): Happening[] {
  const topics = [['保密形势任务'], ['保密违法案例警示', '保密技术防范'], []];
  return [2, 6, 11].map((month) => ({
    at:
      Date.parse(`${year}-${String(month).padStart(2, '0')}-03T10:00:00+08:00`) + 60_000 * intBelow(rng, 60 * 24 * 20),
    run: () =>
      replay.meet(
        people.filter(() => rng() < 0.6),
        intBelow(rng, 60),
        30,
        replay.pick(topics),
      ),
  }));
}

/** What finished years look like to anybody who asks. */
const finishedYears = (before: number) => owner`
  select (select json_agg(to_jsonb(p) - 'updated_at' order by p.assignment_id) from plan_progress p where p.training_year < ${before}) as progress,
    (select json_agg(c order by c.assignment_id) from plan_completions c join plan_assignments a on a.id = c.assignment_id where a.training_year < ${before}) as done,
    (select json_agg(a order by a.id) from plan_assignments a where a.training_year < ${before}) as owed,
    (select json_agg(e order by e.id) from exams e where e.training_year < ${before}) as exams`;

let changed: { before: unknown; after: unknown };

/** The organisation publishes its own rules: one from next year on, one that claims to have held for years. */
async function publish(): Promise<void> {
  const before = await finishedYears(2026);
  const stricter = { unitOrganisedPercent: 30, topicMinutes: { 保密违法案例警示: 10 }, requiredMinutes: 90 };
  for (const [kind, from] of [
    ['annual-all', 2027],
    ['annual-classified', 2020],
  ] as const) {
    await owner`insert into policy_versions (plan_kind, version, spec, effective_from_year, origin, made_by, approved_by)
      select plan_kind, version + 1, spec || ${owner.json({ ...stricter, effectiveFromYear: from })} || jsonb_build_object('version', version + 1),
        ${from}, 'unit', gen_random_uuid(), gen_random_uuid()
      from policy_versions where plan_kind = ${kind} order by version desc limit 1`;
  }
  await assignPlans();
  for (const personId of people)
    for (const year of [2024, 2025]) await transaction((tx) => settlePlans(tx, personId, year));
  changed = { before, after: await finishedYears(2026) };
}

/** The order in time; no two at the same minute, so that each stands at its own instant. */
function inOrder(happenings: readonly Happening[]): Happening[] {
  const taken = new Set<number>();
  return happenings
    .map((happening) => {
      let { at } = happening;
      while (taken.has(at)) at += 60_000;
      taken.add(at);
      return { ...happening, at };
    })
    .sort((a, b) => a.at - b.at);
}

const units: string[] = [];

beforeAll(async () => {
  await world.travelTo('2024-01-01T00:10:00+08:00');
  await loadContent({ all: { ...all, policies: smallPolicies() } });
  await ensureSigningKey();
  await owner`insert into organisation (name) values ('江澜市测试院')`;
  for (const code of ['A', 'B', 'C']) {
    const id = randomUUID();
    units.push(id);
    await owner`insert into units (id, code, name, valid_from) values (${id}, ${code}, ${code}, '2020-01-01')`;
    await owner`insert into unit_closure values (${id}, ${id}, 0)`;
  }
  for (let i = 0; i < PEOPLE; i += 1) people.push(await replay.join(replay.pick(units), `R${i}`));
  const [x = '', y = '', z = ''] = lessons;
  const late = () => people[PEOPLE] ?? '';
  const at = (instant: string, run: () => Promise<unknown>): Happening => ({ at: Date.parse(instant), run });
  const happenings = inOrder([
    ...YEARS.map((year) => at(`${year}-01-01T00:30:00+08:00`, assignPlans)),
    ...YEARS.flatMap((year) => [...meetingsOf(year), ...people.flatMap((personId) => yearOf(personId, year))]),
    // Somebody who does nothing but what falls on the edges of the calendar.
    at('2026-12-20T09:00:00+08:00', async () => people.push(await replay.join(replay.pick(units), 'LATE'))),
    at('2028-02-29T12:00:00+08:00', () => replay.read(late(), x)),
    at('2026-12-31T15:59:59Z', () => replay.read(late(), y)),
    at('2026-12-31T16:00:00Z', () => replay.read(late(), z)),
    ...people
      .slice(0, 6)
      .flatMap((personId) => [
        at('2025-01-20T09:00:00+08:00', () => replay.become(personId, { category: 'general', lifeState: 'in-post' })),
        at('2025-02-20T09:00:00+08:00', () => replay.become(personId, { category: 'none', lifeState: 'cooling-off' })),
      ]),
    at('2026-07-01T09:00:00+08:00', publish),
  ]);
  for (const { at: instant, run } of happenings) {
    await world.travelTo(new Date(instant).toISOString());
    await run();
  }
  await world.travelTo('2029-03-01T09:00:00+08:00');
}, 240_000);

describe('five years of a generated organisation', () => {
  it('hold what the test wants to look at', async () => {
    const [row] = await owner`
      select (select count(*)::int from plan_completions) as done,
        (select count(*)::int from plan_completions c join plan_assignments a on a.id = c.assignment_id where a.case_id is not null) as events,
        (select count(*)::int from plan_completions c join plan_assignments a on a.id = c.assignment_id
          where a.case_id is not null and extract(year from c.completed_at at time zone 'Asia/Shanghai') > a.training_year) as "beyondNewYear",
        (select count(*)::int from plan_assignments where ended_at is not null) as ended,
        (select count(*)::int from audit_events where action = 'plan.resume') as resumed,
        (select count(*)::int from hours_ledger where mode = 'correction') as corrections,
        (select count(*)::int from hours_ledger where round > 1) as again,
        (select count(*)::int from grades where grade_no > 1) as regrades`;
    const least = {
      done: 30,
      events: 8,
      beyondNewYear: 1,
      ended: 10,
      resumed: 1,
      corrections: 10,
      again: 10,
      regrades: 3,
    };
    for (const [what, count] of Object.entries(least)) expect(row?.[what], what).toBeGreaterThanOrEqual(count);
  });

  it('completed exactly the plans that the evidence alone completes, at the instant it did', async () => {
    const now = await world.now();
    for (const personId of people) {
      const stored = await owner<{ id: string; at: number | null }[]>`
        select a.id, (extract(epoch from c.completed_at) * 1000)::float8 as at
        from plan_assignments a left join plan_completions c on c.assignment_id = a.id where a.person_id = ${personId}`;
      const byId = new Map(stored.map(({ id, at }) => [id, at]));
      for (const verdict of await verdictsOf(owner, personId, now)) {
        const at = byId.get(verdict.assignmentId) ?? null;
        expect({ ...verdict, isDone: at !== null }).toMatchObject({ isDone: verdict.completedMs !== null });
        // The clock runs on while an operation works.
        if (at !== null && verdict.completedMs !== null)
          expect(Math.abs(at - verdict.completedMs)).toBeLessThan(30_000);
      }
    }
  });

  it('show the minutes, the exam and the exemption of every plan as the evidence has them', async () => {
    const now = await world.now();
    for (const personId of people) {
      const shown = await owner<{ id: string; minutes: number; exam: string; exempt: boolean }[]>`
        select assignment_id as id, counted_minutes as minutes, exam_state as exam, is_exempt as exempt
        from plan_progress where person_id = ${personId} order by 1`;
      const wanted = (await verdictsOf(owner, personId, now))
        .map(({ assignmentId, minutes, exam, isExempt }) => ({ id: assignmentId, minutes, exam, exempt: isExempt }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(shown.map((row) => ({ ...row }))).toEqual(wanted);
    }
  });

  it('have stored rows that equal those derived from all records at once', async () => {
    const columns = sql.raw(
      'assignment_id, person_id, plan_kind, training_year, unit_id, category, required_minutes, counted_minutes, exam_state, completed_on, due_on, is_exempt, certificate_until',
    );
    const records = progressFromRecords(ORG_TODAY, sql`true`);
    const differing = await world.db.execute(sql`
      (select ${columns} from plan_progress except select ${columns} from ${records} r)
      union all (select ${columns} from ${records} r except select ${columns} from plan_progress)`);
    expect([...differing]).toEqual([]);
  });

  it('put the last second of a year into it, the first of the next into the next, and a leap day into its own', async () => {
    const rows = await owner<{ lesson: string; year: number }[]>`
      select lesson_id as lesson, training_year as year from hours_ledger
      where person_id = ${people[PEOPLE] ?? ''} and mode = 'online' order by occurred_to`;
    expect(rows.map(({ lesson, year }) => [lesson, year])).toEqual([
      [lessons[1], 2026],
      [lessons[2], 2027],
      [lessons[0], 2028],
    ]);
    const outside = await owner`select id from hours_ledger where mode <> 'correction'
      and extract(year from occurred_to at time zone 'Asia/Shanghai') <> training_year`;
    expect(outside).toEqual([]);
  });

  it('are not altered, once finished, by rules published later', () => {
    expect(JSON.stringify(changed.before).length).toBeGreaterThan(2000);
    expect(changed.after).toEqual(changed.before);
  });

  it('are complete: settling everything once more changes nothing', async () => {
    for (const personId of people)
      for (const year of YEARS) {
        expect((await transaction((tx) => settlePlans(tx, personId, year))).completed).toEqual([]);
      }
  });
});
