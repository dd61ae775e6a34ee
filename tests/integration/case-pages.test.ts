import { beforeAll, describe, expect, it } from 'vitest';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { readCasePage } from '#server/operations/cases/case-page.ts';
import { readTodo } from '#server/operations/cases/lists.ts';
import { readOfficeOpening, readOwnOpening } from '#server/operations/cases/opening-page.ts';
import { readPost, readPosts } from '#server/operations/cases/post-register.ts';
import { readStartable } from '#server/operations/cases/startable.ts';
import { frameOf } from '#server/operations/frame.ts';
import { readHome } from '#server/operations/home/read-home.ts';
import { readPersonCases } from '#server/operations/hr/person-cases.ts';
import { caseWorld, PASSWORD, REVIEW, type Somebody } from '#tests/support/case-world.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
let world: TestDatabase;
let desk: ReturnType<typeof caseWorld>;
let hr: Somebody;
let officer: Somebody;
let stranger: Somebody;

beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-06-10T09:00:00+08:00');
  await loadContent();
  await ensureSigningKey();
  desk = caseWorld(world.owner, YEAR);
  hr = await desk.somebody('hr');
  await desk.unit('Z');
  officer = await desk.somebody('unit-officer');
  stranger = await desk.somebody('unit-officer', 'Z');
});

const kindsOf = async (who: Somebody) => (await readStartable(who.principal)).map((one) => one.kind);
const code = (result: { ok: true } | { ok: false; error: { code: string } }) => (result.ok ? 'ok' : result.error.code);

describe('what people can begin about themselves', () => {
  it('follows from where they stand: nothing outside the life-cycle, reports and leaving in post, requests in the 脱密期', async () => {
    const who = await desk.somebody();
    expect(await kindsOf(who)).toEqual([]);
    await desk.inPost(who.personId, 'important');
    expect(await kindsOf(who)).toEqual(['report', 'travel', 'exit']);
    await world.owner`update person_assignments set life_state = 'cooling-off' where person_id = ${who.personId}`;
    expect(await kindsOf(who)).toEqual(['report', 'cooling-off-request']);
  });

  it('names themselves in the form, and leaves out what is under way already', async () => {
    const who = await desk.somebody();
    await desk.inPost(who.personId, 'general');
    const form = await readOwnOpening(who.principal, 'exit');
    expect(form).toMatchObject({
      ok: true,
      value: { values: { personId: who.personId }, fixed: [{ name: 'personId' }] },
    });
    await desk.open(who, 'exit', {
      personId: who.personId,
      exitKind: 'leave-post',
      cause: 'rotation',
      plannedOn: '2026-07-01',
      reason: '轮岗',
    });
    expect(await kindsOf(who)).toEqual(['report']);
    expect(code(await readOwnOpening(who.principal, 'exit'))).toBe('NOT_FOUND');
    expect(code(await readOwnOpening(who.principal, 'entry'))).toBe('NOT_FOUND');
  });
});

describe('the form with which an office opens a case', () => {
  it('is there for the kinds of the office alone, and fills in nobody out of sight', async () => {
    const who = await desk.somebody();
    const asked = { personId: who.personId };
    const nominate = await readOfficeOpening(officer.principal, 'entry', asked);
    expect(nominate).toMatchObject({ ok: true, value: { values: { personId: who.personId } } });
    expect(code(await readOfficeOpening(officer.principal, 'review', asked))).toBe('NOT_FOUND');
    expect(code(await readOfficeOpening(who.principal, 'entry', asked))).toBe('NOT_FOUND');
    expect(code(await readOfficeOpening(stranger.principal, 'entry', asked))).toBe('NOT_FOUND');
  });

  it('changes a post in force of the own part with code and unit as they stand, and closes it with everything as it stands', async () => {
    const postId = await desk.post('core');
    const change = await readOfficeOpening(officer.principal, 'post', { postId, action: 'change' });
    const close = await readOfficeOpening(officer.principal, 'post', { postId, action: 'close' });
    if (!change.ok || !close.ok) throw new Error('both forms must open');
    expect(change.value.fixed.map((field) => field.name)).toEqual(['action', 'code', 'unitId']);
    expect(change.value.values).toMatchObject({ level: 'core', reviewOn: '2030-01-01' });
    expect(close.value.form.map((field) => field.name).filter((name) => !(name in close.value.values))).toEqual([
      'reason',
    ]);
    expect(code(await readOfficeOpening(stranger.principal, 'post', { postId, action: 'change' }))).toBe('NOT_FOUND');
    await world.owner`update posts set status = 'closed', closed_on = '2026-06-01' where id = ${postId}`;
    expect(code(await readOfficeOpening(officer.principal, 'post', { postId, action: 'change' }))).toBe('NOT_FOUND');
  });
});

