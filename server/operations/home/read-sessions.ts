import { db } from '#db/client.ts';
import { listOwnSessions, type OwnSession } from '#db/dal/accounts.ts';
import type { Principal } from '#domain/access/principal.ts';

/** The principal's own live sessions, the newest first (SE-06). */
export function readSessions(principal: Principal): Promise<OwnSession[]> {
  return listOwnSessions(db, principal);
}
