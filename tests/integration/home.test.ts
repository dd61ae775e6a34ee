import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import { unsafeFindSession } from '#db/dal/system-auth.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import { tokenHash } from '#server/auth/token.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { createApi } from '#server/http/api.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { frameOf } from '#server/operations/frame.ts';
import { readHome } from '#server/operations/home/read-home.ts';
import { readOwnRecord } from '#server/operations/home/read-record.ts';
import { readExamReports } from '#server/operations/office/exam-report.ts';
import { readItemList } from '#server/operations/office/item-list.ts';
import { readOfficeOverview } from '#server/operations/office/overview.ts';
import { readItemReport } from '#server/operations/office/read-item.ts';
import { type Candidate, caller, newCandidate } from '#tests/support/exam-world.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
let world: TestDatabase;
let call: ReturnType<typeof caller>;
let examId: string;

beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-11-21T09:00:00+08:00');
  await loadContent();
  await ensureSigningKey();
  const api = createApi();
  await api.ready();
  call = caller(api);
  const [exam] = await world.owner<
    { id: string }[]
  >`select id from exams where plan_kind = 'annual-all' and training_year = ${YEAR}`;
  examId = exam?.id ?? '';
});

async function principalOf(who: Candidate, roles: Role[] = []): Promise<Principal> {
  const hash = tokenHash(who.token);
  const session = hash && (await unsafeFindSession(world.db, hash, null));
  if (!session) throw new Error('the session must be live');
  return { ...session, roles, requestId: 'test', ip: '127.0.0.1' };
}

async function person(roles: Role[] = []): Promise<{ who: Candidate; principal: Principal }> {
  const who = await newCandidate(world.owner, YEAR);
  return { who, principal: await principalOf(who, roles) };
}

