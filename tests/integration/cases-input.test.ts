import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '#server/http/api.ts';
import { caseCourses } from '#tests/support/case-courses.ts';
import type { Somebody } from '#tests/support/case-world.ts';
import { caller, openSession } from '#tests/support/exam-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const { owner } = database;
const course = await caseCourses(database);
const { world, officer, hr, office, inPost } = course;

const api = createApi();
const call = caller(api);
let who: Somebody;
const cookies = new Map<string, string>();

async function cookieOf(one: Somebody): Promise<string> {
  const known = cookies.get(one.accountId) ?? (await openSession(owner, one.accountId)).cookie;
  cookies.set(one.accountId, known);
  return known;
}

beforeAll(async () => {
  await api.ready();
  who = await inPost('general');
});

type Problem = { code: string; detail: string };

async function open(by: Somebody, kind: string, payload: unknown): Promise<[number, string]> {
  const answer = await call('POST', '/api/v1/cases', await cookieOf(by), { kind, payload });
  return [answer.status, answer.status < 300 ? 'ok' : answer.json<Problem>().code];
}

const REPORT = { matter: 'other', occurredOn: '2026-11-01', description: '个人情况说明' };
const casesOf = (one: Somebody) => owner`select 1 from cases where person_id = ${one.personId}`;

describe('what is sent to open a case', () => {
  it.each([
    ['an unknown field', { ...REPORT, direction: 'down' }],
    ['somebody else’s name in it', { ...REPORT, personId: randomUUID() }],
    ['an array for a text', { ...REPORT, description: ['长的说明文字'] }],
    ['an object for a text', { ...REPORT, description: { a: '长的说明文字' } }],
    ['a number for a choice', { ...REPORT, matter: 1 }],
    ['a text that is too long', { ...REPORT, description: '长'.repeat(4001) }],
    ['a text longer than its field', { ...REPORT, description: '长'.repeat(1501) }],
    ['a bell in a text', { ...REPORT, description: '个人情况\u0007说明' }],
    ['marks that turn the direction of what follows', { ...REPORT, description: '个人情况\u202e说明文字' }],
    ['a day that is none', { ...REPORT, occurredOn: '2026-02-30' }],
    ['29 February of a common year', { ...REPORT, occurredOn: '2026-02-29' }],
    ['the year 0', { ...REPORT, occurredOn: '0000-01-01' }],
    ['the year 9999', { ...REPORT, occurredOn: '9999-12-31' }],
    ['a time for a day', { ...REPORT, occurredOn: '2026-11-01T00:00:00Z' }],
    ['blanks for a text', { ...REPORT, description: '　 \n ' }],
    ['nothing', {}],
    ['a list', []],
  ])('%s is refused with 422 or 400, and no case is there', async (_what, payload) => {
    const [status] = await open(who, 'report', payload);
    expect([400, 422]).toContain(status);
    expect(await casesOf(who)).toHaveLength(0);
  });

  it.each(['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{}}}'])('%s is refused', async (json) => {
    const answer = await api.inject({
      method: 'POST',
      url: '/api/v1/cases',
      payload: `{"kind":"report","payload":${json}}`,
      headers: { origin: 'http://127.0.0.1:3000', 'content-type': 'application/json', cookie: await cookieOf(who) },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'MALFORMED_JSON']);
  });

  it.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+08:00',
    '9999-12-31T23:59:59Z',
    '2026-11-02T08:00:00+99:99',
    '2026-11-02T24:61:00Z',
    '2026-11-02',
  ])('the instant %s of a discovery is refused', async (discoveredAt) => {
    const payload = { personId: who.personId, category: 'other', discoveredAt, description: '带离办公区的资料' };
    const [status, code] = await open(office, 'violation', payload);
    expect([400, 409]).toContain(status);
    expect(code).not.toBe('INTERNAL');
    expect(await casesOf(who)).toHaveLength(0);
  });

  it('emoji, rare characters, quotes and wildcards are kept as they are and found as they are', async () => {
    const one = await inPost('general');
    const destination = '𠮷国😀 "\'; drop table cases; -- 100%_\\';
    const payload = {
      purpose: 'private',
      destination,
      departOn: '2026-12-01',
      returnOn: '2026-12-08',
      reason: '探亲旅行',
    };
    expect((await open(one, 'travel', payload))[1]).toBe('ok');
    const [row] = await owner<{ id: string }[]>`select id from cases where person_id = ${one.personId}`;
    expect(JSON.stringify(await world.view(hr, row?.id ?? ''))).toContain(JSON.stringify(destination).slice(1, -1));
  });
});

describe('what is searched for', () => {
  it.each(['%', '_', '\\', "'", '%%%', '😀', '\\%'])('%s means itself and matches nobody', async (q) => {
    const answer = await call('GET', `/api/v1/case-choices?kind=exit&q=${encodeURIComponent(q)}`, await cookieOf(hr));
    expect([answer.status, answer.json<{ people: unknown[] }>().people]).toEqual([200, []]);
  });
});

describe('a step', () => {
  it.each([
    ['an unknown event', { event: 'no-such-step' }, 'CASE_STEP_UNKNOWN'],
    ['an event of a prototype', { event: 'toString' }, 'CASE_STEP_UNKNOWN'],
    ['a version that never was', { version: 99 }, 'CASE_STALE'],
    ['a version below 1', { version: 0 }, 'INVALID_INPUT'],
    ['a version that is no number', { version: '1' }, 'INVALID_INPUT'],
    ['a field nobody asked for', { payload: { opinion: 'agree', opinions: 'agree' } }, 'INVALID_INPUT'],
    ['another’s opinion in it', { payload: { opinion: 'abstain' } }, 'INVALID_INPUT'],
    ['a disagreement without a reason', { payload: { opinion: 'disagree' } }, 'CASE_REASON_NEEDED'],
    ['an actor in it', { actorRole: 'leader' }, 'INVALID_INPUT'],
  ])('with %s is refused', async (_what, change, code) => {
    const one = await inPost('general');
    const caseId = await course.apply(one);
    const body = { event: 'opinion-unit', version: 1, payload: { opinion: 'agree' }, ...change };
    const answer = await call('POST', `/api/v1/cases/${caseId}/steps`, await cookieOf(officer), body);
    expect(answer.json<Problem>().code).toBe(code);
    expect(await owner`select 1 from case_transitions where case_id = ${caseId}`).toHaveLength(1);
  });

  it('in a case that is not there, or whose id is none, is not found', async () => {
    const body = { event: 'opinion-unit', version: 1, payload: {} };
    for (const id of [randomUUID(), 'x', '%27', '..%2f..']) {
      const answer = await call('POST', `/api/v1/cases/${id}/steps`, await cookieOf(officer), body);
      expect([id, answer.status]).toEqual([id, 404]);
    }
  });
});
