import { type Tx, transaction } from '#db/client.ts';
import { type AccountStatus, endAllSessions, forgetFailures, lockAccount, setAccountStatus } from '#db/dal/admin.ts';
import { recordAudit } from '#db/dal/audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';

type Target = NonNullable<Awaited<ReturnType<typeof lockAccount>>>;

/** Runs a change of somebody else's account with its audit row in one transaction; nobody acts on the own account. */
function onAccount(
  principal: Principal,
  accountId: string,
  action: string,
  work: (tx: Tx, target: Target) => Promise<Record<string, unknown>>,
): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    if (accountId === principal.accountId) {
      await recordAudit(tx, principal, {
        action,
        outcome: 'refused',
        subjectType: 'account',
        subjectId: accountId,
        detail: { reason: 'own-account' },
      });
      return fail('SELF_ACTION_REFUSED');
    }
    const target = await lockAccount(tx, principal, accountId);
    if (!target) return fail('ACCOUNT_NOT_FOUND');
    const detail = await work(tx, target);
    await recordAudit(tx, principal, {
      action,
      subjectType: 'account',
      subjectId: accountId,
      detail: { employeeNo: target.employeeNo, ...detail },
    });
    return ok(undefined);
  });
}

/**
 * Enables or disables an account. Disabling ends all its sessions at once: the next request of each finds nobody (SE-03).
 * @returns ACCOUNT_NOT_FOUND, SELF_ACTION_REFUSED for the own account.
 */
export function changeAccountStatus(
  principal: Principal,
  accountId: string,
  change: { readonly status: AccountStatus; readonly reason: string },
): Promise<Result<undefined>> {
  return onAccount(principal, accountId, 'admin.set-account-status', async (tx, target) => {
    await setAccountStatus(tx, principal, accountId, change.status);
    const sessionsEnded =
      change.status === 'disabled' ? await endAllSessions(tx, principal, accountId, 'account-disabled') : 0;
    return { before: target.status, after: change.status, reason: change.reason, sessionsEnded };
  });
}

/** Lets an account try again at once after failed log-ins, from every source (AU-07). Errors as above. */
export function unlockAccount(principal: Principal, accountId: string, reason: string): Promise<Result<undefined>> {
  return onAccount(principal, accountId, 'admin.unlock', async (tx, target) => ({
    countersCleared: await forgetFailures(tx, principal, target.employeeNo),
    reason,
  }));
}

/** Ends every session of an account (SE-06). Errors as above. */
export function endAccountSessions(
  principal: Principal,
  accountId: string,
  reason: string,
): Promise<Result<undefined>> {
  return onAccount(principal, accountId, 'admin.end-sessions', async (tx) => ({
    sessionsEnded: await endAllSessions(tx, principal, accountId, 'ended-by-administrator'),
    reason,
  }));
}
