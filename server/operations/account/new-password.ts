import { db } from '#db/client.ts';
import { findOrganisation } from '#db/dal/plans.ts';
import { PASSWORD_HISTORY, passwordFault } from '#domain/access/password-policy.ts';
import { isCommonPassword } from '../../auth/common-passwords.ts';
import { verifyPassword } from '../../auth/password.ts';
import { env } from '../../env.ts';

type Owner = {
  readonly employeeNo: string;
  readonly displayName: string;
  readonly passwordHash: string | null;
  readonly recentHashes: readonly string[];
};

async function isReused(hashes: readonly string[], password: string): Promise<boolean> {
  for (const hash of hashes) if (await verifyPassword(hash, password)) return true;
  return false;
}

/** The organisation's name, which no password may hold. Read it before the transaction that changes the password. */
export async function organisationName(): Promise<string> {
  return (await findOrganisation(db))?.name ?? '';
}

/**
 * What is wrong with a new password under the active profile (AU-01 to AU-03) and the last five of its owner.
 * @returns a phrase for PASSWORD_TOO_WEAK, or null when it may be used.
 */
export async function newPasswordFault(owner: Owner, organisation: string, next: string): Promise<string | null> {
  const fault = passwordFault(env.PASSWORD_PROFILE, next, {
    employeeNo: owner.employeeNo,
    name: owner.displayName,
    organisation,
    isCommon: isCommonPassword,
  });
  if (fault) return fault;
  const earlier = owner.passwordHash ? [owner.passwordHash, ...owner.recentHashes] : owner.recentHashes;
  return (await isReused(earlier, next)) ? `与最近 ${PASSWORD_HISTORY} 次用过的密码相同` : null;
}
