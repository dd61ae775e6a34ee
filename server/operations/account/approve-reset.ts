import { db, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { approveReset, lockResetTarget, type ResetTarget } from '#db/dal/password-resets.ts';
import { unsafeForgetTries, unsafeTakeTry } from '#db/dal/system-throttle.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { AppErrorCode } from '#domain/shared/errors.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { resetCodeHash } from './reset-code.ts';

const ACTION = 'admin.approve-reset';

export type Approval = { readonly employeeNo: string; readonly code: string; readonly reason: string };

/**
 * Why this account cannot be reset here. The other two of the three administrators are out of reach: a 系统管理员 who
 * could ask and approve alone would become the one that watches (AZ-06).
 */
function obstacle(principal: Principal, target: ResetTarget | null): AppErrorCode | null {
  if (!target) return 'ACCOUNT_NOT_FOUND';
  if (target.accountId === principal.accountId) return 'SELF_ACTION_REFUSED';
  if (target.roleClass === 'secadmin' || target.roleClass === 'auditor') return 'ADMIN_RESET_REFUSED';
  return target.isActive ? null : 'ACCOUNT_DISABLED';
}

/**
 * The 系统管理员 confirms, with the person standing there, that the code belongs to the owner of the 工号 (AU-09). Sees
 * and picks no password; what the approval opens is in the person's own browser. Refusals leave an audit row as well.
 * @returns RESET_CODE_INVALID, RATE_LIMITED after five wrong codes, and the codes of {@link obstacle}.
 */
export async function approvePasswordReset(principal: Principal, approval: Approval): Promise<Result<undefined>> {
  const throttleKey = `reset-approve:${principal.accountId}`;
  if (!(await unsafeTakeTry(db, throttleKey))) return fail('RATE_LIMITED', { seconds: 60 });
  return transaction(async (tx): Promise<Result<undefined>> => {
    const target = await lockResetTarget(tx, principal, approval.employeeNo);
    const employeeNo = target?.employeeNo ?? approval.employeeNo;
    const subject = { action: ACTION, subjectType: 'account', subjectId: target?.accountId ?? employeeNo };
    const refuse = async (code: AppErrorCode): Promise<Result<undefined>> => {
      await recordAudit(tx, principal, { ...subject, outcome: 'refused', detail: { employeeNo, refusal: code } });
      return fail(code);
    };
    const refusal = obstacle(principal, target);
    if (refusal || !target) return refuse(refusal ?? 'ACCOUNT_NOT_FOUND');
    const approved = await approveReset(tx, principal, target.accountId, resetCodeHash(approval.code));
    if (!approved) return refuse('RESET_CODE_INVALID');
    await unsafeForgetTries(tx, [throttleKey]);
    // An auditor sees at a glance when both halves came from the same place.
    const isSameSource = approved.ip === principal.ip;
    const detail = { employeeNo, resetId: approved.id, reason: approval.reason, askedFrom: approved.ip, isSameSource };
    await recordAudit(tx, principal, { ...subject, detail });
    return ok(undefined);
  });
}
