import { createTransport } from 'nodemailer';
import { DeliveryFailure, withoutAddresses } from './failure.ts';
import type { OutgoingMessage, Send } from './message.ts';

/** A try must end long before it counts as interrupted (`LEASE_SECONDS`). */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

type SmtpError = Error & { readonly code?: string; readonly responseCode?: number };

/** A server that refuses the recipient for good refuses the next time too; all else may pass. */
function failureFrom(error: SmtpError): DeliveryFailure {
  const isFinal = error.code === 'EENVELOPE' && (error.responseCode ?? 0) >= 500;
  return new DeliveryFailure(withoutAddresses(`${error.code ?? 'SMTP'} ${error.message}`), isFinal);
}

function textOf({ body, href }: OutgoingMessage): string {
  return `${body}\n\n${href}\n\n本邮件由系统自动发出，请勿回复。邮件不含任何涉密内容，请勿在邮件中讨论工作内容。\n`;
}

/**
 * E-mail over SMTP, plain text alone. The Message-ID is made of the id of the delivery, so a server or mail program that
 * gets one twice shows it once.
 */
export function emailSender(options: { readonly url: string; readonly from: string }): {
  readonly send: Send;
  readonly close: () => void;
} {
  const host = options.from.replace(/^.*@/, '').replace(/>.*$/, '').trim();
  const transport = createTransport(options.url, {
    from: options.from,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMEOUTS,
  });
  return {
    send: async (message) => {
      try {
        await transport.sendMail({
          to: { name: '', address: message.recipient },
          subject: `【守密】${message.title.replace(/^守密/, '')}`,
          text: textOf(message),
          messageId: `<${message.id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Shoumi-Idempotency-Key': message.id },
        });
      } catch (error) {
        throw failureFrom(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}
