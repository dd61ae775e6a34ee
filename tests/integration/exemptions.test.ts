import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import { refreshAllPlanProgress, refreshPlanProgressOfPerson } from '#db/dal/plan-progress.ts';
import type { Principal } from '#domain/access/principal.ts';
import { PlansQuery } from '#domain/people/exemption-view.ts';
import type { PeopleQuery } from '#domain/people/progress-filter.ts';
import { askForExemption, askForOwnExemption } from '#server/operations/exemptions/ask.ts';
import { withdrawExemption } from '#server/operations/exemptions/decide.ts';
import { readPlansPage } from '#server/operations/exemptions/read.ts';
import { readHome } from '#server/operations/home/read-home.ts';
import { readOwnRecord } from '#server/operations/home/read-record.ts';
import { readHrDashboard } from '#server/operations/hr/dashboard.ts';
import { EXPORT_COLUMNS } from '#server/operations/hr/export-columns.ts';
import { readPeoplePage } from '#server/operations/hr/people.ts';
import { readPersonFile } from '#server/operations/hr/person-file.ts';
import { remind } from '#server/operations/hr/remind.ts';
import { assignYearPlans } from '#server/operations/plans/year-plans.ts';
import { decide, EXEMPTION, exemptionWorld, idOf, until } from '#tests/support/exemption-world.ts';
import { codeOf } from '#tests/support/session-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const { owner, db, travelTo } = world;
const { build, unit, person, who, hr, office, officer, someone, approved, study, trail, noticesOf } =
  await exemptionWorld(world);

const colleague = await who([], person.two);

beforeEach(() => travelTo('2026-06-10T12:00:00+08:00'));

describe('asking for an exemption', () => {
  it('is open to the person, the 部门保密员 of the own people and 人事; to others the plan does not exist', async () => {
    const { plan, self, personId } = await someone();
    const elsewhere = await who(['unit-officer'], null, [unit.b]);
    const leader = await who(['leader', 'unit-officer'], null, [unit.b]);
    expect(codeOf(await askForOwnExemption(colleague, plan, EXEMPTION))).toBe('NOT_FOUND');
    expect(codeOf(await askForOwnExemption(hr, plan, EXEMPTION))).toBe('NOT_FOUND');
    for (const principal of [elsewhere, leader, office, self, colleague])
      expect(codeOf(await askForExemption(principal, plan, EXEMPTION))).toBe('NOT_FOUND');
    expect(codeOf(await askForExemption(hr, randomUUID(), EXEMPTION))).toBe('NOT_FOUND');
    for (const ask of [
      () => askForOwnExemption(self, plan, EXEMPTION),
      () => askForExemption(officer, plan, EXEMPTION),
      () => askForExemption(hr, plan, EXEMPTION),
    ]) {
      const id = await idOf(ask());
      expect(await trail(id)).toEqual(['exemption.request done']);
      await owner`update plan_exemptions set decision = 'withdrawn', decided_by = requested_by where id = ${id}`;
    }
    expect((await readPersonFile(hr, personId, undefined)).ok).toBe(true);
  });

  it('changes nothing by itself, tells who may decide, and can wait once a plan', async () => {
    const { plan, self, personId } = await someone();
    const decider = await who(['office'], await build.person({ name: '冯审', unit: unit.b }));
    await owner`insert into account_roles (account_id, role, role_class) values (${decider.accountId}, 'office', 'business')`;
    const results = await Promise.all([
      askForOwnExemption(self, plan, EXEMPTION),
      askForExemption(hr, plan, until('2027-01-31')),
      askForExemption(officer, plan, EXEMPTION),
    ]);
    expect(results.map(codeOf).sort()).toEqual(['EXEMPTION_OPEN', 'EXEMPTION_OPEN', 'ok']);
    const [row] = await owner`select is_exempt, due_on::text from plan_progress where assignment_id = ${plan}`;
    expect({ ...row }).toEqual({ is_exempt: false, due_on: '2026-12-31' });
    expect(await noticesOf(decider.personId)).toHaveLength(1);
    expect(await noticesOf(personId)).toEqual([]);
  });

  it('is refused for a finished plan, for one that ended and for dates that are none', async () => {
    const done = await someone();
    expect(await study(done.personId, 90, '2026-05-06T11:00:00+08:00')).toEqual([done.plan]);
    for (const form of [EXEMPTION, until('2027-01-31')])
      expect(codeOf(await askForOwnExemption(done.self, done.plan, form))).toBe('EXEMPTION_DONE');
    const { plan, self } = await someone();
    expect(codeOf(await askForOwnExemption(self, plan, until('2026-06-09')))).toBe('EXEMPTION_DATE');
    expect(codeOf(await askForOwnExemption(self, plan, until('2028-01-01')))).toBe('EXEMPTION_DATE');
    expect(codeOf(await askForOwnExemption(self, plan, until('2026-12-31')))).toBe('EXEMPTION_NOT_POSSIBLE');
    await owner`update plan_assignments set ended_at = app_now() where id = ${plan}`;
    expect(codeOf(await askForOwnExemption(self, plan, EXEMPTION))).toBe('EXEMPTION_NOT_POSSIBLE');
    expect(await owner`select 1 from plan_exemptions where assignment_id = ${plan}`).toHaveLength(0);
  });
});

