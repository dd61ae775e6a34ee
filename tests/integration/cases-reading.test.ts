import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '#server/http/api.ts';
import { apiRoutes } from '#server/http/routes.ts';
import { openPledgeText } from '#server/operations/cases/open-pledge-text.ts';
import { caseCourses } from '#tests/support/case-courses.ts';
import { PASSWORD, type Somebody } from '#tests/support/case-world.ts';
import { caller, openSession } from '#tests/support/exam-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const { owner } = database;
const course = await caseCourses(database);
const { world, officer, hr, leader, inPost, nominate, toTraining, apply } = course;

const api = createApi();
const call = caller(api);

/** What reading may leave behind: that somebody was here, and that somebody took a paper or a file away. */
const TRACES = new Set(['sessions', 'audit_events', 'audit_seals']);

async function fingerprint(): Promise<Record<string, string>> {
  const tables = await owner<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    if (TRACES.has(name)) continue;
    const [row] = await owner<{ hash: string }[]>`
      select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${owner(name)} t`;
    found[name] = row?.hash ?? '';
  }
  return found;
}

let signer: Somebody;
let caseId: string;

beforeAll(async () => {
  await api.ready();
  signer = await world.somebody();
  caseId = await nominate(signer, await world.post('general'));
  await toTraining(signer, caseId);
  await world.finishPlan(caseId, signer.personId);
});

const textOf = async () => {
  const answer = await call('GET', `/api/v1/cases/${caseId}`, (await openSession(owner, signer.accountId)).cookie);
  return answer.json<{ state: string; pledge: { ref: string } | null }>();
};

describe('reading', () => {
  it('by anybody, at every address that is read, changes no row of any table', async () => {
    const other = await inPost('general');
    const exitId = await apply(other);
    const ids = [caseId, exitId, signer.personId];
    const addresses = apiRoutes
      .filter((route) => route.method === 'GET' && !route.url.includes('pdf'))
      .flatMap((route) => (route.url.includes(':') ? ids.map((id) => route.url.replaceAll(/:\w+/g, id)) : [route.url]))
      .map((url) => (url.endsWith('/case-choices') ? `${url}?kind=exit&q=T` : url));
    expect(addresses.length).toBeGreaterThan(20);
    const people = await Promise.all([signer, officer, hr, leader].map((one) => openSession(owner, one.accountId)));
    const before = await fingerprint();
    for (const url of addresses) for (const { cookie } of people) await call('GET', url, cookie);
    expect(await fingerprint()).toEqual(before);
  });
});

describe('the text of a 承诺书', () => {
  it('counts as opened from the moment its reader opens it, not from a look at the page by a browser ahead of time', async () => {
    const { state, pledge } = await textOf();
    expect(state).toBe('pledge');
    const values = { pledge: pledge?.ref ?? '', agreed: true };
    await database.advance('10 minutes');
    expect(await world.step(signer, caseId, 'sign-pledge', values, PASSWORD)).toBe('CASE_PLEDGE_NOT_READ');
    expect(await openPledgeText(signer.principal, caseId)).toEqual({ ok: true, value: undefined });
    expect(await world.step(signer, caseId, 'sign-pledge', values, PASSWORD)).toBe('CASE_PLEDGE_NOT_READ');
    await database.advance('2 minutes');
    // Opening it again does not start anew.
    expect(await openPledgeText(signer.principal, caseId)).toMatchObject({ ok: true });
    expect(await world.step(signer, caseId, 'sign-pledge', values, PASSWORD)).toBe('ok');
  });

  it('is opened by its signer alone and only when it is time', async () => {
    const codeOf = (result: Awaited<ReturnType<typeof openPledgeText>>) => (result.ok ? 'ok' : result.error.code);
    const who = await inPost('general');
    const exitId = await apply(who);
    expect(codeOf(await openPledgeText(who.principal, exitId))).toBe('CASE_STEP_OUT_OF_ORDER');
    expect(codeOf(await openPledgeText(hr.principal, exitId))).toBe('CASE_NOT_YOUR_STEP');
    expect(codeOf(await openPledgeText((await world.somebody()).principal, exitId))).toBe('NOT_FOUND');
    const answer = await call(
      'POST',
      `/api/v1/cases/${exitId}/pledge`,
      (await openSession(owner, who.accountId)).cookie,
    );
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([409, 'CASE_STEP_OUT_OF_ORDER']);
    expect(await owner`select 1 from pledge_reads where case_id = ${exitId}`).toHaveLength(0);
  });
});
