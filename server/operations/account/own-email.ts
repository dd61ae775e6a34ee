import { db, transaction } from '#db/client.ts';
import { findOwnEmail, setOwnEmail } from '#db/dal/accounts.ts';
import { recordAudit } from '#db/dal/audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import { maskRecipient } from '#domain/reminders/delivery.ts';
import { ok, type Result } from '#domain/shared/result.ts';
import { openChannels } from '../reminders/channels.ts';

/** Where the principal is reminded by e-mail, and whether e-mail is set up here at all. */
export async function readOwnEmail(principal: Principal): Promise<{ email: string; isOpen: boolean }> {
  return { email: (await findOwnEmail(db, principal)) ?? '', isOpen: openChannels().includes('email') };
}

/** Sets or, with an empty text, removes the principal's own address, with its audit row; the address stands there masked. */
export function changeOwnEmail(principal: Principal, email: string): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    await setOwnEmail(tx, principal, email === '' ? null : email);
    await recordAudit(tx, principal, {
      action: 'account.set-email',
      subjectType: 'account',
      subjectId: principal.accountId,
      detail: { email: email === '' ? '' : maskRecipient(email) },
    });
    return ok(undefined);
  });
}
