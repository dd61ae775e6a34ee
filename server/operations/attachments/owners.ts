import type { Db, Tx } from '#db/client.ts';
import {
  type AttachmentOwner,
  holdDraftSession,
  holdOpenCase,
  holdOpenExemption,
  seesExemption,
  seesSession,
} from '#db/dal/attachments.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import { caseVisible } from '../cases/visibility.ts';

/** Whether the principal sees what a file belongs to, and so its files. */
export function canSeeOwner(
  db: Db | Tx,
  principal: Principal,
  ownerType: AttachmentOwner,
  ownerId: string,
): Promise<boolean> {
  switch (ownerType) {
    case 'session':
      return seesSession(db, principal, ownerId);
    case 'exemption':
      return seesExemption(db, principal, ownerId);
    case 'case':
      return caseVisible(db, principal, ownerId);
  }
}

/** Whether the principal adds files to what they see; 单位领导 only look at sign-in lists. */
export function mayAddTo(principal: Principal, ownerType: AttachmentOwner): boolean {
  if (ownerType !== 'session') return true;
  return (['hr', 'office', 'unit-officer'] as const).some((role) => hasRole(principal, role));
}

/**
 * Holds what a file is added to until the transaction ends. @returns false when it takes no files from the principal any
 * more: handed in, decided, closed.
 */
export function holdOwner(tx: Tx, principal: Principal, ownerType: AttachmentOwner, ownerId: string): Promise<boolean> {
  switch (ownerType) {
    case 'session':
      return holdDraftSession(tx, ownerId);
    case 'exemption':
      return holdOpenExemption(tx, principal, ownerId);
    case 'case':
      return holdOpenCase(tx, ownerId);
  }
}