describe('deciding about an exemption', () => {
  it('needs a second person: neither who asked nor whose plan it is, and the try is recorded', async () => {
    const { plan, self } = await someone();
    const id = await idOf(askForExemption(hr, plan, EXEMPTION));
    expect(codeOf(await decide(hr, id, 'approved'))).toBe('SELF_APPROVAL_REFUSED');
    expect(codeOf(await decide(hr, id, 'refused'))).toBe('SELF_APPROVAL_REFUSED');
    const concerned: Principal = { ...self, roles: ['hr'] };
    expect(codeOf(await decide(concerned, id, 'approved'))).toBe('OWN_PLAN_REFUSED');
    expect(await trail(id)).toEqual([
      'exemption.request done',
      'exemption.approve refused',
      'exemption.refuse refused',
      'exemption.approve refused',
    ]);
    await expect(
      owner`update plan_exemptions set decision = 'approved', decided_by = requested_by, decided_at = app_now() where id = ${id}`,
    ).rejects.toThrow('plan_exemptions_two');
    expect(await owner`select 1 from plan_progress where assignment_id = ${plan} and is_exempt`).toHaveLength(0);
  });

  it('happens once, also when two approve at the same time', async () => {
    const { plan, personId } = await someone();
    const id = await idOf(askForExemption(hr, plan, EXEMPTION));
    const third = await who(['hr'], null);
    const results = await Promise.all([decide(office, id, 'approved'), decide(third, id, 'approved')]);
    expect(results.map(codeOf).sort()).toEqual(['EXEMPTION_DECIDED', 'ok']);
    expect(codeOf(await decide(third, id, 'refused'))).toBe('EXEMPTION_DECIDED');
    expect(codeOf(await withdrawExemption(hr, id))).toBe('EXEMPTION_DECIDED');
    expect(await trail(id)).toEqual(['exemption.request done', 'exemption.approve done']);
    expect(await noticesOf(personId)).toEqual(['2026 年涉密人员在岗年度教育的免训申请已批准']);
    expect(codeOf(await askForExemption(hr, plan, until('2027-01-31')))).toBe('EXEMPTION_NOT_POSSIBLE');
  });

  it('does not exempt what was finished meanwhile; one of an approval and a completion at once goes first', async () => {
    const { plan, personId } = await someone();
    const id = await idOf(askForExemption(hr, plan, EXEMPTION));
    await study(personId, 90, '2026-05-06T11:00:00+08:00');
    expect(codeOf(await decide(office, id, 'approved'))).toBe('EXEMPTION_DONE');
    expect(codeOf(await decide(office, id, 'refused', '已达标'))).toBe('ok');
    const other = await someone();
    const raced = await idOf(askForExemption(hr, other.plan, EXEMPTION));
    const [outcome] = await Promise.all([
      decide(office, raced, 'approved'),
      study(other.personId, 90, '2026-05-06T11:00:00+08:00'),
    ]);
    expect(['ok', 'EXEMPTION_DONE']).toContain(codeOf(outcome));
    const [row] = await owner`select completed_on::text as done, is_exempt as exempt from plan_progress
      where assignment_id = ${other.plan}`;
    expect({ ...row }).toEqual({ done: '2026-06-10', exempt: false });
  });

  it('may be no, with the reason told, or be withdrawn by whoever asked; then it can be asked anew', async () => {
    const { plan, self, personId } = await someone();
    const first = await idOf(askForOwnExemption(self, plan, EXEMPTION));
    expect(codeOf(await withdrawExemption(hr, first))).toBe('NOT_THE_ASKER');
    expect(codeOf(await withdrawExemption(colleague, first))).toBe('NOT_FOUND');
    expect(codeOf(await withdrawExemption(self, first))).toBe('ok');
    const second = await idOf(askForOwnExemption(self, plan, EXEMPTION));
    expect(codeOf(await decide(hr, second, 'refused', '请补充材料'))).toBe('ok');
    expect(await noticesOf(personId)).toEqual(['2026 年涉密人员在岗年度教育的免训申请未获同意']);
    const { plans } = await readOwnRecord(self, 2026);
    expect(plans[0]?.remarks).toEqual(['免训申请于 2026-06-10 未获同意，原因：请补充材料']);
    expect(codeOf(await askForOwnExemption(self, plan, EXEMPTION))).toBe('ok');
  });

  it('is closed to those who neither see the person nor asked', async () => {
    const { plan } = await someone();
    const id = await idOf(askForExemption(hr, plan, EXEMPTION));
    const elsewhere = await who(['unit-officer'], null, [unit.b]);
    expect(codeOf(await decide(elsewhere, id, 'approved'))).toBe('NOT_FOUND');
    expect(codeOf(await decide(office, randomUUID(), 'approved'))).toBe('NOT_FOUND');
    const seen = (principal: Principal) => readPlansPage(principal, PlansQuery.parse({}));
    expect((await seen(elsewhere)).list.rows.map((row) => row.personId)).toEqual([]);
    const lines = (await seen(officer)).list.rows;
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => 'mayDecide' in line && !line.mayDecide)).toBe(true);
  });
});

