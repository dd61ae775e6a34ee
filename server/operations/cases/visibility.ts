import type { Db, Tx } from '#db/client.ts';
import { findCase } from '#db/dal/cases.ts';
import type { Principal } from '#domain/access/principal.ts';

/** True when the principal may see the case and what belongs to it. */
export async function caseVisible(db: Db | Tx, principal: Principal, caseId: string): Promise<boolean> {
  return (await findCase(db, principal, caseId)) !== null;
}
