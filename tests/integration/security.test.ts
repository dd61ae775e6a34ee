import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '#db/client.ts';
import { authorize } from '#server/auth/authorize.ts';
import { hashPassword } from '#server/auth/password.ts';
import { principalOf } from '#server/auth/principal.ts';
import { createApi } from '#server/http/api.ts';
import { signIn, signOut } from '#server/operations/sign-in.ts';
import { type Candidate, caller, newCandidate, ORIGIN, openSession } from '#tests/support/exam-world.ts';
import { newAdministrator, newEmployee } from '#tests/support/identities.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
const PASSWORD = 'Grey-walnut-77';
const TARGET = '/api/v1/practice/draw';

let world: TestDatabase;
let api: FastifyInstance;
let call: ReturnType<typeof caller>;
let passwordHash: string;

beforeAll(async () => {
  world = await createTestDatabase();
  api = createApi();
  await api.ready();
  call = caller(api);
  passwordHash = await hashPassword(PASSWORD);
});

describe('a request that changes something', () => {
  const own = { origin: ORIGIN, 'content-type': 'application/json' };
  let cookie: string;

  beforeAll(async () => {
    ({ cookie } = await newCandidate(world.owner, YEAR));
  });

  const post = async (headers: Record<string, string>, payload: string, url = TARGET) => {
    const response = await api.inject({ method: 'POST', url, headers: { cookie, ...headers }, payload });
    return [response.statusCode, (JSON.parse(response.body || '{}') as { code?: string }).code];
  };

  it('is taken from our own pages as JSON', async () => {
    expect((await post(own, '{}'))[0]).toBe(200);
  });

  it.each([
    ['from another site', { ...own, origin: 'http://evil.example' }],
    ['from a sandboxed frame', { ...own, origin: 'null' }],
    ['without Origin', { 'content-type': 'application/json' }],
    ['from a host whose name begins like ours', { ...own, origin: 'http://127.0.0.1:3000.evil.example' }],
    ['from our host under another scheme', { ...own, origin: 'https://127.0.0.1:3000' }],
    ['marked cross-site by the browser', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['with a forged X-Forwarded-Host', { ...own, origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' }],
  ])('is refused %s', async (_name, headers) => {
    expect(await post(headers, '{}')).toEqual([403, 'FOREIGN_ORIGIN']);
  });

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/json5'],
  ])('is refused as %s', async (type) => {
    expect(await post({ ...own, 'content-type': type }, '{}')).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it.each([
    ['more than 64 KB', JSON.stringify({ lessonId: 'x'.repeat(65_536) }), [413, 'BODY_TOO_LARGE']],
    ['text that is no JSON', '{"count":', [400, 'MALFORMED_JSON']],
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, [400, 'INVALID_INPUT']],
    ['__proto__', '{"__proto__":{"count":1}}', [400, 'MALFORMED_JSON']],
    ['constructor', '{"constructor":{"prototype":{"x":1}}}', [400, 'MALFORMED_JSON']],
    ['an escaped __proto__', '{"\\u005f_proto__":{"count":1}}', [400, 'INVALID_INPUT']],
    ['a field nobody asked for', '{"count":3,"role":"office"}', [400, 'INVALID_INPUT']],
    ['a string for a number', '{"count":"3"}', [400, 'INVALID_INPUT']],
    ['an array for an object', '[]', [400, 'INVALID_INPUT']],
    ['a bare text', '"count"', [400, 'INVALID_INPUT']],
  ])('is refused with %s', async (_name, payload, expected) => {
    expect(await post(own, payload)).toEqual(expected);
    expect(({} as Record<string, unknown>).count).toBeUndefined();
  });

  it.each([
    ['a broken escape', '%E0%A4%A'],
    ['4,000 characters', 'x'.repeat(4000)],
    ['a null byte', '%00'],
    ['an object', '{}'],
  ])('with %s for a cookie or bearer is "not signed in", never an error', async (_name, value) => {
    const answer = await call('GET', '/api/v1/exams', `shoumi-session=${value}`);
    expect(answer.status).toBe(401);
    const bearer = await api.inject({
      method: 'GET',
      url: '/api/v1/exams',
      headers: { authorization: `Bearer ${value}` },
    });
    expect(bearer.statusCode).toBe(401);
  });

  it('tells in an error neither statement, path nor stack', async () => {
    const { text } = await call('GET', '/api/v1/attempts/x', cookie);
    expect(text).not.toMatch(/select |postgres|\.ts:|at \w+ \(|node_modules/i);
  });
});

type Account = Omit<Candidate, 'token'>;

async function newAccount(): Promise<Account> {
  const candidate = await newCandidate(world.owner, YEAR);
  await world.owner`update accounts set password_hash = ${passwordHash}, password_set_at = app_now() where id = ${candidate.accountId}`;
  return candidate;
}

const tryAs = (employeeNo: string, password: string, ip = '10.0.0.1') =>
  signIn({ employeeNo, password, ip, userAgent: 'test', requestId: randomUUID() });

describe('logging in', () => {
  let who: Account;

  beforeEach(async () => {
    who = await newAccount();
  });

  const tries = async (waiting: boolean) => {
    const [row] = await world.owner<{ n: number }[]>`select count(*)::int as n from audit_events
      where action = 'session.sign-in' and subject_id = ${who.employeeNo} and (detail ->> 'waiting')::boolean = ${waiting}`;
    return row?.n;
  };

  it('waits after five failures, for the right password too, and ends waiting by itself', async () => {
    for (let no = 0; no < 5; no += 1) expect(await tryAs(who.employeeNo, 'wrong')).toBeNull();
    expect(await tryAs(who.employeeNo, PASSWORD)).toBeNull();
    await world.advance('16 minutes');
    expect(await tryAs(who.employeeNo, PASSWORD)).toMatchObject({ accountId: who.accountId });
  });

  it('lets at most five of 120 parallel tries reach the password', async () => {
    await Promise.all(Array.from({ length: 120 }, () => tryAs(who.employeeNo, 'wrong')));
    expect([await tries(false), await tries(true)]).toEqual([5, 115]);
  }, 60_000);

  it('is open to the owner at another place while someone is guessing here', async () => {
    await Promise.all(Array.from({ length: 10 }, () => tryAs(who.employeeNo, 'wrong', '10.0.0.66')));
    expect(await tryAs(who.employeeNo, PASSWORD, '10.0.0.66')).toBeNull();
    expect(await tryAs(who.employeeNo, PASSWORD, '10.0.0.7')).not.toBeNull();
  });

  it('counts the addresses of one IPv6 network as one source', async () => {
    for (let no = 0; no < 5; no += 1) expect(await tryAs(who.employeeNo, 'wrong', `2001:db8::${no + 1}`)).toBeNull();
    expect(await tryAs(who.employeeNo, PASSWORD, '2001:db8::99')).toBeNull();
    expect(await tryAs(who.employeeNo, PASSWORD, '2001:db8:0:1::1')).not.toBeNull();
  });

  it('counts nothing against somebody whose 工号 and address are spelt into another 工号', async () => {
    for (let no = 0; no < 6; no += 1) await tryAs(`${who.employeeNo}|10.0.0.9`, 'wrong', '10.0.0.66');
    for (let no = 0; no < 4; no += 1) expect(await tryAs(who.employeeNo, 'wrong', '10.0.0.9')).toBeNull();
    expect(await tryAs(who.employeeNo, PASSWORD, '10.0.0.9')).not.toBeNull();
  });

  it('makes a new session each time and never adopts a planted one', async () => {
    const planted = who.cookie.split('=')[1];
    const first = await tryAs(who.employeeNo, PASSWORD);
    const second = await tryAs(who.employeeNo, PASSWORD);
    expect(new Set([planted, first?.token, second?.token]).size).toBe(3);
    const rows = await world.owner<
      { text: string }[]
    >`select encode(token_hash, 'escape') as text from sessions where account_id = ${who.accountId}`;
    expect(rows.map(({ text }) => text)).not.toContain(first?.token);
  });

  it('refuses a disabled account and an initial password past its time like a wrong password', async () => {
    await world.owner`update accounts set status = 'disabled' where id = ${who.accountId}`;
    expect(await tryAs(who.employeeNo, PASSWORD)).toBeNull();
    const late = await newAccount();
    await world.owner`update accounts set initial_expires_at = app_now() - interval '1 second' where id = ${late.accountId}`;
    expect(await tryAs(late.employeeNo, PASSWORD)).toBeNull();
    expect(await tryAs('NOBODY-HERE', PASSWORD)).toBeNull();
  });
});

describe('a session', () => {
  const live = async (cookie: string) => (await call('GET', '/api/v1/account/sessions', cookie)).status === 200;

  it('is dead for a replayed cookie after log-out', async () => {
    const who = await newAccount();
    const signedIn = await tryAs(who.employeeNo, PASSWORD);
    const cookie = `shoumi-session=${signedIn?.token}`;
    expect(await live(cookie)).toBe(true);
    await signOut(signedIn?.token ?? '');
    expect(await live(cookie)).toBe(false);
    const trail = await world.owner<{ action: string; actor: string }[]>`
      select action, actor_name as actor from audit_events
      where action like 'session.%' and outcome = 'done' and actor_name like ${`%（${who.employeeNo}）`} order by seq_no desc limit 2`;
    expect(trail.map(({ action }) => action)).toEqual(['session.sign-out', 'session.sign-in']);
  });

  it.each([
    ['the account is disabled', (id: string) => world.owner`update accounts set status = 'disabled' where id = ${id}`],
    [
      'the password is changed',
      (id: string) => world.owner`update accounts set session_version = session_version + 1 where id = ${id}`,
    ],
    [
      'its time is up',
      (id: string) => world.owner`update sessions set expires_at = app_now() where account_id = ${id}`,
    ],
    [
      'it stood idle',
      (id: string) =>
        world.owner`update sessions set last_seen_at = app_now() - interval '13 hours' where account_id = ${id}`,
    ],
  ])('is dead at the next request when %s', async (_name, change) => {
    const who = await newAccount();
    expect(await live(who.cookie)).toBe(true);
    await change(who.accountId);
    const all = await Promise.all(Array.from({ length: 20 }, () => live(who.cookie)));
    expect(all.filter(Boolean)).toEqual([]);
  });

  it('is dead once somebody logs in again in the same browser, and alive after a refused try', async () => {
    const [who, next] = [await newAccount(), await newAccount()];
    const tryAgain = (password: string) => {
      const headers = { cookie: who.cookie, 'x-shoumi-ip': '10.0.0.1' };
      return authorize({ employeeNo: next.employeeNo, password }, { headers });
    };
    expect([await tryAgain('wrong'), await live(who.cookie)]).toEqual([null, true]);
    const signedIn = await tryAgain(PASSWORD);
    expect([await live(who.cookie), await live(`shoumi-session=${signedIn?.token}`)]).toEqual([false, true]);
  });

  it('is dead from the day its person leaves, and no new one opens', async () => {
    const who = await newAccount();
    const today = "app_now() at time zone 'Asia/Shanghai'";
    const leave = (days: number) =>
      world.owner.unsafe(`update people set left_on = (${today})::date + ${days} where id = '${who.personId}'`);
    await leave(1);
    expect([await live(who.cookie), (await tryAs(who.employeeNo, PASSWORD)) !== null]).toEqual([true, true]);
    await leave(0);
    expect([await live(who.cookie), await tryAs(who.employeeNo, PASSWORD)]).toEqual([false, null]);
  });

  it('that its owner ends leaves a row in the trail, and so does a wrong password at changing it', async () => {
    const who = await newAccount();
    const other = await openSession(world.owner, who.accountId);
    expect((await call('POST', `/api/v1/account/sessions/${other.sessionId}/end`, who.cookie)).status).toBe(204);
    expect((await call('POST', `/api/v1/account/sessions/${other.sessionId}/end`, who.cookie)).status).toBe(404);
    await call('POST', '/api/v1/account/password', who.cookie, { current: 'wrong', next: 'Another-walnut-78' });
    const rows = await world.owner<{ action: string; outcome: string }[]>`
      select action, outcome from audit_events where actor_account_id = ${who.accountId} order by seq_no`;
    expect(rows).toMatchObject([
      { action: 'account.end-session', outcome: 'done' },
      { action: 'account.change-password', outcome: 'refused' },
    ]);
  });

  it('loses a right at the next request after it was taken away', async () => {
    const { cookie, accountId } = await newEmployee(world.owner, YEAR, 'hr', ['hr']);
    const roles = async () => (await principalOf({ cookie, requestId: '', ip: '' }))?.roles;
    expect(await roles()).toEqual(['hr']);
    await world.owner`delete from account_roles where account_id = ${accountId}`;
    expect(await roles()).toEqual([]);
  });
});

describe('the database', () => {
  it('holds the three administrators and the business roles apart', async () => {
    const admin = await newAdministrator(world.owner, 'sysadmin');
    const employee = await newCandidate(world.owner, YEAR);
    for (const role of ['secadmin', 'auditor', 'hr', 'office']) {
      await expect(
        world.owner`insert into account_roles (account_id, role, role_class) values (${admin.accountId}, ${role}, ${role === 'hr' || role === 'office' ? 'business' : role})`,
      ).rejects.toThrow(/foreign key|account_roles/);
      await expect(
        world.owner`insert into account_roles (account_id, role, role_class) values (${admin.accountId}, ${role}, 'sysadmin')`,
      ).rejects.toThrow(/account_roles_class/);
    }
    for (const role of ['sysadmin', 'secadmin', 'auditor']) {
      await expect(
        world.owner`insert into account_roles (account_id, role, role_class) values (${employee.accountId}, ${role}, ${role})`,
      ).rejects.toThrow(/foreign key/);
    }
  });

  it('lets nobody grant a role to the own account', async () => {
    const { accountId } = await newCandidate(world.owner, YEAR);
    await expect(
      world.owner`insert into account_roles (account_id, role, role_class, granted_by) values (${accountId}, 'hr', 'business', ${accountId})`,
    ).rejects.toThrow(/account_roles_maker/);
  });

  it('takes from the application nothing but rows: no table, no clock, no trigger, no right', async () => {
    for (const statement of [
      'create table sneaky (id int)',
      'drop table audit_events',
      'alter table audit_events disable trigger all',
      'alter table accounts add column sneaky int',
      "create or replace function app_now() returns timestamptz language sql as 'select now()'",
      'truncate login_throttle',
      'set session authorization shoumi_owner',
      'set role shoumi_owner',
      'drop trigger grades_append_only on grades',
    ]) {
      await expect(sql.unsafe(statement), statement).rejects.toThrow(/permission denied|must be owner/);
    }
    // Granting without the right to is a warning only, so the outcome is what counts.
    await sql.unsafe('grant update, delete on audit_events to shoumi_app');
    const [right] = await sql`select has_table_privilege('shoumi_app', 'audit_events', 'update, delete') as held`;
    expect(right?.held).toBe(false);
  });

  it('refuses every change of evidence, to the application and to the owner', async () => {
    await newAdministrator(world.owner, 'auditor');
    await tryAs('NOBODY-HERE', 'wrong');
    const tables = await world.owner<{ name: string }[]>`
      select tgrelid::regclass::text as name from pg_trigger where tgname like '%_append_only' order by 1`;
    expect(tables.map(({ name }) => name)).toEqual([
      'attachments',
      'attempt_answer_events',
      'attempt_events',
      'attempt_items',
      'audit_events',
      'audit_seals',
      'case_documents',
      'case_transitions',
      'certificate_events',
      'certificates',
      'grades',
      'hours_ledger',
      'item_keys',
      'lifecycle_versions',
      'password_history',
      'plan_completions',
      'pledge_reads',
      'policy_versions',
      'study_answers',
      'study_credits',
    ]);
    for (const { name } of tables) {
      await expect(sql.unsafe(`delete from ${name}`), name).rejects.toThrow(/permission denied/);
      await expect(world.owner.unsafe(`truncate ${name} cascade`), name).rejects.toThrow(/append-only/);
      const [column] = await world.owner<{ c: string }[]>`
        select quote_ident(column_name) as c from information_schema.columns where table_name = ${name} and is_identity = 'NO' order by ordinal_position limit 1`;
      await expect(sql.unsafe(`update ${name} set ${column?.c} = ${column?.c}`), name).rejects.toThrow(
        /permission denied/,
      );
    }
    await expect(world.owner`update audit_events set outcome = 'done'`).rejects.toThrow(/append-only/);
    await expect(world.owner`delete from audit_events`).rejects.toThrow(/append-only/);
  });
});
