import { transaction } from '#db/client.ts';
import { endOwnSession } from '#db/dal/accounts.ts';
import { recordAudit } from '#db/dal/audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';

/** Ends one of the principal's own sessions, with its audit row. @returns NOT_FOUND when it is not theirs or not live. */
export function endSession(principal: Principal, sessionId: string): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    if (!(await endOwnSession(tx, principal, sessionId))) return fail('NOT_FOUND');
    await recordAudit(tx, principal, {
      action: 'account.end-session',
      subjectType: 'session',
      subjectId: sessionId,
    });
    return ok(undefined);
  });
}
