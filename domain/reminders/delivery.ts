/** Ways out of the system; the notice inside it is no delivery. */
export const DELIVERY_CHANNELS = ['email', 'webhook'] as const;
export type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number];

export const DELIVERY_CHANNEL_LABEL: Readonly<Record<DeliveryChannel, string>> = {
  email: '邮件',
  webhook: '消息接口',
};

export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DELIVERY_STATE_LABEL: Readonly<Record<DeliveryState, string>> = {
  queued: '等待发送',
  sending: '正在发送',
  sent: '已发送',
  failed: '发送失败',
};

/** Tries after which a delivery has failed for good, until somebody asks for it to be sent again. */
export const MAX_TRIES = 6;

/**
 * Seconds after which a try that nobody has answered for counts as interrupted. Longer than any try can take, so that
 * one under way is never taken a second time.
 */
export const LEASE_SECONDS = 600;

/** A try whose end nobody saw is repeated once: what was sent by both comes twice at most. */
export const MAX_INTERRUPTIONS = 1;

/** What a row of the outbox has behind it. */
export type DeliveryTries = { readonly tries: number; readonly interruptions: number };

/** Where a delivery stands after a try that failed. */
export function afterFailure(tries: number): 'queued' | 'failed' {
  return tries >= MAX_TRIES ? 'failed' : 'queued';
}

/** Whether a delivery may be tried (again); `interrupted` tells that the last try was never answered for. */
export function mayTry(so: DeliveryTries, interrupted: boolean): boolean {
  return so.tries < MAX_TRIES && (!interrupted || so.interruptions < MAX_INTERRUPTIONS);
}

/**
 * An address or 工号 as the log shows it: enough to tell two recipients apart, not enough to write to them. `z***@a.cn`,
 * `T***45`.
 */
export function maskRecipient(recipient: string): string {
  const at = recipient.lastIndexOf('@');
  if (at > 0) return `${[...recipient.slice(0, at)].slice(0, 1).join('')}***${recipient.slice(at)}`;
  const letters = [...recipient];
  if (letters.length <= 3) return `${letters.slice(0, 1).join('')}***`;
  return `${letters.slice(0, 1).join('')}***${letters.slice(-2).join('')}`;
}
