import { type Tx, transaction } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { type ApprovedReset, unsafeCompleteReset, unsafeLockApprovedReset } from '#db/dal/system-password-resets.ts';
import { unsafeForgetTries } from '#db/dal/system-throttle.ts';
import { PASSWORD_HISTORY } from '#domain/access/password-policy.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { hashPassword } from '../../auth/password.ts';
import { throttleKeys } from '../../auth/throttle-keys.ts';
import { tokenHash } from '../../auth/token.ts';
import { newPasswordFault, organisationName } from './new-password.ts';

type Context = { readonly ip: string; readonly requestId: string };

/** Tells the owner and the trail, in the transaction of the reset. */
async function tell(tx: Tx, reset: ApprovedReset, context: Context): Promise<void> {
  await unsafeRecordSystemAudit(tx, `${reset.displayName}（${reset.employeeNo}）`, {
    action: 'password-reset.complete',
    subjectType: 'account',
    subjectId: reset.accountId,
    detail: { employeeNo: reset.employeeNo, resetId: reset.id, approvedBy: reset.approvedBy },
    ...context,
  });
  if (!reset.personId) return;
  await unsafeNotify(tx, {
    personId: reset.personId,
    dedupeKey: `password-reset:${reset.id}`,
    title: '您的密码已重置',
    body: '系统管理员当面核对身份后，您的密码已重新设置，此前的登录全部失效。如果不是您本人办理，请立即联系安全保密管理员。',
    href: '/me/sessions',
  });
}

/**
 * Sets a new password with an approved reset: once, while it lives, for an active account, under the profile's rules.
 * Every session of the account ends, and whoever mistyped before may log in at once.
 * @returns RESET_NOT_OPEN for every token that cannot be used, whatever the reason; PASSWORD_TOO_WEAK (reason).
 */
export async function completeReset(token: string | null, next: string, context: Context): Promise<Result<undefined>> {
  const hash = token ? tokenHash(token) : null;
  if (!hash) return fail('RESET_NOT_OPEN');
  const organisation = await organisationName();
  return transaction(async (tx): Promise<Result<undefined>> => {
    const reset = await unsafeLockApprovedReset(tx, hash, PASSWORD_HISTORY);
    if (!reset) return fail('RESET_NOT_OPEN');
    const fault = await newPasswordFault(reset, organisation, next);
    if (fault) return fail('PASSWORD_TOO_WEAK', { reason: fault });
    await unsafeCompleteReset(tx, reset, await hashPassword(next));
    await tell(tx, reset, context);
    const { accountKey, pairKey } = throttleKeys(reset.employeeNo, context.ip);
    await unsafeForgetTries(tx, [accountKey, pairKey]);
    return ok(undefined);
  });
}
