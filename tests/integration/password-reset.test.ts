import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '#server/auth/password.ts';
import { newToken } from '#server/auth/token.ts';
import { createApi } from '#server/http/api.ts';
import { signIn } from '#server/operations/sign-in.ts';
import { caller, newCandidate, ORIGIN, openSession } from '#tests/support/exam-world.ts';
import { type Identity, newAdministrator } from '#tests/support/identities.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
const PASSWORD = 'Grey-walnut-77';
const NEXT = 'Amber-kettle-42';
const BASE = '/api/v1/password-resets';
const APPROVE = '/api/v1/admin/password-resets/approve';
const REASON = '当面核对工作证';

let world: TestDatabase;
let api: FastifyInstance;
let call: ReturnType<typeof caller>;
let hash: string;
let sysadmin: Identity;
let who: Awaited<ReturnType<typeof newCandidate>>;

beforeAll(async () => {
  world = await createTestDatabase();
  api = createApi();
  await api.ready();
  call = caller(api);
  hash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  await world.owner`delete from login_throttle`;
  sysadmin = await newAdministrator(world.owner, 'sysadmin');
  who = await newCandidate(world.owner, YEAR);
  await world.owner`update accounts set password_hash = ${hash}, password_set_at = app_now() where id = ${who.accountId}`;
});

type Opened = { status: number; code: string; cookie: string; setCookie: string; body: Record<string, unknown> };

async function ask(employeeNo: string, ip = '10.0.0.1'): Promise<Opened> {
  const answer = await api.inject({
    method: 'POST',
    url: BASE,
    headers: { origin: ORIGIN, 'content-type': 'application/json', 'x-shoumi-ip': ip, 'x-request-id': randomUUID() },
    payload: JSON.stringify({ employeeNo }),
  });
  const setCookie = String(answer.headers['set-cookie'] ?? '');
  const body = JSON.parse(answer.body) as Record<string, unknown>;
  const cookie = setCookie.split(';')[0] ?? '';
  return { status: answer.statusCode, code: String(body.code), cookie, setCookie, body };
}

type Answer = Awaited<ReturnType<typeof call>>;
const codeOf = (answer: Answer) => (answer.status < 300 ? answer.status : answer.json<{ code: string }>().code);

const approve = async (code: string, employeeNo = who.employeeNo, admin = sysadmin) =>
  codeOf(await call('POST', APPROVE, admin.cookie, { employeeNo, code, reason: REASON }));
const complete = async (cookie: string | null, next = NEXT) =>
  codeOf(await call('POST', `${BASE}/mine/complete`, cookie, { next }));
const stateOf = async (cookie: string | null) =>
  (await call('GET', `${BASE}/mine`, cookie)).json<{ state: string }>().state;
const tryAs = (password: string, employeeNo = who.employeeNo) =>
  signIn({ employeeNo, password, ip: '10.0.0.9', userAgent: 'test', requestId: randomUUID() });
const trail = (action: string) => world.owner<
  { outcome: string; actor: string | null; name: string; subject: string; detail: Record<string, unknown> }[]
>`select outcome, actor_account_id as actor, actor_name as name, subject_id as subject, detail from audit_events
    where action = ${action} order by seq_no desc`;

async function approved(): Promise<Opened> {
  const asked = await ask(who.employeeNo);
  expect(await approve(asked.code)).toBe(204);
  return asked;
}

