import { createHmac } from 'node:crypto';
import http from 'node:http';
import net, { type AddressInfo, type Server } from 'node:net';
import { afterAll } from 'vitest';

function listening(server: Server): Promise<number> {
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

type Mail = { readonly to: string; readonly source: string; readonly text: string };

/** A text body out of a message as it came over the wire; base64 or quoted-printable undone. */
function textOf(source: string): string {
  const at = source.indexOf('\r\n\r\n');
  const [head, body] = [source.slice(0, at), source.slice(at + 4)];
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** One SMTP conversation; returns what the server says to each line, null for nothing yet. */
function conversation(answers: (to: string) => string, take: (to: string, source: string) => void) {
  let to = '';
  let data: string | null = null;
  const ofMessage = (text: string): string | null => {
    if (text !== '.') {
      data += `${text.replace(/^\.\./, '.')}\r\n`;
      return null;
    }
    take(to, data ?? '');
    data = null;
    return '250 taken';
  };
  return (text: string): string | null => {
    if (data !== null) return ofMessage(text);
    if (/^RCPT TO:/i.test(text)) {
      to = /<(.*)>/.exec(text)?.[1] ?? '';
      return answers(to);
    }
    if (/^QUIT/i.test(text)) return '221 bye';
    if (!/^DATA/i.test(text)) return '250 OK';
    data = '';
    return '354 go on';
  };
}

/** A mail server of this process. `answers` is asked for each recipient; an answer begins with its SMTP code. */
export async function mailSink(answers: (to: string) => string = () => '250 OK') {
  const mails: Mail[] = [];
  const server = net.createServer((socket) => {
    let rest = '';
    const reply = conversation(answers, (to, source) => mails.push({ to, source, text: textOf(source) }));
    socket.write('220 sink\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const said = reply(line);
        if (said) socket.write(`${said}\r\n`);
      }
    });
  });
  const port = await listening(server);
  return { mails, url: `smtp://127.0.0.1:${port}` };
}

export type Call = {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly json: Readonly<Record<string, string>>;
};

/** A receiver of webhooks of this process. `answers` gives the status of each call. */
export async function hookSink(answers: (call: Call) => number = () => 204) {
  const calls: Call[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const call = { headers: request.headers, body, json: JSON.parse(body) as Record<string, string> };
      calls.push(call);
      response.writeHead(answers(call)).end();
    });
  });
  const port = await listening(server);
  return { calls, url: `http://127.0.0.1:${port}/hook` };
}

/** What a receiver does: computes the signature itself. */
export function isSigned({ headers, body }: Call, secret: string): boolean {
  const timestamp = String(headers['x-shoumi-timestamp']);
  return headers['x-shoumi-signature'] === createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
