import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { progressFromRecords } from '#db/dal/dashboard-source.ts';
import { ORG_TODAY } from '#db/dal/org-clock.ts';
import { refreshAllPlanProgress, refreshPlanProgress } from '#db/dal/plan-progress.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { CountedLink, DashboardView } from '#domain/people/dashboard-view.ts';
import { PEOPLE_SORTS, type PeopleQuery, peopleQueryFrom, STATUS_FILTERS } from '#domain/people/progress-filter.ts';
import { readHrDashboard } from '#server/operations/hr/dashboard.ts';
import { EXPORTS_PER_HOUR, exportPeople } from '#server/operations/hr/export.ts';
import { readPeoplePage } from '#server/operations/hr/people.ts';
import { readPersonFile } from '#server/operations/hr/person-file.ts';
import { remind } from '#server/operations/hr/remind.ts';
import { peopleBuilder, principalWith } from '#tests/support/people-builder.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const { db, owner, travelTo } = await createTestDatabase();
const build = peopleBuilder(owner);

const CANARY = '金丝雀';
const NOW = '2026-11-21T09:00:00+08:00';
const ids: Record<string, string> = {};
const id = (key: string): string => {
  const found = ids[key];
  if (!found) throw new Error(`nothing built under ${key}`);
  return found;
};

const hr = principalWith(['hr']);
const office = principalWith(['office']);
let officerA: Principal;
let officerB: Principal;
let employee: Principal;

async function buildOrganisation(): Promise<void> {
  await build.organisation('江澜市测试院');
  await build.policy('annual-all', 'annual-all');
  await build.policy('annual-classified', 'annual-classified');
  await build.policy('entry-general', null);
  ids.root = await build.unit('R', '测试院');
  ids.a = await build.unit('A', '甲部', id('root'));
  ids.a1 = await build.unit('A1', '甲一科', id('a'));
  ids.b = await build.unit('B', '乙部', id('root'));
  ids.exam = await build.exam('annual-all', 2026);
  ids.examBefore = await build.exam('annual-all', 2025);
}

/** Eight people of every kind of standing: done, late, begun, not begun, moved, of the root itself, without a plan. */
async function buildPeople(): Promise<void> {
  ids.done = await build.person({ name: '赵成', unit: id('a'), pinyin: 'zhaocheng zc', category: 'general' });
  const done = await build.plan(id('done'));
  await build.hours(id('done'), 120, '2026-03-01T10:00:00+08:00', 'a');
  await build.hours(id('done'), 60, '2026-04-01T10:00:00+08:00');
  await build.sit(id('exam'), id('done'), 1, false, '2026-04-20T10:00:00+08:00');
  const attempt = await build.sit(id('exam'), id('done'), 2, true, '2026-05-10T10:00:00+08:00');
  await build.complete(done, attempt, '2026-05-10T10:00:00+08:00', '2027-01-10');
  const before = await build.plan(id('done'), { year: 2025, dueOn: '2025-12-31' });
  const earlier = await build.sit(id('examBefore'), id('done'), 1, true, '2025-06-01T10:00:00+08:00');
  await build.complete(before, earlier, '2025-06-01T10:00:00+08:00', '2026-12-01');

  ids.late = await build.person({ name: '钱迟', unit: id('a1'), pinyin: 'qianchi qc' });
  await build.plan(id('late'), { dueOn: '2026-10-31' });
  const row = await build.hours(id('late'), 45, '2026-06-01T10:00:00+08:00', 'b');
  await build.correct(row, 45, '2026-07-01T10:00:00+08:00');
  await build.hours(id('late'), 90, '2026-07-02T10:00:00+08:00', 'elsewhere');

  ids.begun = await build.person({ name: '孙行', unit: id('a1'), pinyin: 'sunxing sx', category: 'core' });
  await build.plan(id('begun'));
  await build.plan(id('begun'), { kind: 'annual-classified' });
  await build.hours(id('begun'), 100, '2026-09-01T10:00:00+08:00', 'c');

  ids.canary = await build.person({
    name: CANARY,
    unit: id('b'),
    pinyin: 'jinsique jsq',
    employeeNo: 'CANARY1',
    category: 'important',
  });
  await build.plan(id('canary'), { dueOn: '2026-10-31' });
  await build.plan(id('canary'), { kind: 'entry-general' });
  await build.sit(id('exam'), id('canary'), 1, false, '2026-08-01T10:00:00+08:00');

  ids.moved = await build.person({ name: '周迁', unit: id('a'), pinyin: 'zhouqian zq' });
  await build.plan(id('moved'));
  await build.move(id('moved'), id('b'), '2026-10-01');

  ids.top = await build.person({ name: '吴顶', unit: id('root'), pinyin: 'wuding wd' });
  await build.plan(id('top'), { assignedAt: '2026-06-15T09:00:00+08:00' });
  ids.free = await build.person({ name: '郑闲', unit: id('a'), pinyin: 'zhengxian zx' });
}

