import { and, count, desc, eq, type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { DeliveryChannel, DeliveryState } from '../../domain/reminders/delivery.ts';
import type { Db, Tx } from '../client.ts';
import { deliveries } from '../schema/policies.ts';

/** The log is 保密办's, whole; to everybody else it is empty. */
function visibleTo(principal: Principal): SQL {
  return hasRole(principal, 'office') ? sql`true` : sql`false`;
}

export type DeliveryRow = {
  id: string;
  channel: DeliveryChannel;
  recipient: string;
  body: string;
  state: DeliveryState;
  tries: number;
  lastError: string;
  createdAt: Date;
  sentAt: Date | null;
};

/** A page of what left the system, the newest first. */
export function listDeliveries(
  db: Db | Tx,
  principal: Principal,
  filter: { readonly state?: DeliveryState | undefined },
  page: { readonly page: number; readonly size: number },
): Promise<DeliveryRow[]> {
  return db
    .select({
      id: deliveries.id,
      channel: deliveries.channel,
      recipient: deliveries.recipient,
      body: deliveries.body,
      state: deliveries.state,
      tries: deliveries.tries,
      lastError: deliveries.lastError,
      createdAt: deliveries.createdAt,
      sentAt: deliveries.sentAt,
    })
    .from(deliveries)
    .where(and(visibleTo(principal), filter.state ? eq(deliveries.state, filter.state) : undefined))
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(page.size)
    .offset((page.page - 1) * page.size);
}

/** How many there are in each state; states nobody is in are left out. */
export function countDeliveries(db: Db | Tx, principal: Principal): Promise<{ state: DeliveryState; n: number }[]> {
  return db
    .select({ state: deliveries.state, n: count() })
    .from(deliveries)
    .where(visibleTo(principal))
    .groupBy(deliveries.state);
}

/** The state of one delivery, held until the transaction ends; null when it is not the principal's to see. */
export async function lockDelivery(
  tx: Tx,
  principal: Principal,
  id: string,
): Promise<{ state: DeliveryState; channel: DeliveryChannel } | null> {
  const [row] = await tx
    .select({ state: deliveries.state, channel: deliveries.channel })
    .from(deliveries)
    .where(and(eq(deliveries.id, id), visibleTo(principal)))
    .for('update');
  return row ?? null;
}

/** Puts a failed delivery back in front of the queue, as if it had never been tried. */
export async function requeueDelivery(tx: Tx, principal: Principal, id: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: 'queued', tries: 0, interruptions: 0, takenAt: null })
    .where(and(eq(deliveries.id, id), eq(deliveries.state, 'failed'), visibleTo(principal)));
}