describe('a plan that is 免训', () => {
  const figures = async (query: PeopleQuery) => {
    const { view } = await readHrDashboard(hr, query);
    const { owed, done, missing, overdue, exempt } = view.tiles;
    for (const tile of [owed, done, missing, overdue, exempt])
      expect((await readPeoplePage(hr, tile.list)).total).toBe(tile.count);
    return {
      owed: owed.count,
      done: done.count,
      missing: missing.count,
      overdue: overdue.count,
      exempt: exempt.count,
      inA: view.units.find((bar) => bar.key === unit.a)?.all.count,
      general: view.categories.find((bar) => bar.key === 'general')?.all.count,
      inHours: view.hours.reduce((sum, bin) => sum + bin.count, 0),
      inTrend: view.trend[4]?.rate,
    };
  };

  it('is in no figure but its own, from the day of the approval, and never done', async () => {
    await refreshAllPlanProgress(db);
    const { plan, personId, self } = await someone('2026-05-31');
    const before = await figures({});
    const dayBefore = await figures({ asOf: '2026-06-09' });
    await approved(plan, EXEMPTION);
    const after = await figures({});
    expect(after).toEqual({
      ...before,
      owed: before.owed - 1,
      missing: before.missing - 1,
      overdue: before.overdue - 1,
      exempt: before.exempt + 1,
      inA: (before.inA ?? 0) - 1,
      general: (before.general ?? 0) - 1,
      inHours: before.inHours - 1,
      inTrend: expect.anything(),
    });
    await travelTo('2026-06-12T12:00:00+08:00');
    expect(await figures({ asOf: '2026-06-10' })).toMatchObject({ owed: after.owed, exempt: after.exempt });
    expect(await figures({ asOf: '2026-06-09' })).toEqual(dayBefore);
    expect((await readPeoplePage(hr, { asOf: '2026-06-09', q: '郑和', status: 'overdue' })).rows).toMatchObject([
      { personId, state: 'overdue', approved: null },
    ]);
    const { rows } = await readPeoplePage(officer, { status: 'exempt' });
    expect(rows.find((row) => row.personId === personId)).toMatchObject({ state: 'exempt', completedOn: null });
    const elsewhere = await who(['unit-officer'], null, [unit.b]);
    expect((await readPeoplePage(elsewhere, { status: 'exempt' })).total).toBe(0);
    const row = rows.find((one) => one.personId === personId);
    const cells = row ? EXPORT_COLUMNS.map((column) => column.cell(row)) : [];
    expect(cells).toEqual(expect.arrayContaining(['已免训', '已免训（产假，2026-06-10 批准）']));
    expect(await remind(hr, { personIds: [personId], planKind: 'annual-classified', year: 2026 })).toMatchObject({
      value: { told: 0, passedOver: 1 },
    });
    expect((await readOwnRecord(self, 2026)).plans[0]).toMatchObject({ isExempt: true, overdue: false });
  });

  it('is told on the own first page and asks for nothing there', async () => {
    const { plan, self } = await someone('2026-05-31');
    await approved(plan, EXEMPTION);
    const { own, dueOn } = await readHome(self);
    expect(own?.plans).toMatchObject([
      { exempt: '已免训（产假，2026-06-10 批准）', overdue: false, completedOn: null },
    ]);
    expect({ todos: own?.todos, allDone: own?.allDone, dueOn }).toEqual({
      todos: [],
      allDone: false,
      dueOn: '2026-12-31',
    });
  });

  it('that is learnt all the same is done, and counts as done', async () => {
    const { plan, personId, self } = await someone();
    await approved(plan, EXEMPTION);
    expect(await study(personId, 90, '2026-06-01T11:00:00+08:00')).toEqual([plan]);
    const [row] =
      await owner`select completed_on::text as done, is_exempt as exempt from plan_progress where assignment_id = ${plan}`;
    expect({ ...row }).toEqual({ done: '2026-06-10', exempt: false });
    expect((await readOwnRecord(self, 2026)).plans[0]).toMatchObject({ isExempt: false, remarks: [] });
    expect((await readPeoplePage(hr, { status: 'exempt' })).rows.map((one) => one.personId)).not.toContain(personId);
    expect((await readHome(self)).own?.allDone).toBe(true);
  });

  it('is not shown as such once a change of category has ended it', async () => {
    const { plan, personId } = await someone();
    await approved(plan, EXEMPTION);
    await owner`update plan_assignments set ended_at = app_now(), ended_reason = '类别变动' where id = ${plan}`;
    await refreshPlanProgressOfPerson(db, personId);
    expect((await readPeoplePage(hr, { status: 'exempt' })).rows.map((one) => one.personId)).not.toContain(personId);
  });
});

