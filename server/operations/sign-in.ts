import { type Db, db, type Tx, transaction } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import {
  type AccountForSignIn,
  unsafeEndSession,
  unsafeFindAccountForSignIn,
  unsafeOpenSession,
  unsafeReplaceHash,
  unsafeUseInitialPassword,
} from '#db/dal/system-auth.ts';
import { unsafeCountFailure, unsafeFailuresOf, unsafeForgetTries, unsafeTakeTry } from '#db/dal/system-throttle.ts';
import type { RoleClass } from '#domain/access/roles.ts';
import { hashPassword, needsRehash, verifyPassword } from '../auth/password.ts';
import { throttleKeys } from '../auth/throttle-keys.ts';
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
  /** Token the browser sent along; the session it opens ends, whosever it is (SE-05). */
  readonly formerToken?: string | null;
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
  return account?.isActive === true && !account.isInitialExpired && !account.isInitialUsed;
}

/**
 * Checks a 工号 and password and opens a session. Unknown, wrong, disabled, waiting and an initial password used
 * before (AU-09) give the same null after the same work (AU-05). Every outcome leaves an audit row.
 * @throws HashQueueFull when too many log-ins wait already.
 */
export async function signIn(request: SignInRequest): Promise<SignedIn | null> {
  const typed = request.employeeNo.trim().slice(0, 64);
  const account = await unsafeFindAccountForSignIn(db, typed);
  // The counters of an account are the same however its 工号 is spelt.
  const employeeNo = account?.employeeNo ?? typed.toUpperCase();
  const { accountKey, pairKey, sourceKey } = throttleKeys(employeeNo, request.ip);
  const allowed = await mayTry(pairKey, accountKey, sourceKey);
  const candidate = allowed && usable(account) ? account : null;
  const matches = await verifyPassword(candidate?.passwordHash ?? null, request.password.slice(0, 1024));
  const token = candidate && matches ? await openSession(candidate, request) : null;
  if (!candidate || !token) {
    if (allowed) await unsafeCountFailure(db, [accountKey, sourceKey]);
    logger.info({ employeeNo, requestId: request.requestId, reachedVerifier: candidate !== null }, 'sign-in refused');
    await audit(request, employeeNo, 'refused', { waiting: !allowed });
    return null;
  }
  await unsafeForgetTries(db, [pairKey, accountKey]);
  if (candidate.passwordHash && needsRehash(candidate.passwordHash)) {
    await unsafeReplaceHash(db, candidate.id, await hashPassword(request.password));
  }
  await audit(request, employeeNo, 'done', {}, actorText(candidate.displayName, employeeNo));
  if (request.formerToken) await signOut(request.formerToken, 'signed-in-again');
  return { token, accountId: candidate.id, name: candidate.displayName };
}

/** @returns the token of the new session; null when an initial password was used up by another log-in just now. */
async function openSession(account: AccountForSignIn, request: SignInRequest): Promise<string | null> {
  if (!account.isInitial) return insertSession(db, account, request);
  return transaction(async (tx) => {
    const isFirstUse = await unsafeUseInitialPassword(tx, account.id, account.passwordHash ?? '');
    return isFirstUse ? insertSession(tx, account, request) : null;
  });
}

async function insertSession(handle: Db | Tx, account: AccountForSignIn, request: SignInRequest): Promise<string> {
  const token = newToken();
  const hash = tokenHash(token);
  if (!hash) throw new Error('a new token must be hashable');
  await unsafeOpenSession(handle, {
    tokenHash: hash,
    accountId: account.id,
    sessionVersion: account.sessionVersion,
    idleSeconds: IDLE_SECONDS[account.roleClass],
    lifeSeconds: LIFE_SECONDS,
    ip: request.ip,
    userAgent: request.userAgent,
  });
  return token;
}

/** Who acted, spelt as in the rest of the trail; a refused log-in has only the 工号 that was typed. */
function actorText(name: string, employeeNo: string): string {
  return `${name}（${employeeNo}）`;
}

function audit(
  request: SignInRequest,
  employeeNo: string,
  outcome: 'done' | 'refused',
  detail: Record<string, unknown>,
  actor: string = employeeNo,
): Promise<void> {
  return unsafeRecordSystemAudit(db, actor, {
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
export async function signOut(token: string, reason: 'sign-out' | 'signed-in-again' = 'sign-out'): Promise<void> {
  const hash = tokenHash(token);
  const ended = hash ? await unsafeEndSession(db, hash, reason) : null;
  if (!ended) return;
  await unsafeRecordSystemAudit(db, actorText(ended.name, ended.employeeNo), {
    action: 'session.sign-out',
    subjectType: 'session',
    subjectId: ended.sessionId,
    detail: { reason },
  });
}
