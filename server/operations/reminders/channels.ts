import type { DeliveryChannel } from '#domain/reminders/delivery.ts';
import { env } from '../../env.ts';

/** Ways out of the system that this installation has set up. */
export function openChannels(): DeliveryChannel[] {
  return [...(env.SMTP_URL ? (['email'] as const) : []), ...(env.WEBHOOK_URL ? (['webhook'] as const) : [])];
}
