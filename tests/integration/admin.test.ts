import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { unsafeFindSession } from '#db/dal/system-auth.ts';
import { refusal } from '#domain/access/policy.ts';
import type { Principal } from '#domain/access/principal.ts';
import { ADMIN_ROLES, ROLES, type Role } from '#domain/access/roles.ts';
import { tokenHash } from '#server/auth/token.ts';
import { createApi } from '#server/http/api.ts';
import { sealAudit } from '#server/jobs/seal-audit.ts';
import { checkSeals, readAuditPage } from '#server/operations/admin/audit-trail.ts';
import { readAccounts, readLiveSessions, readRoleHolders, readThrottled } from '#server/operations/admin/lists.ts';
import { readSystemState } from '#server/operations/admin/system-state.ts';
import { signIn } from '#server/operations/sign-in.ts';
import { OPERATIONS, PAGES, policyOf } from '#server/policies.ts';
import { caller, openSession } from '#tests/support/exam-world.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

let world: TestDatabase;
let call: ReturnType<typeof caller>;
type Signed = { accountId: string; employeeNo: string; cookie: string; principal: Principal };
const admins = {} as Record<(typeof ADMIN_ROLES)[number], Signed>;

let next = 1;

async function account(role: Role | null): Promise<Signed> {
  const accountId = randomUUID();
  const employeeNo = `A${String(next++).padStart(4, '0')}`;
  const roleClass = role !== null && (ADMIN_ROLES as readonly string[]).includes(role) ? role : 'business';
  await world.owner`insert into accounts (id, employee_no, display_name, role_class) values (${accountId}, ${employeeNo}, ${`某${employeeNo}`}, ${roleClass})`;
  if (role && role !== 'unit-officer')
    await world.owner`insert into account_roles (account_id, role, role_class) values (${accountId}, ${role}, ${roleClass})`;
  const { cookie, token } = await openSession(world.owner, accountId);
  const hash = tokenHash(token);
  const session = hash && (await unsafeFindSession(world.db, hash, null));
  if (!session) throw new Error('the session must be live');
  return { accountId, employeeNo, cookie, principal: { ...session, requestId: 'test', ip: '127.0.0.1' } };
}

beforeAll(async () => {
  world = await createTestDatabase();
  await world.owner`insert into organisation (name) values ('江澜市测试院')`;
  const api = createApi();
  await api.ready();
  call = caller(api);
  for (const role of ADMIN_ROLES) admins[role] = await account(role);
});

const isLive = async (who: Signed) => (await call('GET', '/api/v1/account/sessions', who.cookie)).status === 200;
const lastAudit = async (subjectId: string) => {
  const [row] = await world.owner<
    { action: string; outcome: string; actor: string; detail: Record<string, unknown> }[]
  >`
    select action, outcome, actor_account_id::text as actor, detail from audit_events where subject_id = ${subjectId} order by seq_no desc limit 1`;
  return row;
};
const holder = (role: Role | null): Principal => ({
  ...admins.sysadmin.principal,
  personId: null,
  roleClass: role !== null && (ADMIN_ROLES as readonly string[]).includes(role) ? (role as 'sysadmin') : 'business',
  roles: role ? [role] : [],
});
const allowed = (role: Role | null) =>
  Object.keys(OPERATIONS)
    .filter((operation) => refusal(policyOf(operation), holder(role)) === null)
    .filter((operation) => OPERATIONS[operation as keyof typeof OPERATIONS].who !== 'anyone');

const FOR_ALL = [
  'account.change-password',
  'account.list-sessions',
  'account.end-session',
  'home.read',
  'law.read',
  'certificate.download',
];

describe('the three administrators', () => {
  it('may each do the own part and nothing of training, exams or people', () => {
    const part = (role: Role) => allowed(role).filter((operation) => !FOR_ALL.includes(operation));
    const secadmin = ['admin.security', 'admin.unlock', 'admin.end-sessions'];
    const auditor = ['admin.audit', 'admin.audit-export'];
    expect(part('secadmin')).toEqual(['admin.read', ...secadmin]);
    expect(part('auditor')).toEqual(['admin.read', ...auditor]);
    expect(part('sysadmin')).toEqual(expect.arrayContaining(['admin.accounts', 'admin.set-account-status']));
    expect(part('sysadmin').filter((operation) => !operation.startsWith('admin.'))).toEqual([]);
    expect(part('sysadmin').filter((operation) => [...secadmin, ...auditor].includes(operation))).toEqual([]);
    expect(allowed(null)).toEqual(FOR_ALL);
  });

  it('are the only ones to reach an administration page or operation', () => {
    for (const role of [null, ...ROLES.filter((r) => !(ADMIN_ROLES as readonly string[]).includes(r))]) {
      expect(allowed(role).filter((operation) => operation.startsWith('admin.'))).toEqual([]);
    }
    const pages = Object.entries(PAGES).filter(([path]) => path.startsWith('/admin'));
    expect(pages.every(([, operation]) => operation.startsWith('admin.'))).toBe(true);
  });

  it('see nothing of each other through the data layer either', async () => {
    for (const role of ADMIN_ROLES) {
      const { principal } = admins[role];
      expect([role, (await readAccounts(principal, {}, 1)).total > 0]).toEqual([role, role === 'sysadmin']);
      expect([role, (await readSystemState(principal)).ok]).toEqual([role, role === 'sysadmin']);
      expect([role, (await readLiveSessions(principal, {}, 1)).total > 0]).toEqual([role, role === 'secadmin']);
      expect([role, (await readRoleHolders(principal)).length > 0]).toEqual([role, role === 'secadmin']);
    }
  });
});

