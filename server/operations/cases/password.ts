import { db } from '#db/client.ts';
import { ownPasswordHash } from '#db/dal/accounts.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { unsafeForgetTries, unsafeTakeTry } from '#db/dal/system-throttle.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { verifyPassword } from '../../auth/password.ts';

/**
 * Asks for the principal's password again before a signature. A wrong one is counted and audited.
 * @returns PASSWORD_INCORRECT, RATE_LIMITED (seconds).
 */
export async function confirmPassword(principal: Principal, password: string, caseId: string): Promise<Result<true>> {
  const key = `sign:${principal.accountId}`;
  if (!(await unsafeTakeTry(db, key))) return fail('RATE_LIMITED', { seconds: 60 });
  if (await verifyPassword(await ownPasswordHash(db, principal), password)) {
    await unsafeForgetTries(db, [key]);
    return ok(true);
  }
  await recordAudit(db, principal, {
    action: 'case.step',
    subjectType: 'case',
    subjectId: caseId,
    outcome: 'refused',
    detail: { refusal: 'PASSWORD_INCORRECT' },
  });
  return fail('PASSWORD_INCORRECT');
}
