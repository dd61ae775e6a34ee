import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { type DeliveryChannel, LEASE_SECONDS, MAX_INTERRUPTIONS, MAX_TRIES } from '../../domain/reminders/delivery.ts';
import type { Db, Tx } from '../client.ts';
import { deliveries } from '../schema/policies.ts';

export type TakenDelivery = {
  readonly id: string;
  readonly kind: string;
  readonly channel: DeliveryChannel;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly href: string;
  readonly createdAt: Date;
  /** Number of this try, from 1; whoever notes its end shows it, so that a try overtaken by a later one notes nothing. */
  readonly tries: number;
};

/** Taken so long ago that whoever took it is gone. */
const IS_INTERRUPTED: SQL = sql`(${deliveries.state} = 'sending'
  and ${deliveries.takenAt} < app_now() - make_interval(secs => ${LEASE_SECONDS}::int))`;

const MAY_TRY: SQL = sql`(${deliveries.tries} < ${MAX_TRIES}::int and (${deliveries.state} = 'queued'
  or (${IS_INTERRUPTED} and ${deliveries.interruptions} < ${MAX_INTERRUPTIONS}::int)))`;

/** Ids of what waits to be sent: what has not been tried yet before what failed, the oldest first. */
export async function unsafeWaitingDeliveries(db: Db | Tx, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(sql`${deliveries.state} in ('queued', 'sending')`, MAY_TRY))
    .orderBy(asc(deliveries.tries), asc(deliveries.createdAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Takes a delivery for one try: it counts, and the row is `sending`, in one statement, so that of any number of takers
 * one gets it. One whose last try was interrupted is given once more.
 * @returns null when it is not there to be taken.
 */
export async function unsafeTakeDelivery(db: Db | Tx, id: string): Promise<TakenDelivery | null> {
  const [row] = await db
    .update(deliveries)
    .set({
      state: 'sending',
      takenAt: sql`app_now()`,
      tries: sql`${deliveries.tries} + 1`,
      interruptions: sql`${deliveries.interruptions} + case when ${deliveries.state} = 'sending' then 1 else 0 end`,
    })
    .where(and(eq(deliveries.id, id), MAY_TRY))
    .returning({
      id: deliveries.id,
      kind: deliveries.kind,
      channel: deliveries.channel,
      recipient: deliveries.recipient,
      subject: deliveries.subject,
      body: deliveries.body,
      href: deliveries.href,
      createdAt: deliveries.createdAt,
      tries: deliveries.tries,
    });
  return row ?? null;
}

const ofTry = ({ id, tries }: Pick<TakenDelivery, 'id' | 'tries'>) =>
  and(eq(deliveries.id, id), eq(deliveries.state, 'sending'), eq(deliveries.tries, tries));

export async function unsafeNoteSent(db: Db | Tx, taken: Pick<TakenDelivery, 'id' | 'tries'>): Promise<void> {
  await db.update(deliveries).set({ state: 'sent', sentAt: sql`app_now()`, lastError: '' }).where(ofTry(taken));
}

/** @param state `queued` for another try, `failed` when there is none left or none would help. */
export async function unsafeNoteFailed(
  db: Db | Tx,
  taken: Pick<TakenDelivery, 'id' | 'tries'>,
  state: 'queued' | 'failed',
  error: string,
): Promise<void> {
  await db.update(deliveries).set({ state, lastError: error }).where(ofTry(taken));
}

/** Gives up what was interrupted too often to be sent again unasked. @returns how many. */
export async function unsafeGiveUpInterrupted(db: Db | Tx, error: string): Promise<number> {
  const rows = await db
    .update(deliveries)
    .set({ state: 'failed', lastError: error })
    .where(and(IS_INTERRUPTED, sql`not ${MAY_TRY}`))
    .returning({ id: deliveries.id });
  return rows.length;
}