describe('an account that is disabled', () => {
  it('finds its sessions dead at the next request, cannot sign in, and comes back when enabled', async () => {
    const who = await account(null);
    const url = `/api/v1/admin/accounts/${who.accountId}/status`;
    expect(await isLive(who)).toBe(true);
    const body = { status: 'disabled', reason: '长期离岗' };
    expect((await call('POST', url, admins.sysadmin.cookie, body)).status).toBe(204);
    expect(await isLive(who)).toBe(false);
    expect(await lastAudit(who.accountId)).toMatchObject({
      action: 'admin.set-account-status',
      outcome: 'done',
      actor: admins.sysadmin.accountId,
      detail: { before: 'active', after: 'disabled', reason: '长期离岗', sessionsEnded: 1 },
    });
    const back = { status: 'active', reason: '返岗' };
    expect((await call('POST', url, admins.sysadmin.cookie, back)).status).toBe(204);
    expect(await isLive(who)).toBe(false);
    const [row] = await world.owner<
      { v: number }[]
    >`select session_version as v from accounts where id = ${who.accountId}`;
    expect(row?.v).toBe(2);
  });

  it('is never one’s own, always has a reason, and nobody else may do it', async () => {
    const { sysadmin, secadmin, auditor } = admins;
    const url = (id: string) => `/api/v1/admin/accounts/${id}/status`;
    const body = { status: 'disabled', reason: '测试' };
    const own = await call('POST', url(sysadmin.accountId), sysadmin.cookie, body);
    expect([own.status, own.json<{ code: string }>().code]).toEqual([403, 'SELF_ACTION_REFUSED']);
    expect(await lastAudit(sysadmin.accountId)).toMatchObject({ outcome: 'refused' });
    expect(await isLive(sysadmin)).toBe(true);
    const unexplained = await call('POST', url(auditor.accountId), sysadmin.cookie, {
      status: 'disabled',
      reason: ' ',
    });
    expect(unexplained.json<{ code: string }>().code).toBe('INVALID_INPUT');
    const nobody = await call('POST', url(randomUUID()), sysadmin.cookie, body);
    expect(nobody.json<{ code: string }>().code).toBe('ACCOUNT_NOT_FOUND');
    for (const cookie of [
      secadmin.cookie,
      auditor.cookie,
      (await account('hr')).cookie,
      (await account('office')).cookie,
    ]) {
      expect((await call('POST', url(sysadmin.accountId), cookie, body)).status).toBe(403);
    }
    expect(await isLive(sysadmin)).toBe(true);
  });
});

describe('the 安全保密管理员', () => {
  it('sees whose log-in waits and lets them try again at once', async () => {
    const who = await account(null);
    const attempt = {
      employeeNo: who.employeeNo,
      password: '不是这个密码',
      ip: '10.9.8.7',
      userAgent: '',
      requestId: '',
    };
    for (let i = 0; i < 6; i += 1) await signIn(attempt);
    const waiting = async () =>
      (await readThrottled(admins.secadmin.principal)).find((row) => row.accountId === who.accountId);
    expect(await waiting()).toMatchObject({ sources: ['10.9.8.7'], failures: 5 });
    expect((await waiting())?.blockedUntil).not.toBeNull();
    const url = `/api/v1/admin/accounts/${who.accountId}/unlock`;
    expect((await call('POST', url, admins.sysadmin.cookie, { reason: '本人核实' })).status).toBe(403);
    expect((await call('POST', url, admins.secadmin.cookie, { reason: '本人核实' })).status).toBe(204);
    expect(await waiting()).toBeUndefined();
    expect(await lastAudit(who.accountId)).toMatchObject({ action: 'admin.unlock', detail: { reason: '本人核实' } });
  });

  it('ends every session of an account, and the account may sign in anew', async () => {
    const who = await account('office');
    expect(await isLive(who)).toBe(true);
    const listed = await readLiveSessions(admins.secadmin.principal, { q: who.employeeNo }, 1);
    expect(listed).toMatchObject({ total: 1, rows: [{ accountId: who.accountId, sessions: 1 }] });
    const url = `/api/v1/admin/accounts/${who.accountId}/end-sessions`;
    expect((await call('POST', url, admins.secadmin.cookie, { reason: '地址可疑' })).status).toBe(204);
    expect(await isLive(who)).toBe(false);
    expect((await readLiveSessions(admins.secadmin.principal, { q: who.employeeNo }, 1)).total).toBe(0);
    expect(await lastAudit(who.accountId)).toMatchObject({
      action: 'admin.end-sessions',
      detail: { sessionsEnded: 1 },
    });
  });
});