beforeAll(async () => {
  await travelTo(NOW);
  await buildOrganisation();
  await buildPeople();
  await refreshAllPlanProgress(db);
  officerA = principalWith(['unit-officer'], { officerUnitIds: [id('a')] });
  officerB = principalWith(['unit-officer'], { officerUnitIds: [id('b')] });
  employee = principalWith([], { personId: id('done') });
});

const total = async (principal: Principal, list: PeopleQuery) => (await readPeoplePage(principal, list)).total;

function numbersOf(view: DashboardView): [string, CountedLink][] {
  const { tiles } = view;
  const bars = [...view.units, ...view.categories];
  return [
    ...(['owed', 'done', 'missing', 'passed', 'sat', 'overdue'] as const).map((key): [string, CountedLink] => [
      key,
      tiles[key],
    ]),
    ...bars.flatMap((bar) =>
      (['all', 'done', 'missing'] as const).map((key): [string, CountedLink] => [`${bar.label} ${key}`, bar[key]]),
    ),
    ...view.hours.map((bin): [string, CountedLink] => [`hours from ${bin.from}`, bin]),
    ...view.trend.flatMap((point): [string, CountedLink][] =>
      point.done ? [[`month ${point.month}`, point.done]] : [],
    ),
    ...view.expiring.map((item): [string, CountedLink] => [`${item.days} days`, item]),
  ];
}

describe('every number of the dashboard', () => {
  const filters: [string, () => PeopleQuery][] = [
    ['today', () => ({})],
    ['an earlier day', () => ({ asOf: '2026-09-15' })],
    ['the year before', () => ({ year: 2025 })],
    ['one unit', () => ({ unit: id('a') })],
    ['one category and plan', () => ({ category: 'core', plan: 'annual-classified' })],
  ];
  it.each(filters)('has exactly so many rows behind it: %s', async (_, filter) => {
    for (const principal of [hr, office, officerA, officerB, employee]) {
      const { view } = await readHrDashboard(principal, filter());
      for (const [name, { count, list }] of numbersOf(view)) {
        expect([name, await total(principal, list)]).toEqual([name, count]);
      }
    }
  });

  it('is what the records say', async () => {
    const { view } = await readHrDashboard(hr, {});
    const { tiles } = view;
    expect([tiles.owed.count, tiles.done.count, tiles.overdue.count, tiles.sat.count, tiles.passed.count]).toEqual([
      8, 1, 2, 2, 1,
    ]);
    expect(view.units.map((bar) => [bar.label, bar.missing.count])).toEqual([
      ['甲部', 3],
      ['乙部', 3],
      ['测试院（本级）', 1],
    ]);
    expect(view.requiredHours).toBe(4);
    expect(view.expiring.map((item) => item.count)).toEqual([0, 1, 1]);
  });

  it('leaves out hours that were taken back or belong to no lesson of the plan', async () => {
    const { rows } = await readPeoplePage(hr, { q: '钱迟' });
    expect(rows[0]).toMatchObject({ countedMinutes: 0, state: 'overdue' });
  });

  it('uses the organisation and the records as they stood on an earlier day', async () => {
    const names = async (query: PeopleQuery) => (await readPeoplePage(hr, query)).rows.map((row) => row.name);
    expect(await names({ unit: id('a'), q: '周迁' })).toEqual([]);
    expect(await names({ unit: id('a'), q: '周迁', asOf: '2026-09-30' })).toEqual(['周迁']);
    expect(await total(hr, { asOf: '2026-05-09', status: 'done' })).toBe(0);
    expect(await total(hr, { asOf: '2026-05-10', status: 'done' })).toBe(1);
    expect(await total(hr, { asOf: '2026-06-14', q: '吴顶' })).toBe(0);
  });
});