describe('asking for a reset', () => {
  it('gives a code of two groups without look-alikes, and the token only in a cookie closed to scripts', async () => {
    const { status, code, setCookie, body } = await ask(who.employeeNo);
    expect(status).toBe(201);
    expect(code).toMatch(/^[ACDEFHJKMNPQRTVWXY2-9]{4}-[ACDEFHJKMNPQRTVWXY2-9]{4}$/);
    expect(Object.keys(body).sort()).toEqual(['code', 'expiresAt']);
    expect(setCookie).toMatch(/^shoumi-reset=[\w-]{43};.*HttpOnly.*SameSite=Strict/);
    expect(new Date(String(body.expiresAt)).getTime() - (await world.now()).getTime()).toBeLessThanOrEqual(900_000);
  });

  it('stores neither code nor token, and leaves neither in the trail', async () => {
    const { code, cookie } = await ask(who.employeeNo);
    const token = cookie.split('=')[1] ?? '';
    const [stored] = await world.owner<
      { text: string }[]
    >`select string_agg(r::text, ' ') as text from password_resets r`;
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const secret of [code, code.replace('-', ''), token]) {
      expect(stored?.text).not.toContain(secret);
      expect(stored?.text).not.toContain(hex(secret));
    }
    const [row] = await trail('password-reset.request');
    expect(row).toMatchObject({ outcome: 'done', actor: null, subject: who.employeeNo });
    expect(JSON.stringify(row)).not.toContain(code);
  });

  it('tells a real, a disabled and an unknown number in nothing apart', async () => {
    const off = await newCandidate(world.owner, YEAR);
    await world.owner`update accounts set status = 'disabled' where id = ${off.accountId}`;
    const shapes = [];
    for (const no of [who.employeeNo, off.employeeNo, 'NOBODY-HERE']) {
      const asked = await ask(no);
      const form = { ...asked.body, code: asked.code.length, expiresAt: String(asked.body.expiresAt).length };
      const attributes = asked.setCookie.replace(/=[^;]+/, '');
      shapes.push(JSON.stringify([asked.status, form, attributes, await stateOf(asked.cookie)]));
    }
    expect(new Set(shapes).size).toBe(1);
  });

  it('waits after five requests for one number from one place, known or not, but not elsewhere', async () => {
    for (const no of [who.employeeNo, 'NOBODY-HERE']) {
      const statuses = [];
      for (let n = 0; n < 6; n += 1) statuses.push((await ask(no)).status);
      expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
      expect((await ask(no.toLowerCase())).status).toBe(429);
      expect((await ask(no, '10.0.0.2')).status).toBe(201);
    }
  });

  it('waits after sixty requests from one place, whatever the numbers', async () => {
    await world.owner`insert into login_throttle (key, failures) values ('reset-source:10.0.0.5', 60)`;
    expect((await ask(who.employeeNo, '10.0.0.5')).status).toBe(429);
    await world.advance('16 minutes');
    expect((await ask(who.employeeNo, '10.0.0.5')).status).toBe(201);
    await world.returnToPresent();
  });

  it('shows its code again to the cookie that waits, and to no other', async () => {
    const asked = await ask(who.employeeNo);
    const mine = (await call('GET', `${BASE}/mine`, asked.cookie)).json<{ state: string; code: string }>();
    expect([mine.state, mine.code]).toEqual(['waiting', asked.code]);
    for (const cookie of [null, who.cookie, `shoumi-reset=${newToken()}`, 'shoumi-reset=%E0%A4%A']) {
      const other = (await call('GET', `${BASE}/mine`, cookie)).json<{ state: string; code: string | null }>();
      expect([other.state, other.code]).toEqual(['none', null]);
    }
  });
});

