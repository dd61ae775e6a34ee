import { createHmac } from 'node:crypto';
import { DeliveryFailure, withoutAddresses } from './failure.ts';
import type { OutgoingMessage, Send } from './message.ts';

const TIMEOUT_MS = 10_000;

/** HMAC-SHA256 of `timestamp.body` in hexadecimal; `timestamp` are whole seconds since 1970 as text. */
function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

function bodyOf({ kind, recipient, title, body, href, at }: OutgoingMessage): string {
  return JSON.stringify({ kind, employeeNo: recipient, title, body, href, at: at.toISOString() });
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return '未知错误';
  if (error.name === 'TimeoutError') return `${TIMEOUT_MS / 1000} 秒内没有答复`;
  const cause = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : error.message;
  return withoutAddresses(cause);
}

/**
 * Reminders as signed JSON to one address of the organisation, which passes them on. Follows no redirect, so that the
 * signature goes nowhere else. Every answer but 2xx counts as not delivered.
 * @param options.now the instant of the signature; receivers refuse old ones.
 */
export function webhookSender(options: {
  readonly url: string;
  readonly secret: string;
  readonly now: () => Promise<Date>;
}): Send {
  return async (message) => {
    const body = bodyOf(message);
    const timestamp = String(Math.floor((await options.now()).getTime() / 1000));
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Shoumi',
      'idempotency-key': message.id,
      'x-shoumi-timestamp': timestamp,
      'x-shoumi-signature': signature(options.secret, timestamp, body),
    };
    let response: Response;
    try {
      response = await fetch(options.url, {
        method: 'POST',
        headers,
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new DeliveryFailure(causeOf(error));
    }
    await response.body?.cancel();
    if (!response.ok) throw new DeliveryFailure(`接收方答复 HTTP ${response.status}`);
  };
}
