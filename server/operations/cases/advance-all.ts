import type { Tx } from '#db/client.ts';
import { unsafeLockCase } from '#db/dal/cases.ts';
import { unsafeCasesToAdvance, unsafeReviewsDue } from '#db/dal/system-case-jobs.ts';
import { lifecyclePolicyOn } from '#db/dal/system-lifecycle.ts';
import type { IsoDate } from '#domain/shared/dates.ts';
import { openBySystem } from './open-by-system.ts';
import { advance } from './record.ts';

const LIMIT = 1_000;

/** Days before it is due on which a 复审 is opened, so that there is time to fill in the form. */
export const REVIEW_DAYS_AHEAD = 30;

/** Does in one transaction what dates ask of all cases; the job does the same case by case. */
export async function advanceAll(tx: Tx, today: IsoDate): Promise<void> {
  for (const { id } of await unsafeCasesToAdvance(tx, LIMIT)) {
    const row = await unsafeLockCase(tx, id);
    if (row) await advance(tx, row);
  }
  const policy = await lifecyclePolicyOn(tx, today);
  for (const { personId, dueOn } of await unsafeReviewsDue(tx, policy.reviewMonths, REVIEW_DAYS_AHEAD, LIMIT)) {
    await openBySystem(tx, 'review', personId, null, { cause: 'due', reason: `复审应在 ${dueOn} 前完成` });
  }
}
