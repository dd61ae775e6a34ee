import { db, transaction } from '#db/client.ts';
import { unsafeLockCase } from '#db/dal/cases.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { unsafeCasesToAdvance, unsafeReviewsDue, unsafeSuspensionsDue } from '#db/dal/system-case-jobs.ts';
import { lifecyclePolicyOn } from '#db/dal/system-lifecycle.ts';
import { unsafeLockPerson } from '#db/dal/system-people-life.ts';
import { dateIn } from '#domain/shared/dates.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { REVIEW_DAYS_AHEAD } from '../operations/cases/advance-all.ts';
import { openBySystem } from '../operations/cases/open-by-system.ts';
import { advance } from '../operations/cases/record.ts';

const PER_TURN = 200;

async function moveOn(id: string, personId: string | null): Promise<boolean> {
  return transaction(async (tx) => {
    if (personId) await unsafeLockPerson(tx, personId);
    const row = await unsafeLockCase(tx, id);
    return row !== null && row.closedAt === null && advance(tx, row);
  });
}

/** One that cannot be moved is logged and tried again at the next turn; it keeps no other from moving. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<number> {
  let done = 0;
  for (const item of items) {
    try {
      if (await work(item)) done += 1;
    } catch (error) {
      logger.error({ err: error }, 'case not advanced; tried again at the next turn');
    }
  }
  return done;
}

/**
 * Does what dates ask of the life-cycle: a 脱密期 that has run out goes to its confirmation, a 复审 that comes due is
 * opened, 暂停接触 is proposed where the policy says so. Safe on any number of instances: person and case are locked, and a person has one open 复审.
 */
export async function advanceCases(): Promise<void> {
  const today = dateIn(env.SHOUMI_ZONE, await unsafeNow(db));
  const policy = await lifecyclePolicyOn(db, today).catch(() => null);
  if (!policy) return;
  const moved = await each(await unsafeCasesToAdvance(db, PER_TURN), ({ id, personId }) => moveOn(id, personId));
  const due = await unsafeReviewsDue(db, policy.reviewMonths, REVIEW_DAYS_AHEAD, PER_TURN);
  const opened = await each(due, ({ personId, dueOn }) =>
    transaction(async (tx) => {
      await unsafeLockPerson(tx, personId);
      const payload = { cause: 'due', reason: `复审应在 ${dueOn} 前完成` };
      return (await openBySystem(tx, 'review', personId, null, payload)) !== null;
    }),
  );
  const doubtful = await unsafeSuspensionsDue(db, policy.suspendOn, PER_TURN);
  const proposed = await each(doubtful, ({ personId, cause, trainingYear }) =>
    transaction(async (tx) => {
      await unsafeLockPerson(tx, personId);
      const reason = `${trainingYear} 年度在岗教育${cause === 'exam' ? '考试机会已用完，没有通过' : '逾期没有完成'}`;
      return (await openBySystem(tx, 'suspension', personId, null, { cause, reason })) !== null;
    }),
  );
  const total = moved + opened + proposed;
  if (total > 0) logger.info({ moved, opened, proposed }, 'cases advanced by date');
}
