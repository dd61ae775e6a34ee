import { sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Tx } from '../client.ts';
import { recordAudit } from './audit.ts';

const REQUESTED = 'hr.export.requested';

/**
 * Takes one of the exports a principal may make in an hour, and writes that it was asked for; parallel requests on any
 * number of instances cannot pass the limit together.
 * @returns 0 when taken, else the seconds to wait.
 */
export async function takeExportSlot(
  tx: Tx,
  principal: Principal,
  limit: number,
  detail: Record<string, unknown>,
): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`export:${principal.accountId}`}, 0))`);
  const rows = await tx.execute<{ taken: number; wait: number | null }>(sql`
    select count(*)::int as taken, ceil(extract(epoch from min(at) + interval '1 hour' - app_now()))::int as wait
    from audit_events where actor_account_id = ${principal.accountId}::uuid and action = ${REQUESTED}
      and at > app_now() - interval '1 hour'`);
  const { taken, wait } = rows[0] ?? { taken: 0, wait: null };
  if (taken >= limit) return Math.max(1, wait ?? 1);
  await recordAudit(tx, principal, { action: REQUESTED, subjectType: 'export', subjectId: 'people.xlsx', detail });
  return 0;
}
