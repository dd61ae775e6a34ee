import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import { PlansQuery } from '#domain/people/exemption-view.ts';
import type { HandAssignment, HandTarget } from '#domain/policy/plan-by-hand.ts';
import { readPlansPage } from '#server/operations/exemptions/read.ts';
import { readOwnRecord } from '#server/operations/home/read-record.ts';
import { assignByHand, previewByHand } from '#server/operations/plans/assign-by-hand.ts';
import { takeBackPlan } from '#server/operations/plans/take-back.ts';
import { assignYearPlans } from '#server/operations/plans/year-plans.ts';
import { EXEMPTION, exemptionWorld } from '#tests/support/exemption-world.ts';
import { codeOf } from '#tests/support/session-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const { owner, travelTo } = world;
const { build, unit, person, who, hr, office, officer, policy, someone, approved, study, planRow, noticesOf } =
  await exemptionWorld(world);

const REASON = '分管业务调整，按要求参加';

beforeAll(async () => {
  await policy('annual-leader', { dueMonthDay: '10-31' });
  await policy('meeting');
});

beforeEach(() => travelTo('2026-06-10T12:00:00+08:00'));

function form(personIds: string[], more: Partial<HandAssignment> = {}): HandAssignment {
  return { planKind: 'annual-leader', personIds, reason: REASON, meeting: null, occasionId: null, ...more };
}

const meetingForm = (personIds: string[], occasionId: string, heldOn = '2026-06-20') =>
  form(personIds, { planKind: 'meeting', occasionId, meeting: { title: '年中例会', heldOn } });