const addHours = (personId: string, minutes: number, title: string) =>
  world.owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, occurred_from, occurred_to)
    values (${personId}, ${YEAR}, ${minutes}, 'session', ${title}, app_now(), app_now())`;
const notify = (personId: string, title: string) =>
  world.owner`insert into notices (person_id, dedupe_key, title, body) values (${personId}, ${randomUUID()}, ${title}, '正文')`;

describe('the home of a person', () => {
  it('says what is owed, by when and what to do first', async () => {
    const { who, principal } = await person();
    await addHours(who.personId, 45, '集中培训');
    const home = await readHome(principal);
    expect(home).toMatchObject({
      year: YEAR,
      today: '2026-11-21',
      dueOn: '2026-12-31',
      daysLeft: 40,
      people: null,
      office: null,
    });
    const { ring, next, todos, plans, allDone } = home.own ?? {};
    expect(ring).toMatchObject({ counted: '1.0', countedMinutes: 45 });
    expect(ring?.sources).toEqual([{ mode: 'session', label: '集中培训', hours: '1.0' }]);
    expect(next).toMatchObject({ kind: 'lesson', verb: '开始学习' });
    expect(todos?.map((todo) => todo.kind)).toEqual(['lessons', 'exam']);
    expect(todos?.every((todo) => todo.daysLeft === 40)).toBe(true);
    expect(plans).toHaveLength(1);
    expect(allDone).toBe(false);
  });

  it('goes on with the lesson begun, telling the minutes that are left', async () => {
    const { who, principal } = await person();
    const [lesson] = await world.owner<{ id: string; version: number; minutes: number }[]>`
      select lesson_id as id, version, planned_minutes as minutes from lesson_versions where is_current and lesson_id = 'm6-phones'`;
    await world.owner`insert into lesson_progress (person_id, lesson_id, training_year, lesson_version, credited_seconds)
      values (${who.personId}, 'm6-phones', ${YEAR}, ${lesson?.version ?? 1}, 60)`;
    const { next } = (await readHome(principal)).own ?? {};
    expect(next).toMatchObject({
      verb: '继续学习',
      href: '/learn/m6-phones',
      note: expect.stringMatching(/^还剩 \d+ 分钟$/),
    });
    expect(next?.what).toContain('6.2');
  });

  it('puts an exam that is running before everything else', async () => {
    const { who, principal } = await person();
    const attempt = (await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie)).json<AttemptView>();
    const { next, todos } = (await readHome(principal)).own ?? {};
    expect(next).toMatchObject({ kind: 'exam-open', href: `/exam/room?attempt=${attempt.attemptId}` });
    expect(todos?.find((todo) => todo.kind === 'exam')?.verb).toBe('继续考试');
  });

  it('never holds a word of anybody else’s record', async () => {
    const [mine, other] = [await person(), await person()];
    await addHours(other.who.personId, 90, '别人的集中培训');
    await notify(other.who.personId, '别人的通知');
    await notify(mine.who.personId, '我的通知');
    const shown = JSON.stringify([await readHome(mine.principal), await readOwnRecord(mine.principal, YEAR)]);
    expect(shown).toContain('我的通知');
    expect(shown).not.toContain('别人');
    expect((await frameOf(mine.principal)).unread).toBe(1);
    const counts = (await readHome(mine.principal)).own?.ring?.countedMinutes;
    expect(counts).toBe(0);
  });

  it('shows an account without a person no learning at all', async () => {
    const { principal } = await person(['hr']);
    const home = await readHome({ ...principal, personId: null });
    expect(home.own).toBeNull();
    expect(home.people?.scope).toBe('organisation');
  });

  it('counts for a 部门保密员 the own subtree alone', async () => {
    const { principal } = await person();
    const officer = { ...principal, roles: ['unit-officer'] as Role[] };
    expect((await readHome({ ...officer, officerUnitIds: [randomUUID()] })).people?.view.tiles.owed.count).toBe(0);
    const [unit] = await world.owner<{ id: string }[]>`select id from units where code = 'T'`;
    await transaction((tx) => settlePlans(tx, principal.personId ?? '', YEAR));
    const view = (await readHome({ ...officer, officerUnitIds: [unit?.id ?? ''] })).people?.view;
    expect(view?.tiles.owed.count).toBeGreaterThanOrEqual(1);
    expect(view?.tiles.missing.list).toMatchObject({ status: 'not-done' });
  });
});

describe('the own record', () => {
  it('says for every rule what counts, what does not and why, with a door to what would close it', async () => {
    const { who, principal } = await person();
    await addHours(who.personId, 45, '集中培训');
    const { plans, ledger, years } = await readOwnRecord(principal, null);
    expect(years).toEqual([YEAR]);
    expect(ledger).toHaveLength(1);
    const [hours, lessons, exam] = plans[0]?.rules ?? [];
    expect(hours).toMatchObject({
      id: 'hours',
      met: false,
      counted: '1.0 学时',
      action: { href: expect.stringContaining('/learn/') },
    });
    expect(hours?.countingRows).toEqual([expect.objectContaining({ title: '集中培训' })]);
    expect(lessons?.notCountingRows[0]).toMatchObject({ reason: '尚未完成' });
    expect(exam).toMatchObject({ id: 'exam', missing: '1 次通过', action: { href: '/exams' } });
  });

  it('falls back to the present year for a year without any record', async () => {
    const { principal } = await person();
    expect((await readOwnRecord(principal, 2019)).year).toBe(YEAR);
  });
});

describe('the 保密办', () => {
  it('sees the bank against the blueprint, and nobody else sees any of it', async () => {
    const { principal } = await person(['office']);
    const overview = await readOfficeOverview(principal);
    expect(overview.lessons.length).toBeGreaterThan(0);
    const quotas = overview.blueprints.find((blueprint) => blueprint.id === 'annual-all')?.quotas ?? [];
    expect(quotas.find((quota) => quota.key === 'section:single')?.perPlace).toBeGreaterThanOrEqual(1);
    const stranger = { ...principal, roles: ['hr'] as Role[] };
    expect((await readOfficeOverview(stranger)).blueprints).toEqual([]);
    expect((await readOfficeOverview(stranger)).lessons.every((lesson) => lesson.exam === 0)).toBe(true);
    expect((await readItemList(stranger, YEAR, {})).total).toBe(0);
    expect(await readExamReports(stranger, YEAR)).toEqual([]);
  });

  it('reads results and reliability from graded papers', async () => {
    const { principal } = await person(['office']);
    for (let i = 0; i < 3; i += 1) {
      const { who } = await person();
      const attempt = (await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie)).json<AttemptView>();
      for (const { position, item } of attempt.items.slice(0, 10 * i)) {
        if (item.type !== 'boolean') continue;
        const response = { type: 'boolean', value: true };
        await call('PUT', `/api/v1/attempts/${attempt.attemptId}/answers/${position}`, who.cookie, {
          seq: 1,
          response,
        });
      }
      await call('POST', `/api/v1/attempts/${attempt.attemptId}/submit`, who.cookie);
    }
    const report = (await readExamReports(principal, YEAR)).find((exam) => exam.examId === examId);
    expect(report).toMatchObject({ graded: 3, passed: 0, papers: 3 });
    expect(report?.histogram.reduce((sum, count) => sum + count, 0)).toBe(3);
    const list = await readItemList(principal, YEAR, { pool: 'exam', sort: 'candidates', dir: 'desc' });
    expect(list.rows[0]?.statistics.candidates).toBeGreaterThanOrEqual(1);
  });

  it('lists questions without keys; opening one with its key is written to the trail', async () => {
    const { principal } = await person(['office']);
    const list = await readItemList(principal, YEAR, { pool: 'exam', type: 'single' });
    expect(JSON.stringify(list)).not.toContain('"correct"');
    const itemId = list.rows[0]?.itemId ?? '';
    const opened = await readItemReport(principal, itemId);
    expect(opened.ok && opened.value.questions[0]?.options.filter((option) => option.isCorrect)).toHaveLength(1);
    const [row] = await world.owner<{ n: number }[]>`
      select count(*)::int as n from audit_events where action = 'item.read-key' and subject_id = ${itemId} and actor_account_id = ${principal.accountId}`;
    expect(row?.n).toBe(1);
    for (const roles of [[], ['hr'], ['sysadmin']] as Role[][]) {
      expect(await readItemReport({ ...principal, roles }, itemId)).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND' },
      });
    }
  });
});
