import type { Db, Tx } from '#db/client.ts';
import { findCase } from '#db/dal/cases.ts';
import type { Principal } from '#domain/access/principal.ts';

/** True when the principal may see the case and what belongs to it; a violation of one's own is not shown to oneself. */
export async function caseVisible(db: Db | Tx, principal: Principal, caseId: string): Promise<boolean> {
  const row = await findCase(db, principal, caseId);
  return row !== null && !(row.kind === 'violation' && row.personId !== null && row.personId === principal.personId);
}