describe('confirming a reset', () => {
  it('takes the code in any spelling, answers with nothing at all and is in the trail with its reason', async () => {
    const { code, cookie } = await ask(who.employeeNo);
    const body = {
      employeeNo: who.employeeNo.toLowerCase(),
      code: ` ${code.toLowerCase().replace('-', ' ')}`,
      reason: REASON,
    };
    const answer = await call('POST', APPROVE, sysadmin.cookie, body);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await stateOf(cookie)).toBe('approved');
    const [row] = await trail('admin.approve-reset');
    expect(row).toMatchObject({ outcome: 'done', actor: sysadmin.accountId, subject: who.accountId });
    expect(row?.detail).toMatchObject({ reason: REASON, employeeNo: who.employeeNo, isSameSource: false });
    expect(JSON.stringify(row)).not.toContain(code);
  });

  it('refuses a wrong code, the code of somebody else and an unknown number, and records it', async () => {
    const other = await newCandidate(world.owner, YEAR);
    const { code } = await ask(other.employeeNo);
    const mine = await ask(who.employeeNo);
    expect(await approve('AAAA-AAAA')).toBe('RESET_CODE_INVALID');
    expect(await approve(code)).toBe('RESET_CODE_INVALID');
    expect(await approve(mine.code, 'NOBODY-HERE')).toBe('ACCOUNT_NOT_FOUND');
    expect(await stateOf(mine.cookie)).toBe('waiting');
    expect((await trail('admin.approve-reset')).slice(0, 3).map(({ outcome }) => outcome)).toEqual(
      Array(3).fill('refused'),
    );
  });

  it('makes an administrator wait after five wrong codes, for the right one too', async () => {
    const { code } = await ask(who.employeeNo);
    for (let n = 0; n < 5; n += 1) expect(await approve('AAAA-AAAA')).toBe('RESET_CODE_INVALID');
    expect(await approve(code)).toBe('RATE_LIMITED');
    await world.advance('3 minutes');
    expect(await approve(code)).toBe(204);
    await world.returnToPresent();
  });

  it('is refused after 15 minutes and for a code that was confirmed before', async () => {
    const { code, cookie } = await approved();
    expect(await approve(code)).toBe('RESET_CODE_INVALID');
    const late = await ask(who.employeeNo);
    await world.advance('15 minutes 1 second');
    expect(await approve(late.code)).toBe('RESET_CODE_INVALID');
    expect([await stateOf(late.cookie), await stateOf(cookie)]).toEqual(['expired', 'expired']);
    await world.returnToPresent();
  });

  it('is refused for the own account, in the database as well', async () => {
    const [own] = await world.owner<
      { no: string }[]
    >`select employee_no as no from accounts where id = ${sysadmin.accountId}`;
    const { code } = await ask(own?.no ?? '');
    expect(await approve(code, own?.no)).toBe('SELF_ACTION_REFUSED');
    const forced = world.owner`update password_resets set approved_by = account_id, approved_at = app_now()
      where account_id = ${sysadmin.accountId}`;
    await expect(forced).rejects.toThrow(/password_resets_maker/);
  });

  it.each(['secadmin', 'auditor'] as const)('does not reach the %s, whom a 系统管理员 may not become', async (role) => {
    const target = await newAdministrator(world.owner, role);
    const [row] = await world.owner<
      { no: string }[]
    >`select employee_no as no from accounts where id = ${target.accountId}`;
    const { code, cookie } = await ask(row?.no ?? '');
    expect(await approve(code, row?.no)).toBe('ADMIN_RESET_REFUSED');
    expect(await complete(cookie)).toBe('RESET_NOT_OPEN');
  });

  it.each(['secadmin', 'auditor'] as const)('is no business of the %s', async (role) => {
    const { code, cookie } = await ask(who.employeeNo);
    expect(await approve(code, who.employeeNo, await newAdministrator(world.owner, role))).toBe('FORBIDDEN');
    expect(await stateOf(cookie)).toBe('waiting');
  });

  it('leaves at least ten minutes to finish, however late it comes', async () => {
    const { code, cookie } = await ask(who.employeeNo);
    await world.advance('14 minutes 50 seconds');
    expect(await approve(code)).toBe(204);
    await world.advance('9 minutes');
    expect(await complete(cookie)).toBe(204);
    await world.returnToPresent();
  });
});

