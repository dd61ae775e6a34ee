import { type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { Role, RoleClass } from '../../domain/access/roles.ts';
import type { Db, Tx } from '../client.ts';

/** Each administrator sees the own part alone; for anybody else the lists are empty and changes find no row. */
const isRole = (principal: Principal, ...roles: Role[]): SQL =>
  roles.some((role) => hasRole(principal, role)) ? sql`true` : sql`false`;

const utc = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const LIKE_SPECIAL = /[\\%_]/g;
const contains = (text: string) => `%${text.replace(LIKE_SPECIAL, (c) => `\\${c}`)}%`;

export type AccountStatus = 'active' | 'disabled';
export type AccountFilter = { readonly q?: string | undefined; readonly status?: AccountStatus | undefined };

/** An account as the 系统管理员 sees it: nothing of unit, category or training. Instants are ISO texts. */
export type AccountRow = {
  readonly id: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly roleClass: RoleClass;
  readonly status: AccountStatus;
  readonly hasPassword: boolean;
  readonly mustChangePassword: boolean;
  readonly lastSeenAt: string | null;
};

function accountsOf(principal: Principal, filter: AccountFilter): SQL {
  const q = filter.q ? contains(filter.q) : null;
  return sql`${isRole(principal, 'sysadmin')}
    and (${q}::text is null or a.employee_no ilike ${q} or a.display_name ilike ${q})
    and (${filter.status ?? null}::text is null or a.status = ${filter.status ?? null})`;
}

/** One page of the accounts in 工号 order, and how many there are in all. */
export async function listAccounts(
  db: Db | Tx,
  principal: Principal,
  filter: AccountFilter,
  page: { readonly page: number; readonly size: number },
): Promise<{ rows: AccountRow[]; total: number }> {
  const where = accountsOf(principal, filter);
  const rows = await db.execute<AccountRow>(sql`
    select a.id, a.employee_no as "employeeNo", a.display_name as name, a.role_class as "roleClass", a.status,
      a.password_hash is not null as "hasPassword", a.must_change_password as "mustChangePassword",
      (select ${utc(sql`max(s.last_seen_at)`)} from sessions s where s.account_id = a.id) as "lastSeenAt"
    from accounts a where ${where} order by a.employee_no limit ${page.size} offset ${(page.page - 1) * page.size}`);
  const [count] = await db.execute<{ n: number }>(sql`select count(*)::int as n from accounts a where ${where}`);
  return { rows: [...rows], total: count?.n ?? 0 };
}

/** Takes an account for a change. Open to 系统管理员 and 安全保密管理员. @returns null when there is none in sight. */
export async function lockAccount(
  tx: Tx,
  principal: Principal,
  accountId: string,
): Promise<{ employeeNo: string; name: string; status: AccountStatus } | null> {
  const rows = await tx.execute<{ employeeNo: string; name: string; status: AccountStatus }>(sql`
    select employee_no as "employeeNo", display_name as name, status from accounts
    where id = ${accountId}::uuid and ${isRole(principal, 'sysadmin', 'secadmin')} for update`);
  return rows[0] ?? null;
}

/** Enables or disables an account under the lock of {@link lockAccount}. */
export async function setAccountStatus(
  tx: Tx,
  principal: Principal,
  accountId: string,
  status: AccountStatus,
): Promise<void> {
  await tx.execute(sql`
    update accounts set status = ${status} where id = ${accountId}::uuid and ${isRole(principal, 'sysadmin')}`);
}

/**
 * Ends every session of an account: the version they carry is no longer the account's, so the next request of each finds
 * nothing, on every instance (SE-03). @returns how many were open.
 */
export async function endAllSessions(tx: Tx, principal: Principal, accountId: string, reason: string): Promise<number> {
  const allowed = isRole(principal, 'sysadmin', 'secadmin');
  await tx.execute(sql`
    update accounts set session_version = session_version + 1 where id = ${accountId}::uuid and ${allowed}`);
  const ended = await tx.execute<{ id: string }>(sql`
    update sessions set ended_at = app_now(), ended_reason = ${reason}
    where account_id = ${accountId}::uuid and ended_at is null and ${allowed} returning id`);
  return ended.length;
}

export type ThrottledRow = {
  readonly accountId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly failures: number;
  readonly sources: readonly string[];
  /** Latest instant until which one of the sources has to wait; null = slowed at most. */
  readonly blockedUntil: string | null;
};

/** Accounts with failed log-ins in the running quarter of an hour, the longest wait first; at most 200. */
export async function listThrottled(db: Db | Tx, principal: Principal): Promise<ThrottledRow[]> {
  return db.execute<ThrottledRow>(sql`
    select a.id as "accountId", a.employee_no as "employeeNo", a.display_name as name,
      coalesce(max(t.failures) filter (where t.key = 'account:' || a.employee_no), max(t.failures))::int as failures,
      coalesce(array_agg(split_part(t.key, '|', 2)) filter (where t.key like '%|%'), '{}') as sources,
      ${utc(sql`max(t.blocked_until) filter (where t.blocked_until > app_now())`)} as "blockedUntil"
    from login_throttle t join accounts a on a.employee_no = split_part(substr(t.key, 9), '|', 1)
    where t.key like 'account:%' and ${isRole(principal, 'secadmin')}
      and (t.blocked_until > app_now() or t.window_started_at > app_now() - interval '15 minutes')
    group by a.id order by max(t.blocked_until) desc nulls last, failures desc limit 200`);
}

/** Forgets every failed log-in of an account, from whatever source. @returns how many counters there were. */
export async function forgetFailures(tx: Tx, principal: Principal, employeeNo: string): Promise<number> {
  const key = `account:${employeeNo}`;
  const rows = await tx.execute<{ key: string }>(sql`
    delete from login_throttle where (key = ${key} or starts_with(key, ${`${key}|`}))
      and ${isRole(principal, 'secadmin')} returning key`);
  return rows.length;
}

export type LiveSessionRow = {
  readonly accountId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly roleClass: RoleClass;
  readonly sessions: number;
  readonly addresses: readonly string[];
  readonly userAgent: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
};

/** Accounts signed in now, the most recently active first. */
export async function listLiveSessions(
  db: Db | Tx,
  principal: Principal,
  filter: { readonly q?: string | undefined },
  page: { readonly page: number; readonly size: number },
): Promise<{ rows: LiveSessionRow[]; total: number }> {
  const q = filter.q ? contains(filter.q) : null;
  const rows = await db.execute<LiveSessionRow & { total: number }>(sql`
    select a.id as "accountId", a.employee_no as "employeeNo", a.display_name as name, a.role_class as "roleClass",
      count(*)::int as sessions, coalesce(array_agg(distinct host(s.ip)) filter (where s.ip is not null), '{}') as addresses,
      (array_agg(s.user_agent order by s.last_seen_at desc))[1] as "userAgent",
      ${utc(sql`max(s.created_at)`)} as "signedInAt", ${utc(sql`max(s.last_seen_at)`)} as "lastSeenAt",
      (count(*) over ())::int as total
    from sessions s join accounts a on a.id = s.account_id and a.session_version = s.session_version
    where s.ended_at is null and s.expires_at > app_now()
      and s.last_seen_at + make_interval(secs => s.idle_seconds) > app_now() and a.status = 'active'
      and ${isRole(principal, 'secadmin')}
      and (${q}::text is null or a.employee_no ilike ${q} or a.display_name ilike ${q})
    group by a.id order by max(s.last_seen_at) desc, a.id limit ${page.size} offset ${(page.page - 1) * page.size}`);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export type RoleHolder = {
  readonly role: Role;
  readonly employeeNo: string;
  readonly name: string;
  readonly unit: string | null;
  readonly status: AccountStatus;
  readonly grantedAt: string;
  readonly grantedBy: string | null;
};

/** Everybody who holds a role beyond being a person of the organisation. */
export async function listRoleHolders(db: Db | Tx, principal: Principal): Promise<RoleHolder[]> {
  return db.execute<RoleHolder>(sql`
    select r.role, a.employee_no as "employeeNo", a.display_name as name, u.name as unit, a.status,
      ${utc(sql`r.granted_at`)} as "grantedAt", m.display_name as "grantedBy"
    from account_roles r join accounts a on a.id = r.account_id
    left join units u on u.id = r.unit_id left join accounts m on m.id = r.granted_by
    where ${isRole(principal, 'secadmin')} order by r.role, a.employee_no`);
}

export type SystemFigures = {
  readonly databaseVersion: string;
  readonly databaseBytes: number;
  readonly connections: number;
  readonly databaseStartedAt: string;
  readonly activeAccounts: number;
  readonly disabledAccounts: number;
  readonly liveSessions: number;
  readonly now: string;
};

/** Size and load of the database and counts of accounts; no figure of anybody's training. Null for others than 系统管理员. */
export async function readSystemFigures(db: Db | Tx, principal: Principal): Promise<SystemFigures | null> {
  const rows = await db.execute<SystemFigures>(sql`
    select current_setting('server_version') as "databaseVersion", pg_database_size(current_database())::float8 as "databaseBytes",
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
      ${utc(sql`pg_postmaster_start_time()`)} as "databaseStartedAt",
      (select count(*)::int from accounts where status = 'active') as "activeAccounts",
      (select count(*)::int from accounts where status = 'disabled') as "disabledAccounts",
      (select count(*)::int from sessions where ended_at is null and expires_at > app_now()
        and last_seen_at + make_interval(secs => idle_seconds) > app_now()) as "liveSessions",
      ${utc(sql`app_now()`)} as now
    where ${isRole(principal, 'sysadmin')}`);
  return rows[0] ?? null;
}
