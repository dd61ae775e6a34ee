import { db, transaction } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { type ResetState, unsafeOpenReset, unsafeReadReset } from '#db/dal/system-password-resets.ts';
import { unsafeCountFailure, unsafeFailuresOf, unsafeTakeTry } from '#db/dal/system-throttle.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { newToken, tokenHash } from '../../auth/token.ts';
import { sourceOf } from '../../http/client-ip.ts';
import { resetCodeHash, resetCodeOf } from './reset-code.ts';

/** Requests of one source in a quarter of an hour: above what a service desk needs, far below what could fill a disk. */
const SOURCE_LIMIT = 60;
const WAIT_SECONDS = 60;

export type ResetRequest = { readonly employeeNo: string; readonly ip: string; readonly requestId: string };

export type OpenedReset = { readonly token: string; readonly code: string; readonly expiresAt: Date };

/**
 * Opens a reset for a 工号 (AU-09). Unknown, disabled and real 工号 get the same answer; the throttle counts what was
 * typed, whether it exists or not, by source, so that nobody can keep somebody else from asking.
 * @returns the token for the cookie and the code to tell; RATE_LIMITED.
 */
export async function requestReset(request: ResetRequest): Promise<Result<OpenedReset>> {
  const employeeNo = request.employeeNo.trim().slice(0, 64);
  const source = sourceOf(request.ip);
  const sourceKey = `reset-source:${source}`;
  if ((await unsafeFailuresOf(db, sourceKey)) >= SOURCE_LIMIT) return fail('RATE_LIMITED', { seconds: WAIT_SECONDS });
  if (!(await unsafeTakeTry(db, `reset:${employeeNo.toUpperCase()}|${source}`)))
    return fail('RATE_LIMITED', { seconds: WAIT_SECONDS });
  await unsafeCountFailure(db, [sourceKey]);
  const token = newToken();
  const hash = tokenHash(token);
  if (!hash) throw new Error('a new token must be hashable');
  const code = resetCodeOf(token);
  return transaction(async (tx): Promise<Result<OpenedReset>> => {
    const values = { employeeNo, codeHash: resetCodeHash(code), tokenHash: hash, ip: request.ip };
    const expiresAt = await unsafeOpenReset(tx, values);
    await unsafeRecordSystemAudit(tx, employeeNo, {
      action: 'password-reset.request',
      subjectType: 'account',
      subjectId: employeeNo,
      requestId: request.requestId,
      ip: request.ip,
    });
    return ok({ token, code, expiresAt });
  });
}

/** What the page that holds the cookie may know; the code is shown again only while it waits to be confirmed. */
export type ResetView = { readonly state: ResetState; readonly code: string | null; readonly expiresAt: Date | null };

/** How the reset of a token stands; `none` without a token or for one that finds nothing. */
export async function readReset(token: string | null): Promise<ResetView> {
  const hash = token ? tokenHash(token) : null;
  if (!token || !hash) return { state: 'none', code: null, expiresAt: null };
  const { state, expiresAt } = await unsafeReadReset(db, hash);
  return { state, code: state === 'waiting' ? resetCodeOf(token) : null, expiresAt };
}
