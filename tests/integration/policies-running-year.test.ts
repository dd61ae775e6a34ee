import { beforeAll, describe, expect, it } from 'vitest';
import { refreshPlanProgress } from '#db/dal/plan-progress.ts';
import type { PolicyPreview } from '#domain/policy/policy-preview.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { content } from '#server/content/read-content.ts';
import { createApi } from '#server/http/api.ts';
import { assignPlans } from '#server/jobs/assign-plans.ts';
import { settlePublishedPolicies } from '#server/jobs/settle-policies.ts';
import { openSession } from '#tests/support/exam-world.ts';
import { type Identity, newEmployee } from '#tests/support/identities.ts';
import { DRAFTS, policyDesk } from '#tests/support/policy-desk.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
/** The version the product comes with. */
const SHIPPED = content().policies.get('annual-all')?.version ?? 0;
const world = await createTestDatabase();
const { owner, db } = world;
await world.travelTo(`${YEAR}-06-10T09:00:00+08:00`);
await loadContent();
const api = createApi();
await api.ready();
const maker = await newEmployee(owner, YEAR, 'maker', ['office']);
const second = await newEmployee(owner, YEAR, 'second', ['office']);
const leader = await newEmployee(owner, YEAR, 'leader', ['leader']);
const desk = policyDesk(owner, api, maker);
const { answer, begin, revise, withdraw, decide, handedIn, versions } = desk;

