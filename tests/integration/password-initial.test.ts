import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFirstAdministrators, issueAccount } from '#scripts/lib/accounts.ts';
import { createApi } from '#server/http/api.ts';
import { signIn } from '#server/operations/sign-in.ts';
import { caller } from '#tests/support/exam-world.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const NEXT = 'Amber-kettle-42';

let world: TestDatabase;
let call: ReturnType<typeof caller>;
let client: ReturnType<typeof postgres>;

beforeAll(async () => {
  world = await createTestDatabase();
  client = postgres(world.ownerUrl, { max: 1, onnotice: () => undefined });
  const api = createApi();
  await api.ready();
  call = caller(api);
});
afterAll(() => client.end());

let next = 1;
const issue = (employeeNo = `I${next++}`) => issueAccount(drizzle(client), { employeeNo, displayName: '新人' });
const tryAs = (employeeNo: string, password: string) =>
  signIn({ employeeNo, password, ip: '10.0.0.1', userAgent: 'test', requestId: randomUUID() });
const cookieOf = (signedIn: { token: string } | null) => `shoumi-session=${signedIn?.token}`;
const statusOf = async (cookie: string) => (await call('GET', '/api/v1/account/sessions', cookie)).status;

it('an initial password opens one session and no second one', async () => {
  const { employeeNo, password } = await issue();
  expect(await tryAs(employeeNo, password)).not.toBeNull();
  expect(await tryAs(employeeNo, password)).toBeNull();
});

it('of ten log-ins with an initial password at once exactly one gets a session', async () => {
  const { employeeNo, password } = await issue();
  const all = await Promise.all(
    Array.from({ length: 10 }, (_, no) =>
      signIn({ employeeNo, password, ip: `10.0.1.${no}`, userAgent: 'test', requestId: randomUUID() }),
    ),
  );
  expect(all.filter((one) => one !== null)).toHaveLength(1);
  const [row] = await world.owner<{ n: number }[]>`select count(*)::int as n from sessions s
    join accounts a on a.id = s.account_id where a.employee_no = ${employeeNo}`;
  expect(row?.n).toBe(1);
});

it('its session opens only the change, to which the initial password still is the current one', async () => {
  const { employeeNo, password } = await issue();
  const cookie = cookieOf(await tryAs(employeeNo, password));
  expect(await statusOf(cookie)).toBe(403);
  const wrong = await call('POST', '/api/v1/account/password', cookie, { current: 'wrong', next: NEXT });
  expect(wrong.json<{ code: string }>().code).toBe('PASSWORD_INCORRECT');
  const changed = await call('POST', '/api/v1/account/password', cookie, { current: password, next: NEXT });
  expect(changed.status).toBe(204);
  expect(await tryAs(employeeNo, password)).toBeNull();
  for (let no = 0; no < 2; no += 1) expect(await statusOf(cookieOf(await tryAs(employeeNo, NEXT)))).toBe(200);
});

it('a wrong password or one past its 72 hours does not use it up, and is refused alike', async () => {
  const { employeeNo, password } = await issue();
  expect(await tryAs(employeeNo, 'wrong')).toBeNull();
  expect(await tryAs(employeeNo, password)).not.toBeNull();
  const late = await issue();
  await world.advance('72 hours 1 second');
  expect(await tryAs(late.employeeNo, late.password)).toBeNull();
  await world.returnToPresent();
});

it('one that is issued again works once again', async () => {
  const { employeeNo, password } = await issue();
  expect(await tryAs(employeeNo, password)).not.toBeNull();
  const again = await issue(employeeNo);
  expect(await tryAs(employeeNo, password)).toBeNull();
  expect(await tryAs(employeeNo, again.password)).not.toBeNull();
  expect(await tryAs(employeeNo, again.password)).toBeNull();
});

it('the first administrators log in with their number in whatever case', async () => {
  const issued = await createFirstAdministrators(drizzle(client), '某单位');
  const [first, second] = issued;
  expect(await tryAs(first?.employeeNo ?? '', first?.password ?? '')).not.toBeNull();
  expect(await tryAs((second?.employeeNo ?? '').toUpperCase(), second?.password ?? '')).not.toBeNull();
});

it('spelling a number otherwise gives no further tries', async () => {
  const { employeeNo, password } = await issue('mixed7');
  for (const typed of ['mixed7', 'MIXED7', 'mixed7', 'MIXED7', 'mixed7']) {
    expect(await tryAs(typed, 'wrong')).toBeNull();
  }
  expect(await tryAs(employeeNo.toUpperCase(), password)).toBeNull();
});
