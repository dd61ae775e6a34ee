import { db } from '#db/client.ts';
import {
  type TakenDelivery,
  unsafeGiveUpInterrupted,
  unsafeNoteFailed,
  unsafeNoteSent,
  unsafeTakeDelivery,
} from '#db/dal/system-deliveries.ts';
import { afterFailure, type DeliveryChannel } from '#domain/reminders/delivery.ts';
import { DeliveryFailure } from '../../delivery/failure.ts';
import type { OutgoingMessage, Send } from '../../delivery/message.ts';
import { env } from '../../env.ts';
import { logger } from '../../logger.ts';

export type Senders = Readonly<Partial<Record<DeliveryChannel, Send>>>;

/** `gone`: somebody else has it, or it was sent, given up or never there. */
export type Delivered = 'sent' | 'retry' | 'failed' | 'gone';

function messageOf(taken: TakenDelivery): OutgoingMessage {
  return {
    id: taken.id,
    kind: taken.kind,
    recipient: taken.recipient,
    title: taken.subject,
    body: taken.body,
    href: `${env.PUBLIC_URL}${taken.href}`,
    at: taken.createdAt,
  };
}

async function send(taken: TakenDelivery, senders: Senders): Promise<DeliveryFailure | null> {
  const sender = senders[taken.channel];
  if (!sender) return new DeliveryFailure('这个发送方式没有启用');
  try {
    await sender(messageOf(taken));
    return null;
  } catch (error) {
    if (error instanceof DeliveryFailure) return error;
    logger.error({ err: error, delivery: taken.id }, 'a delivery failed in a way no channel foresees');
    return new DeliveryFailure('系统内部错误，请查看运行日志');
  }
}

/**
 * Tries one delivery once. It is marked as being sent before anything leaves, in the statement that takes it, so that it
 * is never sent by two at once; a process that dies between sending and noting it leaves a row that is tried once more
 * after the lease, with the same idempotency key, and then no more: what goes out, goes out twice at the very most.
 */
export async function deliverOne(id: string, senders: Senders): Promise<Delivered> {
  const taken = await unsafeTakeDelivery(db, id);
  if (!taken) return 'gone';
  const failure = await send(taken, senders);
  if (!failure) {
    await unsafeNoteSent(db, taken);
    return 'sent';
  }
  const state = failure.isFinal ? 'failed' : afterFailure(taken.tries);
  await unsafeNoteFailed(db, taken, state, failure.message);
  return state === 'failed' ? 'failed' : 'retry';
}

/** Rows whose end nobody saw twice are left to a person: it cannot be known whether they went out. */
export async function giveUpInterrupted(): Promise<void> {
  const count = await unsafeGiveUpInterrupted(db, '发送时程序两次中断，不能确定是否已送达');
  if (count > 0) logger.warn({ count }, 'deliveries given up after being interrupted twice');
}