async function preview(target: HandTarget, planKind: HandAssignment['planKind'] = 'annual-leader') {
  const read = await previewByHand(hr, planKind, target);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

const plansOf = async (personId: string) =>
  (
    await owner`select id, plan_kind as kind, due_on::text as due, reason, assigned_by as by, ended_at is not null as ended,
      case_id as occasion from plan_assignments where person_id = ${personId} and plan_kind in ('annual-leader', 'meeting')
      order by assigned_at, id`
  ).map((row) => ({ ...row }) as Record<string, unknown>);

describe('the preview', () => {
  it('names everybody of a unit with all below it and of a flag who works here, and who has the plan already', async () => {
    const below = await build.unit('A9', '甲九科', unit.a);
    const led = await build.person({ name: '何领', unit: below });
    const flagged = await build.person({ name: '沈导', unit: unit.b });
    const left = await build.person({ name: '韩离', unit: below });
    const outside = await build.person({ name: '杨外', unit: below });
    await owner`update person_assignments set flags = '{leader}' where person_id in (${flagged}, ${led})`;
    await owner`update person_assignments set flags = '{leader,outside}' where person_id = ${outside}`;
    await owner`update people set left_on = '2026-06-10' where id = ${left}`;
    await planRow(led, 'annual-leader');
    const ofUnit = await preview({ by: 'group', unitId: below, flag: null });
    expect(ofUnit).toMatchObject({ people: [{ personId: led, held: 'open' }], fresh: 0, already: 1, occasionId: null });
    const ofFlag = await preview({ by: 'group', unitId: null, flag: 'leader' });
    expect(new Set(ofFlag.people.map(({ personId }) => personId))).toEqual(new Set([led, flagged]));
    expect(ofFlag).toMatchObject({ fresh: 1, already: 1, dueOn: '2026-10-31' });
    const both = await preview({ by: 'group', unitId: unit.b, flag: 'leader' });
    expect(both.people.map(({ personId }) => personId)).toEqual([flagged]);
    expect(await plansOf(flagged)).toEqual([]);
  });

  it('is refused for a crowd, and for a kind without a rule', async () => {
    const crowd = await build.unit('Z', '大部', unit.root);
    await owner`with made as (insert into people (employee_no, name, name_pinyin, joined_on)
        select 'Z' || n, '众人', '', '2020-01-01' from generate_series(1, 501) n returning id)
      insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
      select id, ${crowd}, 'none', 'ordinary', 'staff', '2020-01-01' from made`;
    expect(await previewByHand(hr, 'annual-leader', { by: 'group', unitId: crowd, flag: null })).toMatchObject({
      error: { code: 'PLAN_TARGET_TOO_LARGE', meta: { count: 501, limit: 500 } },
    });
    expect(codeOf(await previewByHand(hr, 'classifier', { by: 'people', personIds: [person.one] }))).toBe(
      'PLAN_POLICY_MISSING',
    );
    expect(codeOf(await assignByHand(hr, form([person.one], { planKind: 'classifier' })))).toBe('PLAN_POLICY_MISSING');
  });
});

describe('a topic plan given by hand', () => {
  it('is given once to each, with reason, notice and audit, however often and by how many the step is taken', async () => {
    const [one, two] = await Promise.all([someone(), someone()]);
    const ids = [one.personId, two.personId];
    const results = await Promise.all([assignByHand(hr, form(ids)), assignByHand(office, form(ids))]);
    const values = results.map((result) => (result.ok ? result.value : result.error));
    expect(values).toEqual(
      expect.arrayContaining([
        { assigned: 2, resumed: 0, already: 0 },
        { assigned: 0, resumed: 0, already: 2 },
      ]),
    );
    for (const personId of ids) {
      expect(await plansOf(personId)).toMatchObject([{ reason: REASON, due: '2026-10-31', ended: false }]);
      expect(await noticesOf(personId)).toEqual(['2026 年annual-leader 培训已列入计划']);
      const rows = await owner`select 1 from audit_events where subject_id = ${personId} and action = 'plan.assign'`;
      expect(rows).toHaveLength(1);
    }
  });

  it('stays although the rule does not ask for it, and is done at once when the year holds enough', async () => {
    const { personId, self } = await someone();
    await study(personId, 90, '2026-05-06T11:00:00+08:00');
    expect(codeOf(await assignByHand(hr, form([personId])))).toBe('ok');
    await transaction((tx) => assignYearPlans(tx, personId));
    const plans = (await readOwnRecord(self, 2026)).plans;
    expect(plans.find((plan) => plan.title === 'annual-leader 培训')).toMatchObject({ completedOn: '2026-06-10' });
    expect((await preview({ by: 'people', personIds: [personId] })).people).toMatchObject([{ held: 'done' }]);
  });

  it('is given to nobody when one of the people is gone or unknown', async () => {
    const { personId } = await someone();
    for (const other of [person.gone, randomUUID()])
      expect(await assignByHand(hr, form([personId, other]))).toMatchObject({
        error: { code: 'PLAN_TARGET_GONE', meta: { count: 1 } },
      });
    expect(codeOf(await assignByHand(await who(['unit-officer'], null, [unit.b]), form([personId])))).toBe(
      'PLAN_TARGET_GONE',
    );
    expect(await plansOf(personId)).toEqual([]);
  });

  it('that ended is owed again, and stays when the rule looks at it', async () => {
    const { personId } = await someone();
    const id = await planRow(personId, 'annual-leader', {
      ended_at: '2026-05-01T09:00:00+08:00',
      ended_reason: '调整',
    });
    expect(await assignByHand(hr, form([personId]))).toMatchObject({ value: { assigned: 0, resumed: 1, already: 0 } });
    await transaction((tx) => assignYearPlans(tx, personId));
    expect(await plansOf(personId)).toMatchObject([{ id, ended: false, by: hr.accountId, reason: REASON }]);
  });
});

describe('the plan of a meeting', () => {
  it('is one occasion for all its people, due on its day, and the same step twice gives it once', async () => {
    const [one, two] = await Promise.all([someone(), someone()]);
    const ids = [one.personId, two.personId];
    const { occasionId, fresh } = await preview({ by: 'people', personIds: ids }, 'meeting');
    expect(fresh).toBe(2);
    const step = () => assignByHand(hr, meetingForm(ids, occasionId ?? ''));
    const results = await Promise.all([step(), step()]);
    expect(results.map((result) => result.ok && result.value.assigned).sort()).toEqual([0, 2]);
    for (const personId of ids)
      expect(await plansOf(personId)).toMatchObject([
        {
          kind: 'meeting',
          occasion: occasionId,
          due: '2026-06-20',
          reason: `年中例会（2026-06-20）：${REASON}`,
          by: hr.accountId,
        },
      ]);
    const [told] = await owner`select body from notices where person_id = ${one.personId} and title like '%meeting%'`;
    expect(told?.body).toContain('年中例会（2026-06-20）');
  });

  it('is another one for another meeting, and none for one that is over or for the id of a case', async () => {
    const { personId } = await someone();
    const first = randomUUID();
    expect(codeOf(await assignByHand(hr, meetingForm([personId], first)))).toBe('ok');
    expect(codeOf(await assignByHand(hr, meetingForm([personId], randomUUID())))).toBe('ok');
    expect(await plansOf(personId)).toHaveLength(2);
    expect(codeOf(await assignByHand(hr, meetingForm([personId], randomUUID(), '2026-06-09')))).toBe(
      'PLAN_MEETING_PAST',
    );
    const caseId = randomUUID();
    await owner`insert into cases (id, no, kind, person_id, unit_id, state, version, turn, state_since, opened_at)
      values (${caseId}, 'T-1', 'travel', ${personId}, ${unit.a}, 'open', 1, '{}', app_now(), app_now())`;
    expect(codeOf(await assignByHand(hr, meetingForm([personId], caseId)))).toBe('NOT_FOUND');
    expect(await plansOf(personId)).toHaveLength(2);
  });
});

describe('taking a plan back', () => {
  it('ends an unfinished one given by hand, keeps the evidence, tells the person, and happens once', async () => {
    const { personId, self } = await someone();
    await assignByHand(hr, form([personId]));
    await study(personId, 45, '2026-05-06T11:00:00+08:00');
    const [plan] = await plansOf(personId);
    const id = String(plan?.id);
    const results = await Promise.all([takeBackPlan(office, id, '不再分管'), takeBackPlan(hr, id, '不再分管')]);
    expect(results.map(codeOf).sort()).toEqual(['PLAN_CLOSED', 'ok']);
    const [progress] = await owner`select is_exempt as excused from plan_progress where assignment_id = ${id}`;
    expect(progress?.excused).toBe(true);
    const record = await readOwnRecord(self, 2026);
    expect(record.ended).toMatchObject([{ assignmentId: id, text: expect.stringContaining('不再分管') }]);
    expect(record.ledger).toHaveLength(1);
    expect(await noticesOf(personId)).toContain('2026 年领导干部保密专题教育不再要求');
    expect(codeOf(await assignByHand(hr, form([personId])))).toBe('ok');
  });

  it('is refused for plans of the rule, of a case, finished ones, and people out of sight', async () => {
    const { personId, plan } = await someone();
    expect(codeOf(await takeBackPlan(hr, plan, '误列入'))).toBe('PLAN_NOT_BY_HAND');
    const caseId = randomUUID();
    await owner`insert into cases (id, no, kind, person_id, unit_id, state, version, turn, state_since, opened_at, closed_at)
      values (${caseId}, 'T-2', 'travel', ${personId}, ${unit.a}, 'closed', 1, '{}', app_now(), app_now(), app_now())`;
    const more = { case_id: caseId, counts_from: '2026-03-01T09:00:00+08:00', assigned_by: hr.accountId };
    expect(codeOf(await takeBackPlan(hr, await planRow(personId, 'meeting', more), '误列入'))).toBe('PLAN_NOT_BY_HAND');
    await assignByHand(hr, form([personId]));
    const id = String((await plansOf(personId)).find(({ kind }) => kind === 'annual-leader')?.id);
    const elsewhere = await who(['unit-officer'], null, [unit.b]);
    expect(codeOf(await takeBackPlan(elsewhere, id, '误列入'))).toBe('NOT_FOUND');
    expect(codeOf(await takeBackPlan(hr, randomUUID(), '误列入'))).toBe('NOT_FOUND');
    await study(personId, 90, '2026-05-06T11:00:00+08:00');
    expect(codeOf(await takeBackPlan(hr, id, '误列入'))).toBe('PLAN_CLOSED');
  });

  it('is nobody’s own to take back: whoever has the plan asks a colleague, and the try is recorded', async () => {
    const personId = await build.person({ name: '冯自', unit: unit.a });
    const own = await who(['hr'], personId);
    expect(codeOf(await assignByHand(hr, form([personId])))).toBe('ok');
    const [plan] = await plansOf(personId);
    const id = String(plan?.id);
    expect(codeOf(await takeBackPlan(own, id, '工作太忙'))).toBe('OWN_PLAN_REFUSED');
    const refused = await owner`select 1 from audit_events where subject_id = ${id} and action = 'plan.take-back'
      and outcome = 'refused'`;
    expect(refused).toHaveLength(1);
    expect(codeOf(await takeBackPlan(office, id, '误列入'))).toBe('ok');
  });
});

it('the list of them shows who gave what to whom, to those who see the person', async () => {
  const { personId } = await someone();
  await assignByHand(hr, form([personId]));
  const [given] = await plansOf(personId);
  await approved(String(given?.id), EXEMPTION);
  const listOf = async (principal: typeof hr) => {
    const page = await readPlansPage(principal, PlansQuery.parse({ view: 'by-hand', year: '2026' }));
    return page.view === 'by-hand' ? page.list.rows.filter((row) => row.personId === personId) : [];
  };
  expect(await listOf(officer)).toMatchObject([
    { assignmentId: given?.id, assignedByName: hr.employeeNo, reason: REASON, state: 'exempt' },
  ]);
  expect(await listOf(await who(['unit-officer'], null, [unit.b]))).toEqual([]);
});

it('a plan can be given to 500 people in one step', async () => {
  const made = await owner<{ id: string }[]>`select id from people where name = '众人' order by employee_no limit 500`;
  const done = await assignByHand(hr, form(made.map(({ id }) => id)));
  expect(done).toEqual({ ok: true, value: { assigned: 500, resumed: 0, already: 0 } });
  const ids = made.map(({ id }) => id);
  expect(await assignByHand(hr, meetingForm(ids, randomUUID()))).toMatchObject({ value: { assigned: 500 } });
}, 120_000);
