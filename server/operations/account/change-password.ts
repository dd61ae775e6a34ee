import { db, transaction } from '#db/client.ts';
import { lockOwnCredentials, rotateOwnToken, setOwnPassword } from '#db/dal/accounts.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { findOrganisation } from '#db/dal/plans.ts';
import { unsafeForgetTries, unsafeTakeTry } from '#db/dal/system-throttle.ts';
import { PASSWORD_HISTORY, passwordFault } from '#domain/access/password-policy.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { isCommonPassword } from '../../auth/common-passwords.ts';
import { hashPassword, verifyPassword } from '../../auth/password.ts';
import { newToken, tokenHash } from '../../auth/token.ts';
import { env } from '../../env.ts';

async function isReused(hashes: readonly string[], password: string): Promise<boolean> {
  for (const hash of hashes) if (await verifyPassword(hash, password)) return true;
  return false;
}

/**
 * Changes the principal's own password: the current one is asked again, the profile's rules and the last five hold,
 * all other sessions end, and this session continues under a new token.
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
  const organisation = await findOrganisation(db);
  return transaction(async (tx): Promise<Result<{ token: string }>> => {
    const own = await lockOwnCredentials(tx, principal, PASSWORD_HISTORY);
    if (!own || !(await verifyPassword(own.passwordHash, current))) return fail('PASSWORD_INCORRECT');
    const fault = passwordFault(env.PASSWORD_PROFILE, next, {
      employeeNo: own.employeeNo,
      name: own.displayName,
      organisation: organisation?.name ?? '',
      isCommon: isCommonPassword,
    });
    if (fault) return fail('PASSWORD_TOO_WEAK', { reason: fault });
    const earlier = own.passwordHash ? [own.passwordHash, ...own.recentHashes] : own.recentHashes;
    if (await isReused(earlier, next))
      return fail('PASSWORD_TOO_WEAK', { reason: `与最近 ${PASSWORD_HISTORY} 次用过的密码相同` });
    await setOwnPassword(tx, principal, await hashPassword(next));
    const token = newToken();
    const hash = tokenHash(token);
    if (!hash) throw new Error('a new token must be hashable');
    await rotateOwnToken(tx, principal, hash);
    await recordAudit(tx, principal, {
      action: 'account.change-password',
      subjectType: 'account',
      subjectId: principal.accountId,
    });
    await unsafeForgetTries(tx, [throttleKey]);
    return ok({ token });
  });
}
