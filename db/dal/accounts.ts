import { and, desc, eq, ne, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { accounts, passwordHistory, sessions } from '../schema/accounts.ts';

export type OwnCredentials = {
  passwordHash: string | null;
  displayName: string;
  employeeNo: string;
  recentHashes: string[];
};

/** What changing one's own password needs. */
export async function lockOwnCredentials(
  tx: Tx,
  principal: Principal,
  history: number,
): Promise<OwnCredentials | null> {
  const [row] = await tx
    .select({ passwordHash: accounts.passwordHash, displayName: accounts.displayName, employeeNo: accounts.employeeNo })
    .from(accounts)
    .where(eq(accounts.id, principal.accountId))
    .for('update');
  if (!row) return null;
  const past = await tx
    .select({ hash: passwordHistory.passwordHash })
    .from(passwordHistory)
    .where(eq(passwordHistory.accountId, principal.accountId))
    .orderBy(desc(passwordHistory.setAt))
    .limit(history);
  return { ...row, recentHashes: past.map((p) => p.hash) };
}

/** Sets the principal's own password and ends every other session; this one goes on under the new version. */
export async function setOwnPassword(tx: Tx, principal: Principal, passwordHash: string): Promise<void> {
  const [row] = await tx
    .update(accounts)
    .set({
      passwordHash,
      passwordSetAt: sql`app_now()`,
      mustChangePassword: false,
      initialExpiresAt: null,
      initialUsedAt: null,
      sessionVersion: sql`${accounts.sessionVersion} + 1`,
    })
    .where(eq(accounts.id, principal.accountId))
    .returning({ version: accounts.sessionVersion });
  if (!row) throw new Error('the account of a live session must exist');
  await tx.insert(passwordHistory).values({ accountId: principal.accountId, passwordHash });
  await tx
    .update(sessions)
    .set({ endedAt: sql`app_now()`, endedReason: 'password-changed' })
    .where(
      and(
        eq(sessions.accountId, principal.accountId),
        ne(sessions.id, principal.sessionId),
        sql`${sessions.endedAt} is null`,
      ),
    );
  await tx.update(sessions).set({ sessionVersion: row.version }).where(eq(sessions.id, principal.sessionId));
}

/** Gives the current session a fresh token; the old cookie finds nothing from then on. */
export async function rotateOwnToken(tx: Tx, principal: Principal, tokenHash: Uint8Array): Promise<void> {
  await tx.update(sessions).set({ tokenHash }).where(eq(sessions.id, principal.sessionId));
}

export type OwnSession = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  ip: string | null;
  userAgent: string;
  isCurrent: boolean;
};

/** The principal's live sessions, newest first. */
export async function listOwnSessions(db: Db | Tx, principal: Principal): Promise<OwnSession[]> {
  return db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      ip: sessions.ip,
      userAgent: sessions.userAgent,
      isCurrent: sql<boolean>`${sessions.id} = ${principal.sessionId}`,
    })
    .from(sessions)
    .innerJoin(accounts, and(eq(accounts.id, sessions.accountId), eq(accounts.sessionVersion, sessions.sessionVersion)))
    .where(
      and(
        eq(sessions.accountId, principal.accountId),
        sql`${sessions.endedAt} is null and ${sessions.expiresAt} > app_now()`,
        sql`${sessions.lastSeenAt} + make_interval(secs => ${sessions.idleSeconds}) > app_now()`,
      ),
    )
    .orderBy(desc(sessions.createdAt));
}

/** Ends one of the principal's own sessions. @returns false when it is not theirs or not live. */
export async function endOwnSession(tx: Tx | Db, principal: Principal, sessionId: string): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`app_now()`, endedReason: 'ended-by-owner' })
    .where(
      and(eq(sessions.id, sessionId), eq(sessions.accountId, principal.accountId), sql`${sessions.endedAt} is null`),
    )
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** The principal's own password hash, for asking the password again; null when none is set. */
export async function ownPasswordHash(db: Db | Tx, principal: Principal): Promise<string | null> {
  const [row] = await db
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, principal.accountId));
  return row?.passwordHash ?? null;
}

/** Where the principal is reminded by e-mail; null = nowhere. */
export async function findOwnEmail(db: Db | Tx, principal: Principal): Promise<string | null> {
  const [row] = await db.select({ email: accounts.email }).from(accounts).where(eq(accounts.id, principal.accountId));
  return row?.email ?? null;
}

export async function setOwnEmail(tx: Tx | Db, principal: Principal, email: string | null): Promise<void> {
  await tx.update(accounts).set({ email }).where(eq(accounts.id, principal.accountId));
}