describe('an extension', () => {
  it('moves the last day, so that nothing is overdue any more, and leaves earlier dates as they were', async () => {
    const { plan, personId } = await someone('2026-05-31');
    const overdue = async (query: PeopleQuery = {}) =>
      (await readPeoplePage(hr, { ...query, status: 'overdue' })).rows.some((row) => row.personId === personId);
    expect(await overdue()).toBe(true);
    const id = await approved(plan, until('2026-09-30'));
    expect(await overdue()).toBe(false);
    const [row] = await owner`select x.old_due_on::text as old, a.due_on::text as due, a.counts_from as since
      from plan_exemptions x join plan_assignments a on a.id = x.assignment_id where x.id = ${id}`;
    expect({ ...row }).toEqual({ old: '2026-05-31', due: '2026-09-30', since: null });
    await travelTo('2026-06-11T12:00:00+08:00');
    expect(await overdue({ asOf: '2026-06-09' })).toBe(true);
    expect(await overdue({ asOf: '2026-06-10' })).toBe(false);
    await travelTo('2026-10-01T12:00:00+08:00');
    expect(await overdue()).toBe(true);
  });

  it('that waited past its new date is not approved', async () => {
    const { plan } = await someone('2026-05-31');
    const id = await idOf(askForExemption(hr, plan, until('2026-06-20')));
    await travelTo('2026-06-21T00:00:00+08:00');
    expect(codeOf(await decide(office, id, 'approved'))).toBe('EXEMPTION_DATE');
    expect(codeOf(await decide(office, id, 'refused', '日期已过'))).toBe('ok');
  });

  it('into the next year stays among what is owed then, counts what is learnt then, and keeps what was learnt before', async () => {
    const { plan, personId, self } = await someone();
    await study(personId, 45, '2026-06-01T11:00:00+08:00');
    await approved(plan, until('2027-03-31'));
    await travelTo('2027-02-01T12:00:00+08:00');
    const [shown] = (await readOwnRecord(self, 2027)).plans;
    expect(shown).toMatchObject({ assignmentId: plan, overdue: false, dueOn: '2027-03-31' });
    expect(shown?.remarks).toEqual([
      '延期至 2027-03-31（病假，2026-06-10 批准，原截止 2026-12-31）',
      '因延期到下一年度，自 2026-01-01 起的学习和考试都计入本计划。',
    ]);
    expect(shown?.rules.find((rule) => rule.id === 'hours')).toMatchObject({ counted: '1.0 学时' });
    expect(await study(personId, 45, '2027-02-01T11:00:00+08:00')).toEqual([plan]);
    const [row] = await owner`select completed_on::text as done, counted_minutes as minutes, training_year as year
      from plan_progress where assignment_id = ${plan}`;
    expect({ ...row }).toEqual({ done: '2027-02-01', minutes: 90, year: 2026 });
  });
});

it('the rule leaves an exemption alone: giving the plans of the year anew changes nothing', async () => {
  const { plan, personId } = await someone();
  await approved(plan, EXEMPTION);
  await transaction((tx) => assignYearPlans(tx, personId));
  await transaction((tx) => assignYearPlans(tx, personId));
  const [row] = await owner`select is_exempt as exempt from plan_progress where assignment_id = ${plan}`;
  expect(row?.exempt).toBe(true);
});

it('the page of what was approved is filtered by year, kind and cause', async () => {
  const { plan } = await someone();
  const id = await approved(plan, until('2027-12-31'));
  const ids = async (query: Record<string, string>) =>
    (await readPlansPage(hr, PlansQuery.parse({ view: 'approved', ...query }))).list.rows.map((row) =>
      'id' in row ? row.id : '',
    );
  expect(await ids({ year: '2026', kind: 'extension', cause: 'sick' })).toContain(id);
  for (const [key, value] of [
    ['year', '2025'],
    ['kind', 'exemption'],
    ['cause', 'abroad'],
  ] as const)
    expect(await ids({ [key]: value })).not.toContain(id);
});
