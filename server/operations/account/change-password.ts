import { db, transaction } from '#db/client.ts';
import { lockOwnCredentials, rotateOwnToken, setOwnPassword } from '#db/dal/accounts.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { closeOwnResets } from '#db/dal/password-resets.ts';
import { unsafeForgetTries, unsafeTakeTry } from '#db/dal/system-throttle.ts';
import { PASSWORD_HISTORY } from '#domain/access/password-policy.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { hashPassword, verifyPassword } from '../../auth/password.ts';
import { newToken, tokenHash } from '../../auth/token.ts';
import { newPasswordFault, organisationName } from './new-password.ts';

/**
 * Changes the principal's own password: the current one is asked again, the profile's rules and the last five hold,
 * all other sessions and open resets end, and this session continues under a new token.
 *
 * @returns the new token for the cookie, PASSWORD_INCORRECT, PASSWORD_TOO_WEAK (reason), RATE_LIMITED (seconds).
 */
export async function changePassword(
  principal: Principal,
  current: string,
  next: string,
): Promise<Result<{ token: string }>> {
  const throttleKey = `change:${principal.accountId}`;
  if (!(await unsafeTakeTry(db, throttleKey))) return fail('RATE_LIMITED', { seconds: 60 });
  const organisation = await organisationName();
  return transaction(async (tx): Promise<Result<{ token: string }>> => {
    const own = await lockOwnCredentials(tx, principal, PASSWORD_HISTORY);
    const subject = { action: 'account.change-password', subjectType: 'account', subjectId: principal.accountId };
    if (!own || !(await verifyPassword(own.passwordHash, current))) {
      await recordAudit(tx, principal, { ...subject, outcome: 'refused', detail: { refusal: 'PASSWORD_INCORRECT' } });
      return fail('PASSWORD_INCORRECT');
    }
    const fault = await newPasswordFault(own, organisation, next);
    if (fault) return fail('PASSWORD_TOO_WEAK', { reason: fault });
    await setOwnPassword(tx, principal, await hashPassword(next));
    await closeOwnResets(tx, principal);
    const token = newToken();
    const hash = tokenHash(token);
    if (!hash) throw new Error('a new token must be hashable');
    await rotateOwnToken(tx, principal, hash);
    await recordAudit(tx, principal, subject);
    await unsafeForgetTries(tx, [throttleKey]);
    return ok({ token });
  });
}
