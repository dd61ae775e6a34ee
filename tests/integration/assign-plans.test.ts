import { beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import type { Category, LifeState, PersonFlag } from '#domain/people/types.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { assignPlans } from '#server/jobs/assign-plans.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { assignYearPlans } from '#server/operations/plans/year-plans.ts';
import { ownStandings } from '#server/operations/standing.ts';
import { newCandidate } from '#tests/support/exam-world.ts';
import { principalWith } from '#tests/support/people-builder.ts';
import { contentWith } from '#tests/support/some-content.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

/** Without flags, so that what they add is published by the tests. */
const all = contentWith({ 'annual-leader': null, 'annual-officer': null, classifier: null });
let world: TestDatabase;
beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-12-31T23:00:00+08:00');
  await loadContent({ all });
  await ensureSigningKey();
});

const plansOf = (personId: string, year: number) => world.owner<
  { plan_kind: string; due_on: string; notices: number }[]
>`
  select plan_kind, due_on::text, (select count(*)::int from notices n where n.person_id = a.person_id) as notices
  from plan_assignments a where person_id = ${personId} and training_year = ${year} order by plan_kind`;

/** Kinds of a year with whether they have ended. */
async function kindsOf(personId: string, year: number): Promise<Record<string, 'owed' | 'ended'>> {
  const rows = await world.owner<{ kind: string; ended: boolean }[]>`
    select plan_kind as kind, ended_at is not null as ended from plan_assignments
    where person_id = ${personId} and training_year = ${year}`;
  return Object.fromEntries(rows.map(({ kind, ended }) => [kind, ended ? 'ended' : 'owed']));
}

const become = (personId: string, category: Category, lifeState: LifeState, flags: PersonFlag[] = []) =>
  world.owner`update person_assignments set category = ${category}, life_state = ${lifeState}, flags = ${flags}
    where person_id = ${personId} and valid_to is null`;

describe('the plans of a new year', () => {
  it('are given once to everybody who works here, by category, with the exams of the year', async () => {
    const ordinary = await newCandidate(world.owner, 2026);
    const classified = await newCandidate(world.owner, 2026);
    const gone = await newCandidate(world.owner, 2026);
    await become(classified.personId, 'core', 'in-post');
    await world.owner`update people set left_on = '2026-12-01' where id = ${gone.personId}`;
    await world.advance('2 hours');
    await Promise.all([assignPlans(), assignPlans()]);
    await assignPlans();
    expect([...(await plansOf(ordinary.personId, 2027))]).toEqual([
      { plan_kind: 'annual-all', due_on: '2027-12-31', notices: 1 },
    ]);
    expect((await plansOf(classified.personId, 2027)).map((p) => p.plan_kind)).toEqual(['annual-classified']);
    expect(await plansOf(gone.personId, 2027)).toHaveLength(0);
    const exams = await world.owner`select plan_kind from exams where training_year = 2027 order by plan_kind`;
    const papers = [...all.policies.values()].filter((policy) => policy.blueprintId !== null);
    expect(exams.map((e) => e.plan_kind)).toEqual(papers.map((policy) => policy.planKind).sort());
  });

  it('leave whoever owes exactly what the rule gives as they are', async () => {
    const who = await newCandidate(world.owner, 2027);
    await assignPlans();
    const rows = await world.owner<
      { reason: string }[]
    >`select reason from plan_assignments where person_id = ${who.personId} and training_year = 2027`;
    expect(rows.map((r) => r.reason)).toEqual(['测试']);
  });
});

