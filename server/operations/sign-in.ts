import { db } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import {
  type AccountForSignIn,
  unsafeEndSession,
  unsafeFindAccountForSignIn,
  unsafeOpenSession,
  unsafeReplaceHash,
} from '#db/dal/system-auth.ts';
import { unsafeCountFailure, unsafeFailuresOf, unsafeForgetTries, unsafeTakeTry } from '#db/dal/system-throttle.ts';
import type { RoleClass } from '#domain/access/roles.ts';
import { hashPassword, needsRehash, verifyPassword } from '../auth/password.ts';
import { newToken, tokenHash } from '../auth/token.ts';
import { logger } from '../logger.ts';

const LIFE_SECONDS = 12 * 3600;
const IDLE_SECONDS: Readonly<Record<RoleClass, number>> = {
  business: 1800,
  sysadmin: 600,
  secadmin: 600,
  auditor: 600,
};

/** Failures of one account from anywhere after which each further try is slowed, never barred (AU-07). */
const SLOW_AFTER = 20;
const SLOW_MS = 2_000;
/** Failures of one source in a window: far above a hall of 500 people mistyping once or twice. */
const SOURCE_LIMIT = 3_000;

export type SignInRequest = {
  readonly employeeNo: string;
  readonly password: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly requestId: string;
};

export type SignedIn = { readonly token: string; readonly accountId: string; readonly name: string };

async function mayTry(pairKey: string, accountKey: string, sourceKey: string): Promise<boolean> {
  const [fromSource, onAccount] = await Promise.all([
    unsafeFailuresOf(db, sourceKey),
    unsafeFailuresOf(db, accountKey),
  ]);
  if (fromSource >= SOURCE_LIMIT) return false;
  if (onAccount >= SLOW_AFTER) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  return unsafeTakeTry(db, pairKey);
}

function usable(account: AccountForSignIn | null): account is AccountForSignIn {
  return account?.isActive === true && !account.isInitialExpired;
}

/**
 * Checks a 工号 and password and opens a session. Unknown, wrong, disabled and waiting give the same null after the
 * same work (AU-05). Every outcome leaves an audit row.
 * @throws HashQueueFull when too many log-ins wait already.
 */
export async function signIn(request: SignInRequest): Promise<SignedIn | null> {
  const employeeNo = request.employeeNo.trim().toUpperCase().slice(0, 64);
  const accountKey = `account:${employeeNo}`;
  const pairKey = `${accountKey}|${request.ip}`;
  const sourceKey = `source:${request.ip}`;
  const allowed = await mayTry(pairKey, accountKey, sourceKey);
  const account = await unsafeFindAccountForSignIn(db, employeeNo);
  const candidate = allowed && usable(account) ? account : null;
  const matches = await verifyPassword(candidate?.passwordHash ?? null, request.password.slice(0, 1024));
  if (!candidate || !matches) {
    if (allowed) await unsafeCountFailure(db, [accountKey, sourceKey]);
    logger.info({ employeeNo, requestId: request.requestId, reachedVerifier: candidate !== null }, 'sign-in refused');
    await audit(request, employeeNo, 'refused', { waiting: !allowed });
    return null;
  }
  const token = newToken();
  await openSession(candidate, token, request);
  await unsafeForgetTries(db, [pairKey, accountKey]);
  if (candidate.passwordHash && needsRehash(candidate.passwordHash)) {
    await unsafeReplaceHash(db, candidate.id, await hashPassword(request.password));
  }
  await audit(request, employeeNo, 'done', {});
  return { token, accountId: candidate.id, name: candidate.displayName };
}

async function openSession(account: AccountForSignIn, token: string, request: SignInRequest): Promise<void> {
  const hash = tokenHash(token);
  if (!hash) throw new Error('a new token must be hashable');
  await unsafeOpenSession(db, {
    tokenHash: hash,
    accountId: account.id,
    sessionVersion: account.sessionVersion,
    idleSeconds: IDLE_SECONDS[account.roleClass],
    lifeSeconds: LIFE_SECONDS,
    ip: request.ip,
    userAgent: request.userAgent,
  });
}

function audit(
  request: SignInRequest,
  employeeNo: string,
  outcome: 'done' | 'refused',
  detail: Record<string, unknown>,
): Promise<void> {
  return unsafeRecordSystemAudit(db, employeeNo, {
    action: 'session.sign-in',
    subjectType: 'account',
    subjectId: employeeNo,
    outcome,
    detail,
    requestId: request.requestId,
    ip: request.ip,
  });
}

/** Ends the session of a token. Idempotent. */
export async function signOut(token: string): Promise<void> {
  const hash = tokenHash(token);
  const ended = hash ? await unsafeEndSession(db, hash, 'sign-out') : null;
  if (!ended) return;
  await unsafeRecordSystemAudit(db, ended.accountId, {
    action: 'session.sign-out',
    subjectType: 'session',
    subjectId: ended.sessionId,
  });
}
