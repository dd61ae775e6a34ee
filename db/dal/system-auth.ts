import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Role, RoleClass } from '../../domain/access/roles.ts';
import type { Db, Tx } from '../client.ts';
import { accountRoles, accounts, sessions } from '../schema/accounts.ts';

/** What log-in needs to know of an account. */
export type AccountForSignIn = {
  id: string;
  employeeNo: string;
  displayName: string;
  roleClass: RoleClass;
  passwordHash: string | null;
  sessionVersion: number;
  isActive: boolean;
  isInitialExpired: boolean;
};

/** Bypasses the principal: there is none before log-in. @returns the account of a 工号, or null. */
export async function unsafeFindAccountForSignIn(db: Db, employeeNo: string): Promise<AccountForSignIn | null> {
  const [row] = await db
    .select({
      id: accounts.id,
      employeeNo: accounts.employeeNo,
      displayName: accounts.displayName,
      roleClass: accounts.roleClass,
      passwordHash: accounts.passwordHash,
      sessionVersion: accounts.sessionVersion,
      isActive: sql<boolean>`${accounts.status} = 'active'`,
      isInitialExpired: sql<boolean>`coalesce(${accounts.initialExpiresAt} < app_now(), false)`,
    })
    .from(accounts)
    .where(eq(accounts.employeeNo, employeeNo));
  return row ?? null;
}

/** Opens a session row; the token itself is never stored. */
export async function unsafeOpenSession(
  db: Db | Tx,
  values: {
    tokenHash: Uint8Array;
    accountId: string;
    sessionVersion: number;
    idleSeconds: number;
    lifeSeconds: number;
    ip: string;
    userAgent: string;
  },
): Promise<string> {
  const [row] = await db
    .insert(sessions)
    .values({
      tokenHash: values.tokenHash,
      accountId: values.accountId,
      sessionVersion: values.sessionVersion,
      idleSeconds: values.idleSeconds,
      expiresAt: sql`app_now() + make_interval(secs => ${values.lifeSeconds})`,
      ip: values.ip || null,
      userAgent: values.userAgent.slice(0, 300),
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error('session insert returned no row');
  return row.id;
}

export type LiveSession = Omit<Principal, 'requestId' | 'ip'> & { readonly isStale: boolean };

/**
 * The principal of a live session: not ended, not past its idle or absolute time, account active, version current.
 * Read on every request, so that a disabled account or a changed role takes effect at once.
 */
export async function unsafeFindSession(db: Db, tokenHash: Uint8Array): Promise<LiveSession | null> {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      accountId: accounts.id,
      employeeNo: accounts.employeeNo,
      name: accounts.displayName,
      personId: accounts.personId,
      roleClass: accounts.roleClass,
      mustChangePassword: accounts.mustChangePassword,
      isStale: sql<boolean>`${sessions.lastSeenAt} < app_now() - interval '60 seconds'`,
      roles: sql<
        Role[]
      >`coalesce((select array_agg(r.role) from ${accountRoles} r where r.account_id = ${accounts.id}), '{}')`,
      officerUnitIds: sql<
        string[]
      >`coalesce((select array_agg(r.unit_id) from ${accountRoles} r where r.account_id = ${accounts.id} and r.unit_id is not null), '{}')`,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        sql`${sessions.endedAt} is null`,
        sql`${sessions.expiresAt} > app_now()`,
        sql`${sessions.lastSeenAt} + make_interval(secs => ${sessions.idleSeconds}) > app_now()`,
        sql`${sessions.sessionVersion} = ${accounts.sessionVersion}`,
        eq(accounts.status, 'active'),
      ),
    );
  return row ?? null;
}

/** Keeps an active session from idling out; written at most once a minute. */
export async function unsafeTouchSession(db: Db, sessionId: string): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: sql`app_now()` }).where(eq(sessions.id, sessionId));
}

/** Ends a session for good; a replayed cookie finds nothing. @returns whose it was, or null when it was not live. */
export async function unsafeEndSession(
  db: Db | Tx,
  tokenHash: Uint8Array,
  reason: string,
): Promise<{ sessionId: string; accountId: string } | null> {
  const [row] = await db
    .update(sessions)
    .set({ endedAt: sql`app_now()`, endedReason: reason })
    .where(and(eq(sessions.tokenHash, tokenHash), sql`${sessions.endedAt} is null`))
    .returning({ sessionId: sessions.id, accountId: sessions.accountId });
  return row ?? null;
}

/** Stores a stronger hash of the same password after a successful log-in. */
export async function unsafeReplaceHash(db: Db, accountId: string, passwordHash: string): Promise<void> {
  await db.update(accounts).set({ passwordHash }).where(eq(accounts.id, accountId));
}