describe('a 部门保密员', () => {
  const everywhere = () => [
    ...STATUS_FILTERS.map((status): PeopleQuery => ({ status })),
    ...PEOPLE_SORTS.map((sort): PeopleQuery => ({ sort, dir: 'desc' })),
    { q: CANARY },
    { q: 'jsq' },
    { q: 'canary1' },
    { unit: id('b') },
    { unit: id('b'), direct: '1' as const },
    { asOf: '2026-09-01' },
    { expiring: 90 as const },
    { plan: 'entry-general' as const },
  ];

  it('finds nobody of another unit in any list, count, search, sort or figure', async () => {
    for (const query of everywhere()) {
      const page = await readPeoplePage(officerA, query);
      expect(JSON.stringify([page.rows, page.unitOptions])).not.toMatch(/金丝雀|CANARY1|乙部/);
      expect(page.total).toBe(page.rows.length);
    }
    const { view, unitOptions } = await readHrDashboard(officerA, {});
    expect(JSON.stringify([view, unitOptions])).not.toMatch(/金丝雀|CANARY1|乙部/);
    expect(view.tiles.owed.count).toBe(4);
  });

  it('finds the own people, those who moved in included', async () => {
    const names = (await readPeoplePage(officerB, {})).rows.map((row) => row.name);
    expect(new Set(names)).toEqual(new Set([CANARY, '周迁']));
  });

  it('gets NOT_FOUND for the file of a stranger, as for nobody', async () => {
    const stranger = await readPersonFile(officerA, id('canary'), undefined);
    const nobody = await readPersonFile(officerA, '00000000-0000-4000-8000-000000000000', undefined);
    expect(stranger).toEqual({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(nobody).toEqual(stranger);
    expect((await readPersonFile(officerB, id('canary'), undefined)).ok).toBe(true);
    expect((await readPersonFile(employee, id('done'), undefined)).ok).toBe(true);
    expect((await readPersonFile(employee, id('late'), undefined)).ok).toBe(false);
  });
});

describe('the list', () => {
  it('is searched by name, 工号 and pinyin, and a wildcard is only a character', async () => {
    for (const q of ['赵', 'zhaoch', 'ZC']) expect(await total(hr, { q })).toBe(1);
    expect(await total(hr, { q: '%' })).toBe(0);
    expect(await total(hr, { q: '_' })).toBe(0);
  });

  it('shows every row once over its pages, in each order', async () => {
    for (const sort of PEOPLE_SORTS) {
      const seen: (string | null)[] = [];
      for (let page = 1; page <= 4; page++) {
        seen.push(...(await readPeoplePage(hr, { sort, page, size: 2 })).rows.map((row) => row.assignmentId));
      }
      expect(new Set(seen).size).toBe(8);
      expect(seen).toHaveLength(8);
    }
  });

  it('takes no order, page size or id that is not on the list from an address', () => {
    const parsed = peopleQueryFrom({
      sort: '"; drop table people; --',
      size: '1000000000',
      unit: "' or 1=1",
      year: '2026',
      dir: 'up',
    });
    expect(parsed).toEqual({ year: 2026 });
  });

  it('names people who owe no plan only when asked for them', async () => {
    const { rows } = await readPeoplePage(officerA, { status: 'unassigned' });
    expect(rows.map((row) => [row.name, row.state])).toEqual([['郑闲', 'unassigned']]);
  });
});

describe('stored progress', () => {
  const columns =
    sql.raw(`assignment_id, person_id, plan_kind, training_year, unit_id, category, required_minutes, minutes_per_hour,
    counted_minutes, exam_state, assigned_on, completed_on, due_on, certificate_until, holds_to`);
  const differences = async () =>
    (await db.execute(sql`
      (select ${columns} from plan_progress except select ${columns} from ${progressFromRecords(ORG_TODAY, sql`true`)} r)
      union all
      (select ${columns} from ${progressFromRecords(ORG_TODAY, sql`true`)} r except select ${columns} from plan_progress)`)) as unknown[];

  it('equals what is derived from the records, after a change too', async () => {
    expect(await differences()).toEqual([]);
    await db.transaction(async (tx) => {
      await build.hours(id('top'), 45, '2026-11-20T10:00:00+08:00');
      await refreshPlanProgress(tx, id('top'), 2026);
    });
    expect(await differences()).toEqual([]);
    expect((await readPeoplePage(hr, { q: '吴顶' })).rows[0]).toMatchObject({
      countedMinutes: 45,
      state: 'in-progress',
    });
  });

  it('follows a move that was entered in advance on the day it takes effect', async () => {
    const mover = await build.person({ name: '冯先', unit: id('a') });
    await build.plan(mover);
    await build.move(mover, id('b'), '2026-11-25');
    await refreshPlanProgress(db, mover, 2026);
    expect(await total(officerA, { q: '冯先' })).toBe(1);
    await travelTo('2026-11-25T00:00:01+08:00');
    expect(await total(officerA, { q: '冯先' })).toBe(0);
    expect(await total(officerB, { q: '冯先' })).toBe(1);
    await travelTo(NOW);
    await owner`update plan_progress set unit_id = null, holds_to = null where person_id = ${mover}`;
  });
});

describe('a reminder', () => {
  const ask = (principal: Principal, personIds: string[]) =>
    remind(principal, { personIds, planKind: 'annual-all', year: 2026 });
  const told = (personId: string) => owner`select title, body, is_urgent from notices where person_id = ${personId}`;

  it('reaches nobody outside the subtree and nobody who is done', async () => {
    expect(await ask(officerA, [id('canary'), id('done')])).toEqual({
      ok: true,
      value: { told: 0, toldBefore: 0, passedOver: 2 },
    });
    expect(await told(id('canary'))).toHaveLength(0);
  });

  it('is given once a day, by whomever, and again the next day', async () => {
    expect(await ask(officerA, [id('late'), id('late')])).toEqual({
      ok: true,
      value: { told: 1, toldBefore: 0, passedOver: 0 },
    });
    expect(await ask(hr, [id('late')])).toEqual({ ok: true, value: { told: 0, toldBefore: 1, passedOver: 0 } });
    await travelTo('2026-11-22T09:00:00+08:00');
    expect(await ask(hr, [id('late')])).toMatchObject({ value: { told: 1 } });
    await travelTo(NOW);
    const notices = await told(id('late'));
    expect(notices).toHaveLength(2);
    expect(notices[0]).toMatchObject({ is_urgent: true });
    expect(String(notices[0]?.body)).toContain('2026-10-31');
  });

  it('leaves an audit row', async () => {
    const rows =
      await owner`select detail from audit_events where action = 'hr.remind' and actor_account_id = ${hr.accountId}`;
    expect(rows.length).toBeGreaterThan(0);
  });
});

/** The one sheet of a workbook this product wrote, found by its local header. */
function sheetOf(file: Buffer): string {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const at = file.indexOf(name);
  return inflateRawSync(file.subarray(at + name.length)).toString('utf8');
}

async function exported(principal: Principal, filter: PeopleQuery) {
  const made = await exportPeople(principal, filter);
  if (!made.ok) throw new Error(made.error.code);
  const chunks: Buffer[] = [];
  for await (const chunk of made.value.body) chunks.push(chunk as Buffer);
  const file = Buffer.concat(chunks);
  return { ...made.value, file, sheet: sheetOf(file) };
}

describe('an export', () => {
  it('holds what the principal may see and nothing else', async () => {
    const own = await exported(officerA, {});
    expect(own.sheet).toContain('钱迟');
    expect(own.sheet).not.toMatch(/金丝雀|CANARY1|乙部/);
    expect(own.rows).toBe(await total(officerA, {}));
    expect((await exported(hr, {})).sheet).toContain(CANARY);
  });

  it('says who, what, when and how many, and warns of secrets', async () => {
    const { sheet } = await exported(hr, { status: 'overdue' });
    for (const text of ['江澜市测试院', '截至 2026-11-21', '共 2 条', '状态：已逾期', '测试人（X）', '非涉密系统'])
      expect(sheet).toContain(text);
  });

  it('is on record with the hash of the very file', async () => {
    const { file, sha256 } = await exported(hr, { status: 'done' });
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
    const rows =
      await owner`select detail from audit_events where action = 'hr.export' and detail->>'sha256' = ${sha256}`;
    expect(rows[0]?.detail).toMatchObject({ rows: 1, filter: { status: 'done', year: 2026 } });
  });

  it('writes names that look like formulas as guarded text', async () => {
    for (const name of ['=1+1', '@SUM(A1)', '+2', '-3', '＝cmd', '\t=4']) {
      const person = await build.person({ name, unit: id('b') });
      await build.plan(person, { kind: 'entry-general' });
      await refreshPlanProgress(db, person, 2026);
    }
    const { sheet } = await exported(hr, { plan: 'entry-general' });
    for (const name of ["'=1+1", "'@SUM(A1)", "'+2", "'-3", "'＝cmd", "'\t=4"]) expect(sheet).toContain(`>${name}<`);
    expect(sheet).not.toContain('<f>');
    expect(sheet.match(/<c /g)).toHaveLength(sheet.match(/t="inlineStr"/g)?.length ?? -1);
  });

  it('is refused after so many in an hour, and allowed again later', async () => {
    const eager = principalWith(['hr']);
    await owner`insert into audit_events (actor_account_id, actor_name, action, outcome, subject_type, subject_id, at)
      select ${eager.accountId}, 'x', 'hr.export.requested', 'done', 'export', 'people.xlsx', app_now() - interval '10 minutes'
      from generate_series(1, ${EXPORTS_PER_HOUR})`;
    expect(await exportPeople(eager, {})).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
    await travelTo('2026-11-21T10:00:00+08:00');
    expect((await exportPeople(eager, {})).ok).toBe(true);
    await travelTo(NOW);
  });
});
