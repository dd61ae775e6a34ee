import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { accounts, passwordHistory, passwordResets, sessions } from '../schema/accounts.ts';
import { isEmployeeNo, typedFirst } from './employee-no.ts';

/** Minutes a 核验码 lives. */
const LIFE_MINUTES = 15;

const LIVE = sql`${passwordResets.usedAt} is null and ${passwordResets.expiresAt} > app_now()`;

/**
 * Bypasses the principal: whoever has forgotten the password has none. Opens a reset for a 工号; one that nobody has
 * gets a row as well, so that the two cannot be told apart. Clears rows a day past their time.
 * @returns when the code ends.
 */
export async function unsafeOpenReset(
  tx: Tx,
  values: { employeeNo: string; codeHash: Uint8Array; tokenHash: Uint8Array; ip: string },
): Promise<Date> {
  await tx.delete(passwordResets).where(sql`${passwordResets.expiresAt} < app_now() - interval '1 day'`);
  const [account] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(isEmployeeNo(values.employeeNo))
    .orderBy(typedFirst(values.employeeNo))
    .limit(1);
  const [row] = await tx
    .insert(passwordResets)
    .values({
      accountId: account?.id ?? null,
      codeHash: values.codeHash,
      tokenHash: values.tokenHash,
      expiresAt: sql`app_now() + make_interval(mins => ${LIFE_MINUTES})`,
      ip: values.ip || null,
    })
    .returning({ expiresAt: passwordResets.expiresAt });
  if (!row) throw new Error('reset insert returned no row');
  return row.expiresAt;
}

export type ResetState = 'waiting' | 'approved' | 'expired' | 'none';

/** How the reset of a token stands; `none` for a token nobody was given and for one that was used. */
export async function unsafeReadReset(
  db: Db,
  tokenHash: Uint8Array,
): Promise<{ state: ResetState; expiresAt: Date | null }> {
  const [row] = await db
    .select({
      state: sql<ResetState>`case when ${passwordResets.usedAt} is not null then 'none'
        when ${passwordResets.expiresAt} <= app_now() then 'expired'
        when ${passwordResets.approvedAt} is not null then 'approved' else 'waiting' end`,
      expiresAt: passwordResets.expiresAt,
    })
    .from(passwordResets)
    .where(eq(passwordResets.tokenHash, tokenHash));
  return row ?? { state: 'none', expiresAt: null };
}

export type ApprovedReset = {
  readonly id: string;
  readonly accountId: string;
  readonly employeeNo: string;
  readonly displayName: string;
  readonly personId: string | null;
  readonly approvedBy: string | null;
  readonly passwordHash: string | null;
  readonly recentHashes: readonly string[];
};

/**
 * Takes the approved, unused, live reset of a token together with its account, which must be active.
 * @param history how many earlier hashes to bring along.
 */
export async function unsafeLockApprovedReset(
  tx: Tx,
  tokenHash: Uint8Array,
  history: number,
): Promise<ApprovedReset | null> {
  const [row] = await tx
    .select({
      id: passwordResets.id,
      accountId: accounts.id,
      employeeNo: accounts.employeeNo,
      displayName: accounts.displayName,
      personId: accounts.personId,
      approvedBy: passwordResets.approvedBy,
      passwordHash: accounts.passwordHash,
    })
    .from(passwordResets)
    .innerJoin(accounts, eq(accounts.id, passwordResets.accountId))
    .where(
      and(
        eq(passwordResets.tokenHash, tokenHash),
        sql`${passwordResets.approvedAt} is not null`,
        LIVE,
        eq(accounts.status, 'active'),
      ),
    )
    .for('update');
  if (!row) return null;
  const past = await tx
    .select({ hash: passwordHistory.passwordHash })
    .from(passwordHistory)
    .where(eq(passwordHistory.accountId, row.accountId))
    .orderBy(desc(passwordHistory.setAt))
    .limit(history);
  return { ...row, recentHashes: past.map(({ hash }) => hash) };
}

/**
 * Sets the password of a reset taken by {@link unsafeLockApprovedReset}: it is used up, every other open reset of the
 * account ends, and so does every session, on every instance.
 */
export async function unsafeCompleteReset(
  tx: Tx,
  reset: Pick<ApprovedReset, 'id' | 'accountId'>,
  passwordHash: string,
): Promise<void> {
  await tx
    .update(accounts)
    .set({
      passwordHash,
      passwordSetAt: sql`app_now()`,
      mustChangePassword: false,
      initialExpiresAt: null,
      initialUsedAt: null,
      sessionVersion: sql`${accounts.sessionVersion} + 1`,
    })
    .where(eq(accounts.id, reset.accountId));
  await tx.insert(passwordHistory).values({ accountId: reset.accountId, passwordHash });
  await tx
    .update(sessions)
    .set({ endedAt: sql`app_now()`, endedReason: 'password-reset' })
    .where(and(eq(sessions.accountId, reset.accountId), sql`${sessions.endedAt} is null`));
  await tx.update(passwordResets).set({ usedAt: sql`app_now()` }).where(eq(passwordResets.id, reset.id));
  await tx
    .update(passwordResets)
    .set({ expiresAt: sql`app_now()` })
    .where(and(eq(passwordResets.accountId, reset.accountId), LIVE));
}
