import { db } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import { logger } from '../logger.ts';

/** Rows one account can add to the trail in an hour by asking for what is not its own; the log has them all. */
const ROWS_PER_HOUR = 200;
const HOUR_MS = 3_600_000;

type Counts = { since: number; readonly rows: Map<string, number> };

/** One count for the pages and the API of a process, although Next bundles its own copy of this file. */
const shared = globalThis as typeof globalThis & { shoumiRefusals?: Counts };

/** Number of this refusal of the account in the running hour. A clock that never goes back; a restart forgets it. */
function countOf(accountId: string): number {
  const now = performance.now();
  const counts = shared.shoumiRefusals;
  const running = counts && now - counts.since < HOUR_MS ? counts : { since: now, rows: new Map<string, number>() };
  shared.shoumiRefusals = running;
  const count = (running.rows.get(accountId) ?? 0) + 1;
  running.rows.set(accountId, count);
  return count;
}

/**
 * Writes to the trail that somebody signed in asked for an operation or page that is not theirs (AD-01). Nobody can fill
 * the trail with it: the last row of an hour says that further ones are left out.
 */
export async function auditRefusal(principal: Principal, operation: string, path?: string): Promise<void> {
  logger.warn({ operation, path, account: principal.accountId, requestId: principal.requestId }, 'operation refused');
  const count = countOf(principal.accountId);
  if (count > ROWS_PER_HOUR) return;
  await recordAudit(db, principal, {
    action: operation,
    outcome: 'refused',
    subjectType: path === undefined ? 'operation' : 'page',
    subjectId: (path ?? operation).slice(0, 200),
    ...(count === ROWS_PER_HOUR ? { detail: { furtherLeftOut: true } } : {}),
  });
}