describe('the 安全审计员', () => {
  it('finds events by day, actor, action and outcome, and nobody else finds any', async () => {
    const { auditor, sysadmin } = admins;
    const actor = sysadmin.employeeNo;
    const found = await readAuditPage(auditor.principal, { actor, action: 'admin.set-account-status' }, 1);
    expect(found.total).toBeGreaterThanOrEqual(3);
    expect(found.rows.every((row) => row.actorName.includes(actor))).toBe(true);
    const refused = await readAuditPage(auditor.principal, { actor, outcome: 'refused' }, 1);
    expect(refused.rows.map((row) => row.outcome)).toContain('refused');
    expect((await readAuditPage(auditor.principal, { to: '2020-01-01' }, 1)).total).toBe(0);
    expect((await readAuditPage(auditor.principal, { actor: '100%_' }, 1)).total).toBe(0);
    for (const role of ['sysadmin', 'secadmin'] as const) {
      expect(await readAuditPage(admins[role].principal, {}, 1)).toMatchObject({ rows: [], total: 0, actions: [] });
    }
  });

  it('takes the trail along as CSV that no spreadsheet runs, and the taking is in the trail', async () => {
    await world.owner`insert into audit_events (actor_name, action, outcome, subject_type, subject_id) values ('=1+1', 'test.csv', 'done', 'x', '"a",b')`;
    const url = '/api/v1/admin/audit.csv?action=test.csv';
    const csv = await call('GET', url, admins.auditor.cookie);
    expect(csv.status).toBe(200);
    const [, row] = csv.text.split('\r\n');
    expect(row).toContain(",'=1+1,");
    expect(row).toContain('"""a"",b"');
    const [entry] = await world.owner<{ detail: { rows: number; sha256: string } }[]>`
      select detail from audit_events where action = 'admin.audit-export' order by seq_no desc limit 1`;
    expect(entry?.detail).toMatchObject({ rows: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await call('GET', url, admins.sysadmin.cookie)).status).toBe(403);
  });

  it('learns that a paper was handed in, never with what result', async () => {
    await world.owner`insert into audit_events (actor_name, action, outcome, subject_type, subject_id, detail)
      values ('考生', 'test.result', 'done', 'attempt', 'x', '{"score": 41.5, "passed": false, "examId": "e"}')`;
    const { rows } = await readAuditPage(admins.auditor.principal, { action: 'test.result' }, 1);
    expect(rows[0]?.detail).toEqual({ examId: 'e' });
    const csv = await call('GET', '/api/v1/admin/audit.csv?action=test.result', admins.auditor.cookie);
    expect(csv.text).not.toContain('41.5');
  });

  it('is told which seal an altered row breaks, and the check itself is recorded', async () => {
    await world.owner`insert into audit_events (at, actor_name, action, outcome, subject_type, subject_id)
      values (statement_timestamp() - interval '5 minutes', '某人', 'test.seal', 'done', 'x', 'y')`;
    await sealAudit();
    const sound = await checkSeals(admins.auditor.principal);
    expect(sound).toMatchObject({ firstBadSeal: null });
    expect(sound.seals).toBeGreaterThanOrEqual(1);
    await world.owner`alter table audit_events disable trigger audit_events_append_only`;
    await world.owner`update audit_events set actor_name = '别人' where seq_no = (select min(seq_no) from audit_events where seq_no >= (select min(from_seq_no) from audit_seals))`;
    await world.owner`alter table audit_events enable trigger audit_events_append_only`;
    expect(await checkSeals(admins.auditor.principal)).toMatchObject({ firstBadSeal: 1 });
    const [row] = await world.owner<
      { n: number }[]
    >`select count(*)::int as n from audit_events where action = 'admin.verify-seals'`;
    expect(row?.n).toBe(2);
  });
});