describe('a change in the middle of the year', () => {
  it('ends the unfinished plan of the former category, gives the new one, and takes it back the same way', async () => {
    const { personId } = await newCandidate(world.owner, 2027);
    await become(personId, 'general', 'in-post');
    await assignPlans();
    expect(await kindsOf(personId, 2027)).toEqual({ 'annual-all': 'ended', 'annual-classified': 'owed' });
    await become(personId, 'none', 'cooling-off');
    await assignPlans();
    expect(await kindsOf(personId, 2027)).toEqual({ 'annual-all': 'owed', 'annual-classified': 'ended' });
    const audit = await world.owner`select action from audit_events where subject_id = ${personId} order by seq_no`;
    expect(audit.map((row) => row.action).sort()).toEqual(['plan.assign', 'plan.end', 'plan.end', 'plan.resume']);
  });

  it('never shows the ended plan as overdue, nor counts it among those that are owed', async () => {
    const { personId } = await newCandidate(world.owner, 2027);
    await world.owner`update plan_assignments set due_on = '2026-12-31' where person_id = ${personId}`;
    const overdue = async () => {
      const standings = await ownStandings(principalWith([], { personId }), 2027);
      return standings.filter(({ standing }) => standing.overdue).map(({ plan }) => plan.planKind);
    };
    expect(await overdue()).toEqual(['annual-all']);
    await become(personId, 'important', 'in-post');
    await transaction((tx) => assignYearPlans(tx, personId));
    expect(await overdue()).toEqual([]);
    const rows = await world.owner<{ kind: string; exempt: boolean }[]>`
      select plan_kind as kind, is_exempt as exempt from plan_progress where person_id = ${personId} order by 1`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { kind: 'annual-all', exempt: true },
      { kind: 'annual-classified', exempt: false },
    ]);
  });

  it('ends everything for who has left the organisation and is in 脱密期', async () => {
    const { personId } = await newCandidate(world.owner, 2027);
    await become(personId, 'none', 'cooling-off', ['leader', 'outside']);
    await assignPlans();
    expect(await kindsOf(personId, 2027)).toEqual({ 'annual-all': 'ended' });
  });

  it('leaves what is finished and what was given by hand', async () => {
    const [finished, byHand] = [await newCandidate(world.owner, 2027), await newCandidate(world.owner, 2027)];
    await world.owner`insert into plan_completions (assignment_id, completed_at, counted_minutes)
      select id, app_now(), 180 from plan_assignments where person_id = ${finished.personId}`;
    await world.owner`update plan_assignments set assigned_by = ${byHand.accountId} where person_id = ${byHand.personId}`;
    for (const { personId } of [finished, byHand]) {
      await become(personId, 'core', 'in-post');
      await transaction((tx) => assignYearPlans(tx, personId));
      expect(await kindsOf(personId, 2027)).toEqual({ 'annual-all': 'owed', 'annual-classified': 'owed' });
    }
  });

  it('completes at once what the record of the year already fulfils', async () => {
    const { personId } = await newCandidate(world.owner, 2027);
    const spec = all.policies.get('annual-classified');
    await world.owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, title, occurred_from, occurred_to)
      select ${personId}, 2027, planned_minutes, 'online', lesson_id, version, title, app_now(), app_now()
      from lesson_versions where is_current`;
    await world.owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, occurred_from, occurred_to)
      values (${personId}, 2027, ${spec?.requiredMinutes ?? 0}, 'session', '集中培训', app_now(), app_now())`;
    const [exam] = await world.owner<{ id: string }[]>`
      select id from exams where plan_kind = 'annual-classified' and training_year = 2027`;
    const [attempt] = await world.owner<{ id: string }[]>`
      insert into attempts (exam_id, person_id, attempt_no, state, seed, bank_hash, started_at, deadline_at, holder_session_id, closed_at, closed_by)
      values (${exam?.id ?? ''}, ${personId}, 1, 'graded', '', '', app_now(), app_now(), gen_random_uuid(), app_now(), 'candidate') returning id`;
    await world.owner`insert into grades (attempt_id, grade_no, score, max_score, passed, detail)
      values (${attempt?.id ?? ''}, 1, 95, 100, true, '{"positions":[],"modules":{}}')`;
    await become(personId, 'general', 'in-post');
    await transaction((tx) => assignYearPlans(tx, personId));
    const done =
      await world.owner`select plan_kind from plan_assignments a join plan_completions c on c.assignment_id = a.id
      where person_id = ${personId}`;
    expect(done.map((row) => row.plan_kind)).toEqual(['annual-classified']);
    expect((await transaction((tx) => settlePlans(tx, personId, 2027))).completed).toEqual([]);
  });
});

describe('the rule of a kind', () => {
  const unitPolicy = (kind: string, version: number, change: object) => world.owner`
    insert into policy_versions (plan_kind, version, spec, effective_from_year, origin, made_by, approved_by)
    select ${kind}, ${version}, spec || ${world.owner.json({ planKind: kind, version, ...change })}, 2027, 'unit', gen_random_uuid(), gen_random_uuid()
    from policy_versions where plan_kind = 'annual-all' and origin = 'default'`;

  it('that is not there leaves the kind unassigned until it is published', async () => {
    const { personId } = await newCandidate(world.owner, 2027);
    await become(personId, 'none', 'ordinary', ['classifier']);
    await assignPlans();
    expect(Object.keys(await kindsOf(personId, 2027))).toEqual(['annual-all']);
    await unitPolicy('classifier', 1, { blueprintId: null, requiredMinutes: 51 });
    await assignPlans();
    expect(await kindsOf(personId, 2027)).toEqual({ 'annual-all': 'owed', classifier: 'owed' });
  });

  it('published by the organisation goes before every default, and a later load adds none', async () => {
    await unitPolicy('annual-all', 7, { requiredMinutes: 90, dueMonthDay: '11-30' });
    await assignPlans();
    const { personId } = await newCandidate(world.owner, 2026);
    await transaction((tx) => assignYearPlans(tx, personId));
    expect((await plansOf(personId, 2027)).map((plan) => plan.due_on)).toEqual(['2027-11-30']);
    const raised = new Map(all.policies);
    const policy = raised.get('annual-all');
    if (policy) raised.set('annual-all', { ...policy, version: 7, requiredMinutes: 999 });
    const report = await loadContent({ all: { ...all, policies: raised } });
    expect(report.policies.added).toBe(0);
    const versions =
      await world.owner`select version, origin from policy_versions where plan_kind = 'annual-all' order by 1`;
    expect(versions.map((row) => ({ ...row }))).toEqual([
      { version: all.policies.get('annual-all')?.version, origin: 'default' },
      { version: 7, origin: 'unit' },
    ]);
  });
});