describe('the register of posts', () => {
  it('shows an officer the own part with its holders, and nothing of another part', async () => {
    const who = await desk.somebody();
    const postId = await desk.inPost(who.personId, 'important');
    const { posts, today } = await readPosts(officer.principal);
    expect(today).toBe('2026-06-10');
    expect(posts.find((post) => post.id === postId)).toMatchObject({ holders: 1, level: 'important' });
    const read = await readPost(officer.principal, postId);
    expect(read).toMatchObject({
      ok: true,
      value: { post: { holders: 1 }, holders: [{ personId: who.personId, employmentForm: '在编', validTo: null }] },
    });
    expect((await readPosts(stranger.principal)).posts).toEqual([]);
    expect(code(await readPost(stranger.principal, postId))).toBe('NOT_FOUND');
  });
});

describe('a case on its page and in the file of the person', () => {
  it('is counted for whose turn it is, stands in the file step by step, and is out of sight for others', async () => {
    const who = await desk.somebody();
    const other = await desk.somebody();
    const postId = await desk.post('general');
    const before = (await frameOf(hr.principal)).todo;
    const caseId = await desk.open(officer, 'entry', {
      personId: who.personId,
      postId,
      startOn: '2026-07-01',
      reason: '补充力量',
    });
    const home = await readHome(who.principal);
    expect(home.waiting).toMatchObject({ total: 1, items: [{ id: caseId, isMyTurn: true }] });
    expect((await frameOf(who.principal)).todo).toBe(0);
    expect((await frameOf(hr.principal)).todo).toBe(before);

    const file = await readPersonCases(hr.principal, who.personId);
    expect(file.cases).toMatchObject([
      { id: caseId, kindLabel: '上岗', isClosed: false, steps: [{ label: '提名上岗' }] },
    ]);
    expect((await readPersonCases(other.principal, who.personId)).cases).toEqual([]);
    expect((await readPersonCases(stranger.principal, who.personId)).cases).toEqual([]);

    const page = await readCasePage(who.principal, caseId);
    expect(page).toMatchObject({ ok: true, value: { today: '2026-06-10', view: { id: caseId, isMyTurn: true } } });
    expect(code(await readCasePage(other.principal, caseId))).toBe('NOT_FOUND');
    expect(code(await readCasePage(stranger.principal, caseId))).toBe('NOT_FOUND');
  });
});

describe('what waits for an office', () => {
  const waitsFor = async (who: Somebody, caseId: string) =>
    (await readTodo(who.principal)).some((item) => item.id === caseId);

  it('is not over with an opinion: handing back waits for those who have spoken before', async () => {
    const who = await desk.somebody();
    await desk.inPost(who.personId, 'general');
    const caseId = await desk.open(who, 'exit', {
      personId: who.personId,
      exitKind: 'leave-post',
      cause: 'rotation',
      plannedOn: '2026-07-01',
      reason: '轮岗',
    });
    expect(await waitsFor(officer, caseId)).toBe(true);
    expect(await desk.step(officer, caseId, 'opinion-unit', { opinion: 'agree' })).toBe('ok');
    expect([await waitsFor(officer, caseId), await waitsFor(hr, caseId)]).toEqual([false, true]);
    expect(await desk.step(hr, caseId, 'approve-exit', {})).toBe('ok');
    expect([await waitsFor(officer, caseId), await waitsFor(hr, caseId)]).toEqual([true, true]);
    expect(await waitsFor(stranger, caseId)).toBe(false);
  });

  it('is a conclusion for somebody else than the one who opened the case', async () => {
    const who = await desk.somebody();
    const office = await desk.somebody('office');
    const colleague = await desk.somebody('hr');
    await desk.inPost(who.personId, 'general');
    const caseId = await desk.open(hr, 'review', { personId: who.personId, cause: 'due' });
    expect(await desk.step(who, caseId, 'submit-review', REVIEW, PASSWORD)).toBe('ok');
    expect(await desk.step(officer, caseId, 'opinion-unit', { opinion: 'agree' })).toBe('ok');
    expect(await desk.step(office, caseId, 'opinion-office', { opinion: 'agree' })).toBe('ok');
    expect([await waitsFor(hr, caseId), await waitsFor(colleague, caseId)]).toEqual([false, true]);
  });
});