/** Minutes of 集中培训, which count for every plan. */
async function sessionMinutes(who: Identity, minutes: number): Promise<void> {
  await owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, is_unit_organised, occurred_from, occurred_to)
    values (${who.personId}, ${YEAR}, ${minutes}, 'session', '集中培训', true, ${`${YEAR}-03-01T09:00+08:00`}, ${`${YEAR}-03-01T12:00+08:00`})`;
}

const assignmentOf = async (who: Identity) => {
  const [row] = await owner<
    { id: string; version: number; required_minutes: number; due_on: string; completed: boolean }[]
  >`
    select pa.id, v.version, pa.required_minutes, pa.due_on::text,
      exists (select from plan_completions pc where pc.assignment_id = pa.id) as completed
    from plan_assignments pa join policy_versions v on v.id = pa.policy_version_id
    where pa.person_id = ${who.personId} and pa.plan_kind = 'annual-all' and pa.training_year = ${YEAR}`;
  if (!row) throw new Error('no plan');
  return row;
};

describe('a new version for the running year', () => {
  const LENIENT = { requiredMinutes: 60, requiredLessons: [], blueprintId: null, exam: null, lessonsBeforeExam: false };
  let done: Identity;
  let excused: Identity;
  let extended: Identity;
  let studious: Identity;
  let idle: Identity;

  beforeAll(async () => {
    [done, excused, extended, studious, idle] = (await Promise.all(
      ['done', 'excused', 'extended', 'studious', 'idle'].map((label) => newEmployee(owner, YEAR, label)),
    )) as [Identity, Identity, Identity, Identity, Identity];
    await sessionMinutes(studious, 100);
    await owner`insert into plan_completions (assignment_id, completed_at, counted_minutes)
      values (${(await assignmentOf(done)).id}, app_now(), 180)`;
    const approved = { requested_by: maker.accountId, decided_by: second.accountId, decision: 'approved' };
    await owner`insert into plan_exemptions ${owner({ ...approved, decided_at: new Date(), assignment_id: (await assignmentOf(excused)).id, kind: 'exemption', cause: 'sick', reason: '病假' })}`;
    await owner`insert into plan_exemptions ${owner({ ...approved, decided_at: new Date(), assignment_id: (await assignmentOf(extended)).id, kind: 'extension', cause: 'abroad', reason: '驻外', new_due_on: '2026-09-30', old_due_on: '2026-06-30' })}`;
  });

  it('moves unfinished plans alone, and gives exactly what the preview said', async () => {
    const id = await handedIn('annual-all', { ...LENIENT, dueMonthDay: '05-31' });
    expect((await answer(leader, 'GET', `${DRAFTS}/${id}/preview`)).status).toBe(200);
    const before = await Promise.all([done, excused, idle].map(assignmentOf));
    const preview = (await answer(second, 'GET', `${DRAFTS}/${id}/preview`)).json as unknown as PolicyPreview;
    expect(await Promise.all([done, excused, idle].map(assignmentOf))).toEqual(before);
    const names = (group: string) =>
      preview.groups.find((one) => one.id === group)?.people.map(({ personId }) => personId);
    expect(names('complete')).toEqual([studious.personId]);
    expect(names('overdue')).toContain(idle.personId);
    expect(names('overdue')).not.toContain(extended.personId);

    const published = await decide(id, second, 'publish');
    expect(published.json).toMatchObject({ moved: preview.looked, completed: preview.after.complete });
    const [counts] = await owner<{ complete: number; overdue: number }[]>`
      select count(*) filter (where pp.completed_on is not null)::int as complete,
        count(*) filter (where pp.completed_on is null and pp.due_on < '2026-06-10')::int as overdue
      from plan_progress pp join plan_assignments pa on pa.id = pp.assignment_id
      join policy_versions v on v.id = pa.policy_version_id and v.version = ${Number(published.json.version)}
      where pa.plan_kind = 'annual-all'`;
    expect(counts).toEqual({ complete: preview.after.complete, overdue: preview.after.overdue });

    expect(await assignmentOf(done)).toEqual(before[0]);
    expect(await assignmentOf(excused)).toEqual(before[1]);
    expect(await assignmentOf(idle)).toMatchObject({
      version: SHIPPED + 1,
      required_minutes: 60,
      due_on: '2026-05-31',
    });
    expect(await assignmentOf(extended)).toMatchObject({ version: SHIPPED + 1, due_on: '2026-09-30' });
    expect(await assignmentOf(studious)).toMatchObject({ version: SHIPPED + 1, completed: true });
    const told = await owner`select 1 from notices where person_id = ${idle.personId} and title like '%要求有调整'`;
    expect(told).toHaveLength(1);
  });

  it('is completed by the job for whoever the publishing transaction left over', async () => {
    await sessionMinutes(extended, 70);
    await refreshPlanProgress(db, extended.personId ?? '', YEAR);
    expect(await assignmentOf(extended)).toMatchObject({ completed: false });
    await settlePublishedPolicies();
    expect(await assignmentOf(extended)).toMatchObject({ completed: true });
    expect(await assignmentOf(idle)).toMatchObject({ completed: false });
  });

  it('leaves what it finished finished when the next one asks for more', async () => {
    const id = await handedIn('annual-all', { requiredMinutes: 600, dueMonthDay: '12-31' });
    const preview = (await answer(leader, 'GET', `${DRAFTS}/${id}/preview`)).json as unknown as PolicyPreview;
    expect(preview.before.overdue).toBeGreaterThan(0);
    expect(preview.after.overdue).toBe(0);
    expect((await decide(id, leader, 'publish')).status).toBe(200);
    expect(await assignmentOf(studious)).toMatchObject({ version: SHIPPED + 1, required_minutes: 60, completed: true });
    expect(await assignmentOf(idle)).toMatchObject({
      version: SHIPPED + 2,
      required_minutes: 600,
      due_on: '2026-12-31',
    });
  });

  it('takes along by job who was given the former one while it was being published, or owes that one again', async () => {
    const [late, resumed, finished] = (await Promise.all(
      ['late', 'resumed', 'finished'].map((label) => newEmployee(owner, YEAR, label)),
    )) as [Identity, Identity, Identity];
    for (const who of [late, resumed, finished])
      await owner`update plan_assignments set required_minutes = 180, due_on = '2026-05-31', policy_version_id = (
        select id from policy_versions where plan_kind = 'annual-all' and version = ${SHIPPED}) where id = ${(await assignmentOf(who)).id}`;
    await owner`insert into plan_completions (assignment_id, completed_at, counted_minutes)
      values (${(await assignmentOf(finished)).id}, app_now(), 180)`;
    await owner`update plan_assignments set ended_at = app_now(), ended_reason = '变动' where id = ${(await assignmentOf(resumed)).id}`;
    await assignPlans();
    const now = { version: SHIPPED + 2, required_minutes: 600, due_on: '2026-12-31' };
    expect(await assignmentOf(late)).toMatchObject(now);
    expect(await assignmentOf(resumed)).toMatchObject(now);
    expect(await assignmentOf(finished)).toMatchObject({ version: SHIPPED, required_minutes: 180 });
    const told = await owner`select 1 from notices where person_id = ${late.personId} and title like '%要求有调整'`;
    expect(told).toHaveLength(1);
  });

  it('that drops the exam of the education before a trip completes who has learnt, as the preview says', async () => {
    const who = await newEmployee(owner, YEAR, 'traveller');
    const [plan] = await owner<{ id: string }[]>`
      insert into plan_assignments (person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, reason, case_id, counts_from)
      select ${who.personId}, 'travel', ${YEAR}, id, (spec ->> 'requiredMinutes')::int, '2026-06-12', '出境', gen_random_uuid(), app_now()
      from policy_versions where plan_kind = 'travel' order by version desc limit 1 returning id`;
    await owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, title, occurred_from, occurred_to)
      select ${who.personId}, ${YEAR}, l.planned_minutes, 'online', l.lesson_id, l.version, l.title, app_now(), app_now()
      from lesson_versions l where l.is_current and l.lesson_id = any(${content().policies.get('travel')?.requiredLessons ?? []})`;
    const done = () => owner`select certificate_id from plan_completions where assignment_id = ${plan?.id ?? ''}`;
    expect(await done()).toHaveLength(0);
    const id = await handedIn('travel', { blueprintId: null, exam: null, lessonsBeforeExam: false, dueDays: 60 });
    const preview = (await answer(second, 'GET', `${DRAFTS}/${id}/preview`)).json as unknown as PolicyPreview;
    const completed = preview.groups.find((group) => group.id === 'complete')?.people;
    expect(completed?.map(({ personId }) => personId)).toEqual([who.personId]);
    expect((await decide(id, second, 'publish')).json).toMatchObject({ moved: 1, completed: 1 });
    expect([...(await done())]).toEqual([{ certificate_id: null }]);
    const [row] = await owner`select due_on::text as due from plan_assignments where id = ${plan?.id ?? ''}`;
    expect(row?.due).toBe('2026-06-12');
  });

  it('never lets the plan of a meeting run past its day', async () => {
    const who = await newEmployee(owner, YEAR, 'delegate');
    await owner`insert into plan_assignments (person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, reason, case_id, counts_from)
      select ${who.personId}, 'meeting', ${YEAR}, id, 45, '2026-06-12', '会议', gen_random_uuid(), app_now()
      from policy_versions where plan_kind = 'meeting' order by version desc limit 1`;
    expect((await decide(await handedIn('meeting', { dueDays: 60 }), second, 'publish')).json).toMatchObject({
      moved: 1,
    });
    const due = () =>
      owner`select due_on::text as due from plan_assignments where person_id = ${who.personId} and plan_kind = 'meeting'`;
    expect((await due())[0]?.due).toBe('2026-06-12');
    expect((await decide(await handedIn('meeting', { dueDays: 1 }), second, 'publish')).status).toBe(200);
    expect((await due())[0]?.due).toBe('2026-06-11');
  });

  it('for a coming year changes nothing of this one', async () => {
    const before = await Promise.all([done, idle, studious].map(assignmentOf));
    const id = await handedIn('annual-all', { requiredMinutes: 90, effectiveFromYear: YEAR + 1 });
    const preview = (await answer(second, 'GET', `${DRAFTS}/${id}/preview`)).json as unknown as PolicyPreview;
    expect(preview).toMatchObject({ looked: 0, groups: [] });
    expect((await decide(id, second, 'publish')).json).toMatchObject({ moved: 0, completed: 0 });
    expect(await Promise.all([done, idle, studious].map(assignmentOf))).toEqual(before);
  });

  it('gives its marks to an exam nobody has sat, and leaves one that was begun as it is', async () => {
    const rules = async () => {
      const [row] = await owner<{ id: string; rules: unknown }[]>`
        select id, rules from exams where plan_kind = 'annual-classified' and training_year = ${YEAR}`;
      return row;
    };
    const exam = (passMark: number) => ({ exam: { passMark, attemptsMax: 2, coolDownMinutes: 60 } });
    const publish = async (passMark: number) =>
      decide(await handedIn('annual-classified', exam(passMark)), second, 'publish');
    expect((await publish(71)).status).toBe(200);
    expect((await rules())?.rules).toEqual(exam(71).exam);
    await owner`insert into attempts (exam_id, person_id, attempt_no, seed, bank_hash, started_at, deadline_at, holder_session_id)
      values (${(await rules())?.id ?? ''}, ${idle.personId}, 1, '', '', app_now(), app_now(), gen_random_uuid())`;
    expect((await publish(72)).status).toBe(200);
    expect((await rules())?.rules).toEqual(exam(71).exam);
  });

  it('stands when the product comes with another default', async () => {
    const all = content();
    const policies = new Map(all.policies);
    const shipped = policies.get('annual-all');
    if (!shipped) throw new Error('no default');
    policies.set('annual-all', { ...shipped, version: shipped.version + 1, requiredMinutes: 1 });
    const before = await versions('annual-all');
    await loadContent({ all: { ...all, policies } });
    expect(await versions('annual-all')).toEqual(before);
  });
});

describe('a finished year', () => {
  it('is never changed: neither by a draft made for it nor by one that is decided too late', async () => {
    const early = await begin('exit');
    expect(await revise(early, { effectiveFromYear: YEAR - 1 })).toMatchObject({
      status: 409,
      code: 'POLICY_YEAR_FINISHED',
    });
    expect((await withdraw(early)).status).toBe(204);
    const someone = await newEmployee(owner, YEAR, 'someone');
    const before = await assignmentOf(someone);
    const id = await handedIn('annual-all', { requiredMinutes: 30 });
    await world.travelTo(`${YEAR + 1}-01-01T00:30:00+08:00`);
    const nextDay = async (who: Identity) => ({ ...who, ...(await openSession(owner, who.accountId)) });
    expect(await decide(id, await nextDay(second), 'publish')).toMatchObject({
      status: 409,
      code: 'POLICY_YEAR_FINISHED',
    });
    expect(await assignmentOf(someone)).toEqual(before);
    expect((await withdraw(id, await nextDay(maker))).status).toBe(204);
    await world.travelTo(`${YEAR}-06-10T09:00:00+08:00`);
  });
});
