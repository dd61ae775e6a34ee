import { z } from 'zod';
import { db, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import {
  countDeliveries,
  type DeliveryRow,
  listDeliveries,
  lockDelivery,
  requeueDelivery,
} from '#db/dal/deliveries.ts';
import type { Principal } from '#domain/access/principal.ts';
import { DELIVERY_CHANNELS, DELIVERY_STATES, maskRecipient } from '#domain/reminders/delivery.ts';
import type { DeliveryLine, DeliveryPage } from '#domain/reminders/delivery-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { openChannels } from './channels.ts';

const PAGE_SIZE = 50;

/** What the address of the log may say; what cannot be read is left out, never guessed. */
export const DeliveryQuery = z.object({
  state: z.enum(DELIVERY_STATES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

function lineOf({ body, createdAt, sentAt, recipient, ...row }: DeliveryRow): DeliveryLine {
  return {
    ...row,
    recipient: maskRecipient(recipient),
    text: body,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}

/** One page of what left the system, at most 50, recipients masked. Empty for whoever is not 保密办. */
export async function readDeliveries(principal: Principal, query: DeliveryQuery): Promise<DeliveryPage> {
  const page = query.page ?? 1;
  const [rows, found] = await Promise.all([
    listDeliveries(db, principal, query, { page, size: PAGE_SIZE }),
    countDeliveries(db, principal),
  ]);
  const counts = { queued: 0, sending: 0, sent: 0, failed: 0 };
  for (const { state, n } of found) counts[state] = n;
  const total = query.state ? counts[query.state] : found.reduce((sum, { n }) => sum + n, 0);
  const open = openChannels();
  return {
    rows: rows.map(lineOf),
    total,
    page,
    pageCount: Math.max(1, Math.ceil(total / PAGE_SIZE)),
    counts,
    settings: DELIVERY_CHANNELS.map((channel) => ({ channel, isOpen: open.includes(channel) })),
  };
}

/**
 * Sends a failed delivery again: it goes back to the queue with all its tries, under the same idempotency key, with an
 * audit row in the same transaction.
 * @returns NOT_FOUND, DELIVERY_NOT_FAILED, or DELIVERY_CHANNEL_CLOSED when its channel is not set up any more.
 */
export function resendDelivery(principal: Principal, id: string): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const found = await lockDelivery(tx, principal, id);
    if (!found) return fail('NOT_FOUND');
    if (found.state !== 'failed') return fail('DELIVERY_NOT_FAILED');
    if (!openChannels().includes(found.channel)) return fail('DELIVERY_CHANNEL_CLOSED');
    await requeueDelivery(tx, principal, id);
    await recordAudit(tx, principal, {
      action: 'delivery.resend',
      subjectType: 'delivery',
      subjectId: id,
      detail: { channel: found.channel },
    });
    return ok(undefined);
  });
}
