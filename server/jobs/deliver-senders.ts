import { db } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { emailSender } from '../delivery/email.ts';
import { webhookSender } from '../delivery/webhook.ts';
import { env } from '../env.ts';
import type { Senders } from '../operations/reminders/deliver.ts';

/** The channels this installation has set up, ready to send. */
export function openSenders(): { readonly senders: Senders; readonly close: () => void } {
  const { SMTP_URL, SMTP_FROM, WEBHOOK_URL, WEBHOOK_SECRET } = env;
  const email = SMTP_URL && SMTP_FROM ? emailSender({ url: SMTP_URL, from: SMTP_FROM }) : null;
  const webhook =
    WEBHOOK_URL && WEBHOOK_SECRET
      ? webhookSender({ url: WEBHOOK_URL, secret: WEBHOOK_SECRET, now: () => unsafeNow(db) })
      : null;
  return {
    senders: { ...(email ? { email: email.send } : {}), ...(webhook ? { webhook } : {}) },
    close: () => email?.close(),
  };
}
