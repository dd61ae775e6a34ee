import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Role, RoleClass } from '../../domain/access/roles.ts';
import type { Db, Tx } from '../client.ts';
import { accountRoles, accounts, sessions } from '../schema/accounts.ts';
import { attempts } from '../schema/assessment.ts';
import { isEmployeeNo, typedFirst } from './employee-no.ts';
import { ORG_TODAY } from './org-clock.ts';

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
  /** The password is an initial one: it opens one session and no more. */
  isInitial: boolean;
  isInitialUsed: boolean;
};

const IS_INITIAL = sql<boolean>`(${accounts.mustChangePassword} and ${accounts.initialExpiresAt} is not null)`;

const outsideAs = (lifeStates: SQL) => sql<boolean>`exists (
  select from person_assignments away where away.person_id = accounts.person_id and away.life_state in (${lifeStates})
    and 'outside' = any(away.flags) and away.valid_from <= ${ORG_TODAY}
    and (away.valid_to is null or away.valid_to > ${ORG_TODAY}))`;

/**
 * True for who has left the organisation, in the 脱密期 or nominated anew: such an account holds no office until the
 * person is back in a post.
 */
export const IS_OUTSIDE = outsideAs(sql`'cooling-off', 'entering'`);

/** True when the rules in force leave people outside no access at all (else education, reports and own records). */
const NO_ACCESS_OUTSIDE = sql<boolean>`coalesce((
  select v.spec ->> 'coolingOffAccess' = 'none' from lifecycle_versions v where v.effective_from <= ${ORG_TODAY}
  order by v.effective_from desc, v.version desc limit 1), false)`;

/**
 * True when an account may be used today: active, and its person, if it has one, still belongs to the organisation; from
 * the day of leaving on nobody has to think of disabling it (SE-03). Names written out, since a select from one table
 * leaves them away.
 */
export const IS_USABLE = sql<boolean>`(accounts.status = 'active' and not exists (
  select from people gone where gone.id = accounts.person_id and gone.left_on <= ${ORG_TODAY})
  and not (${outsideAs(sql`'cooling-off'`)} and ${NO_ACCESS_OUTSIDE}))`;

/** Bypasses the principal: there is none before log-in. @returns the account of a 工号 in whatever case, or null. */
export async function unsafeFindAccountForSignIn(db: Db, employeeNo: string): Promise<AccountForSignIn | null> {
  const [row] = await db
    .select({
      id: accounts.id,
      employeeNo: accounts.employeeNo,
      displayName: accounts.displayName,
      roleClass: accounts.roleClass,
      passwordHash: accounts.passwordHash,
      sessionVersion: accounts.sessionVersion,
      isActive: IS_USABLE,
      isInitialExpired: sql<boolean>`coalesce(${accounts.initialExpiresAt} < app_now(), false)`,
      isInitial: IS_INITIAL,
      isInitialUsed: sql<boolean>`${IS_INITIAL} and ${accounts.initialUsedAt} is not null`,
    })
    .from(accounts)
    .where(isEmployeeNo(employeeNo))
    .orderBy(typedFirst(employeeNo))
    .limit(1);
  return row ?? null;
}

/**
 * Uses up an initial password, in the transaction that opens its session: of two log-ins at once one gets it.
 * @returns false when it was used, replaced or past its time meanwhile.
 */
export async function unsafeUseInitialPassword(tx: Tx, accountId: string, passwordHash: string): Promise<boolean> {
  const used = await tx
    .update(accounts)
    .set({ initialUsedAt: sql`app_now()` })
    .where(
      and(
        eq(accounts.id, accountId),
        eq(accounts.passwordHash, passwordHash),
        IS_INITIAL,
        sql`${accounts.initialUsedAt} is null and ${accounts.initialExpiresAt} >= app_now()`,
      ),
    )
    .returning({ id: accounts.id });
  return used.length > 0;
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
 * True when a password is older than the profile allows (GB/T 22239 8.1.4.1 a). It does not come between a person and
 * a paper that is open: the change waits until the paper is handed in or its time is up.
 */
function isPasswordAged(maxAgeDays: number | null): SQL {
  if (maxAgeDays === null) return sql`false`;
  return sql`(${accounts.passwordHash} is not null
    and coalesce(${accounts.passwordSetAt}, ${accounts.createdAt}) + make_interval(days => ${maxAgeDays}) <= app_now()
    and not exists (select from ${attempts} t
      where t.person_id = ${accounts.personId} and t.state = 'open' and t.deadline_at > app_now()))`;
}

/**
 * The principal of a live session: not ended, not past its idle or absolute time, account active, version current.
 * Read on every request, so that a disabled account or a changed role takes effect at once.
 * @param maxPasswordAgeDays days after which a password must be changed; null = never.
 */
export async function unsafeFindSession(
  db: Db,
  tokenHash: Uint8Array,
  maxPasswordAgeDays: number | null,
): Promise<LiveSession | null> {
  const [row] = await db
    .select({
      sessionId: sessions.id,
      accountId: accounts.id,
      employeeNo: accounts.employeeNo,
      name: accounts.displayName,
      personId: accounts.personId,
      roleClass: accounts.roleClass,
      mustChangePassword: sql<boolean>`${accounts.mustChangePassword} or ${isPasswordAged(maxPasswordAgeDays)}`,
      isStale: sql<boolean>`${sessions.lastSeenAt} < app_now() - interval '60 seconds'`,
      roles: sql<Role[]>`case when ${IS_OUTSIDE} then '{}' else
        coalesce((select array_agg(r.role) from ${accountRoles} r where r.account_id = ${accounts.id}), '{}') end`,
      officerUnitIds: sql<string[]>`case when ${IS_OUTSIDE} then '{}' else
        coalesce((select array_agg(r.unit_id) from ${accountRoles} r where r.account_id = ${accounts.id} and r.unit_id is not null), '{}') end`,
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
        IS_USABLE,
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
): Promise<{ sessionId: string; name: string; employeeNo: string } | null> {
  const [row] = await db
    .update(sessions)
    .set({ endedAt: sql`app_now()`, endedReason: reason })
    .from(accounts)
    .where(
      and(eq(sessions.tokenHash, tokenHash), sql`${sessions.endedAt} is null`, eq(accounts.id, sessions.accountId)),
    )
    .returning({ sessionId: sessions.id, name: accounts.displayName, employeeNo: accounts.employeeNo });
  return row ?? null;
}

/** Stores a stronger hash of the same password after a successful log-in. */
export async function unsafeReplaceHash(db: Db, accountId: string, passwordHash: string): Promise<void> {
  await db.update(accounts).set({ passwordHash }).where(eq(accounts.id, accountId));
}
