import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import { hashPassword } from '#server/auth/password.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { createApi } from '#server/http/api.ts';
import { signIn } from '#server/operations/sign-in.ts';
import { type Candidate, caller, newCandidate, openSession } from '#tests/support/exam-world.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
const PASSWORD = 'Grey-walnut-77';
const NEXT = 'Amber-kettle-42';

let world: TestDatabase;
let call: ReturnType<typeof caller>;
let hash: string;

beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-06-10T09:00:00+08:00');
  await loadContent();
  await ensureSigningKey();
  const api = createApi();
  await api.ready();
  call = caller(api);
  hash = await hashPassword(PASSWORD);
});

async function withPassword(age: string): Promise<Candidate> {
  const who = await newCandidate(world.owner, YEAR);
  await world.owner`update accounts set password_hash = ${hash}, password_set_at = app_now() - ${age}::text::interval
    where id = ${who.accountId}`;
  return who;
}

const codeOf = (answer: { text: string; json: <T>() => T }) =>
  answer.text.startsWith('{') ? (answer.json<{ code?: string }>().code ?? null) : null;

async function examOf(who: Candidate) {
  const answer = await call('GET', '/api/v1/exams', who.cookie);
  return [answer.status, codeOf(answer)];
}

it('a password of 90 days opens nothing but the change of it; one a minute younger opens everything', async () => {
  const aged = await withPassword('90 days');
  expect(await examOf(aged)).toEqual([403, 'PASSWORD_CHANGE_REQUIRED']);
  for (const [method, url] of [
    ['GET', '/api/v1/account/sessions'],
    ['GET', '/api/v1/certificates'],
    ['POST', '/api/v1/practice/draw'],
  ] as const) {
    expect([url, codeOf(await call(method, url, aged.cookie))]).toEqual([url, 'PASSWORD_CHANGE_REQUIRED']);
  }
  expect(await examOf(await withPassword('89 days 23:59'))).toEqual([200, null]);
});

it('an aged password still logs in, and changing it opens the rest', async () => {
  const who = await withPassword('200 days');
  const request = { ip: '10.0.0.1', userAgent: 'test', requestId: randomUUID() };
  const signedIn = await signIn({ ...request, employeeNo: who.employeeNo, password: PASSWORD });
  const cookie = `shoumi-session=${signedIn?.token}`;
  expect(codeOf(await call('GET', '/api/v1/exams', cookie))).toBe('PASSWORD_CHANGE_REQUIRED');
  const body = { current: PASSWORD, next: NEXT };
  expect((await call('POST', '/api/v1/account/password', cookie, body)).status).toBe(204);
  const again = await signIn({ ...request, employeeNo: who.employeeNo, password: NEXT });
  expect((await call('GET', '/api/v1/exams', `shoumi-session=${again?.token}`)).status).toBe(200);
});

it('a password whose age was never written counts from the making of the account', async () => {
  const who = await withPassword('0');
  const back = (days: number) => world.owner`update accounts set password_set_at = null,
    created_at = app_now() - make_interval(days => ${days}) where id = ${who.accountId}`;
  await back(91);
  expect(await examOf(who)).toEqual([403, 'PASSWORD_CHANGE_REQUIRED']);
  await back(89);
  expect(await examOf(who)).toEqual([200, null]);
});

it('an account that never had a password has none that could age', async () => {
  const who = await newCandidate(world.owner, YEAR);
  await world.owner`update accounts set created_at = app_now() - interval '400 days' where id = ${who.accountId}`;
  expect(await examOf(who)).toEqual([200, null]);
});

it('a password that ages during an exam takes away neither saving nor handing in, and holds right after', async () => {
  const who = await withPassword('89 days 23:59');
  const [exam] = await world.owner<
    { id: string }[]
  >`select id from exams where plan_kind = 'annual-all' and training_year = ${YEAR}`;
  const started = await call('POST', `/api/v1/exams/${exam?.id}/attempts`, who.cookie);
  expect(started.status).toBe(201);
  const { attemptId } = started.json<AttemptView>();
  await world.owner`update accounts set password_set_at = app_now() - interval '91 days' where id = ${who.accountId}`;
  const path = `/api/v1/attempts/${attemptId}`;
  const save = (seq: number, cookie = who.cookie) =>
    call('PUT', `${path}/answers/1`, cookie, { seq, response: { type: 'boolean', value: true } });
  const saved = await save(1);
  // The first item may be of another type; what counts is that age is no reason to refuse.
  expect([200, 422]).toContain(saved.status);
  expect((await call('GET', path, who.cookie)).status).toBe(200);
  const second = await openSession(world.owner, who.accountId);
  expect((await call('POST', `${path}/take-over`, second.cookie)).status).toBeLessThan(300);
  expect((await call('POST', `${path}/submit`, second.cookie)).status).toBe(200);
  expect(await examOf(who)).toEqual([403, 'PASSWORD_CHANGE_REQUIRED']);
  expect(codeOf(await call('GET', '/api/v1/exams', second.cookie))).toBe('PASSWORD_CHANGE_REQUIRED');
});

it('the saving of an answer asks for no age at all: only a password that must be changed stops it', async () => {
  const who = await withPassword('91 days');
  const unknown = `/api/v1/attempts/${randomUUID()}/answers/1`;
  const body = { seq: 1, response: { type: 'boolean', value: true } };
  expect(codeOf(await call('PUT', unknown, who.cookie, body))).toBe('NOT_FOUND');
  await world.owner`update accounts set must_change_password = true where id = ${who.accountId}`;
  expect(codeOf(await call('PUT', unknown, who.cookie, body))).toBe('PASSWORD_CHANGE_REQUIRED');
});