describe('setting the new password', () => {
  it('works with the confirmed token, clears cookie and marks, ends every session and lets the person in', async () => {
    await world.owner`update accounts set must_change_password = true, initial_expires_at = app_now() - interval '1 hour',
      initial_used_at = app_now() where id = ${who.accountId}`;
    const second = await openSession(world.owner, who.accountId);
    const { cookie } = await approved();
    const answer = await api.inject({
      method: 'POST',
      url: `${BASE}/mine/complete`,
      headers: { origin: ORIGIN, 'content-type': 'application/json', cookie, 'x-request-id': randomUUID() },
      payload: JSON.stringify({ next: NEXT }),
    });
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect(String(answer.headers['set-cookie'])).toMatch(/^shoumi-reset=; Max-Age=0/);
    for (const old of [who.cookie, second.cookie]) {
      expect((await call('GET', '/api/v1/account/sessions', old)).status).toBe(401);
    }
    const [row] =
      await world.owner`select must_change_password as must, initial_expires_at as ends, initial_used_at as used,
      session_version as version from accounts where id = ${who.accountId}`;
    expect(row).toEqual({ must: false, ends: null, used: null, version: 2 });
    expect(await tryAs(PASSWORD)).toBeNull();
    const signedIn = await tryAs(NEXT);
    expect((await call('GET', '/api/v1/exams', `shoumi-session=${signedIn?.token}`)).status).toBe(200);
  });

  it('leaves an audit row without the password and tells the owner', async () => {
    const { cookie } = await approved();
    expect(await complete(cookie)).toBe(204);
    const [row] = await trail('password-reset.complete');
    expect(row).toMatchObject({ outcome: 'done', subject: who.accountId });
    expect(row?.detail).toMatchObject({ approvedBy: sysadmin.accountId });
    expect(JSON.stringify(row)).not.toContain(NEXT);
    const notices = await world.owner`select title from notices where person_id = ${who.personId}`;
    expect(notices.map(({ title }) => title)).toEqual(['您的密码已重置']);
  });

  it('is refused before it is confirmed, without a token and with a token of nobody', async () => {
    const { cookie } = await ask(who.employeeNo);
    for (const token of [cookie, null, who.cookie, `shoumi-reset=${newToken()}`]) {
      expect(await complete(token)).toBe('RESET_NOT_OPEN');
    }
    expect(await tryAs(PASSWORD)).not.toBeNull();
  });

  it('works once: of ten at once one sets its password, and a later try is refused', async () => {
    const { cookie } = await approved();
    const all = await Promise.all(Array.from({ length: 10 }, (_, no) => complete(cookie, `Amber-kettle-${no}`)));
    expect(all.filter((code) => code === 204)).toHaveLength(1);
    expect(all.filter((code) => code === 'RESET_NOT_OPEN')).toHaveLength(9);
    expect(await complete(cookie)).toBe('RESET_NOT_OPEN');
    expect(await stateOf(cookie)).toBe('none');
    expect(await trail('password-reset.complete')).toSatisfy(
      (rows: { subject: string }[]) => rows.filter(({ subject }) => subject === who.accountId).length === 1,
    );
  });

  it('keeps to the rules of the profile and to the last passwords, and a refusal does not use it up', async () => {
    const { cookie } = await approved();
    for (const weak of ['short-1A', 'alllowercase', `Aa1-${who.employeeNo}-x`, PASSWORD]) {
      expect([weak, await complete(cookie, weak)]).toEqual([weak, 'PASSWORD_TOO_WEAK']);
    }
    expect(await complete(cookie)).toBe(204);
  });

  it('is refused when its time is over', async () => {
    const { cookie } = await approved();
    await world.advance('15 minutes 1 second');
    expect(await complete(cookie)).toBe('RESET_NOT_OPEN');
    await world.returnToPresent();
  });

  it('never works for a disabled account, disabled before the confirmation or after', async () => {
    const disable = () => world.owner`update accounts set status = 'disabled' where id = ${who.accountId}`;
    const { cookie } = await approved();
    await disable();
    expect(await complete(cookie)).toBe('RESET_NOT_OPEN');
    const again = await ask(who.employeeNo);
    expect(await approve(again.code)).toBe('ACCOUNT_DISABLED');
    expect(await complete(again.cookie)).toBe('RESET_NOT_OPEN');
  });

  it('ends with the owner changing the password, and one reset ends the others of the account', async () => {
    const first = await approved();
    const body = { current: PASSWORD, next: 'Violet-anchor-31' };
    expect((await call('POST', '/api/v1/account/password', who.cookie, body)).status).toBe(204);
    expect(await complete(first.cookie)).toBe('RESET_NOT_OPEN');
    const [second, third] = [await approved(), await approved()];
    expect(await complete(second.cookie)).toBe(204);
    expect(await complete(third.cookie, 'Silver-lantern-58')).toBe('RESET_NOT_OPEN');
  });

  it('lets whoever had to wait after wrong passwords log in at once', async () => {
    for (let n = 0; n < 5; n += 1) expect(await tryAs('wrong')).toBeNull();
    const { cookie } = await approved();
    const answer = await api.inject({
      method: 'POST',
      url: `${BASE}/mine/complete`,
      headers: { origin: ORIGIN, 'content-type': 'application/json', cookie, 'x-shoumi-ip': '10.0.0.9' },
      payload: JSON.stringify({ next: NEXT }),
    });
    expect(answer.statusCode).toBe(204);
    expect(await tryAs(NEXT)).not.toBeNull();
  });
});

it('rows a day past their time are cleared by the next request', async () => {
  await ask(who.employeeNo);
  await world.advance('25 hours');
  await ask(who.employeeNo);
  const [row] = await world.owner<{ n: number }[]>`select count(*)::int as n from password_resets`;
  expect(row?.n).toBe(1);
  await world.returnToPresent();
});
