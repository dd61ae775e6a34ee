import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { createFirstAdministrators, issueAccount, oneTimePassword } from '#scripts/lib/accounts.ts';
import { verifyPassword } from '#server/auth/password.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const client = postgres(database.ownerUrl, { max: 2, onnotice: () => undefined });
const owner = drizzle(client);
afterAll(() => client.end());

test('a fresh installation has no account at all', async () => {
  const [row] = await database.owner`select count(*)::int as accounts from accounts`;
  expect(row?.accounts).toBe(0);
});

test('of two commands that initialise at once exactly one makes the three administrators', async () => {
  const both = await Promise.allSettled([
    createFirstAdministrators(owner, '某单位'),
    createFirstAdministrators(owner, '某单位'),
  ]);
  expect(both.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected']);
  const roles = await database.owner`select role from account_roles order by role`;
  expect(roles.map((row) => row.role)).toEqual(['auditor', 'secadmin', 'sysadmin']);
});

test('an initial password must be changed and ends after 72 hours', async () => {
  const [row] = await database.owner`
    select must_change_password, initial_expires_at - password_set_at = interval '72 hours' as lasts from accounts where employee_no = 'sysadmin'`;
  expect(row).toEqual({ must_change_password: true, lasts: true });
});

test('issuing again replaces the password and ends every session', async () => {
  const first = await issueAccount(owner, { employeeNo: 'E100', displayName: '甲', role: 'hr' });
  const second = await issueAccount(owner, { employeeNo: 'E100' });
  const [row] = await database.owner<{ hash: string; version: number }[]>`
    select password_hash as hash, session_version as version from accounts where employee_no = 'E100'`;
  expect(await verifyPassword(row?.hash ?? null, first.password)).toBe(false);
  expect(await verifyPassword(row?.hash ?? null, second.password)).toBe(true);
  expect(row?.version).toBe(2);
});

test('issuing again ends every reset that was asked for before', async () => {
  await issueAccount(owner, { employeeNo: 'E102', displayName: '丙' });
  await database.owner`insert into password_resets (account_id, code_hash, token_hash, expires_at, approved_by, approved_at)
    select id, 'code', 'token', app_now() + interval '15 minutes',
      (select id from accounts where employee_no = 'sysadmin'), app_now() from accounts where employee_no = 'E102'`;
  await issueAccount(owner, { employeeNo: 'E102' });
  const [row] = await database.owner`select count(*)::int as open from password_resets where expires_at > app_now()`;
  expect(row?.open).toBe(0);
});

test('a command leaves an audit row and no password in it', async () => {
  const { password } = await issueAccount(owner, { employeeNo: 'E101', displayName: '乙' });
  const rows =
    await database.owner`select action, detail::text as detail from audit_events where detail->>'employeeNo' = 'E101'`;
  expect(rows.map((row) => row.action)).toEqual(['account.create']);
  expect(rows[0]?.detail).not.toContain(password);
});

test('a person who is neither in the roster nor named gets no account', async () => {
  await expect(issueAccount(owner, { employeeNo: 'E999' })).rejects.toThrow(/--name/);
});

test('one-time passwords differ and hold no look-alike characters', () => {
  const many = Array.from({ length: 500 }, oneTimePassword);
  expect(new Set(many).size).toBe(500);
  expect(many.filter((password) => /[0O1lI]/.test(password))).toEqual([]);
});
