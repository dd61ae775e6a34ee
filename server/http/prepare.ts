import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { clientIpOf } from './client-ip.ts';
import { setCommonHeaders } from './headers.ts';

/** Names a client may not send: the server alone sets them, or Next and the logs would trust them. */
const OWN_HEADERS = [
  'x-shoumi-ip',
  'x-request-id',
  'x-nonce',
  'content-security-policy',
  'content-security-policy-report-only',
  'next-action',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-middleware-subrequest',
  'x-nextjs-data',
];

/** Cleans the request, gives it an id, sets the headers every response carries, and logs it when it is done. */
export function prepare(request: IncomingMessage, response: ServerResponse): void {
  const forwarded = request.headers['x-forwarded-for'];
  const ip = clientIpOf(request.socket.remoteAddress, String(forwarded ?? ''), env.TRUST_PROXY);
  for (const name of OWN_HEADERS) delete request.headers[name];
  const requestId = randomUUID();
  request.headers['x-shoumi-ip'] = ip;
  request.headers['x-request-id'] = requestId;
  response.setHeader('x-request-id', requestId);
  setCommonHeaders(response);
  const started = performance.now();
  response.on('finish', () => {
    const path = request.url?.split('?')[0] ?? '';
    if (path.startsWith('/_next/')) return;
    const ms = Math.round(performance.now() - started);
    const level = response.statusCode >= 500 ? 'error' : 'debug';
    logger[level]({ requestId, method: request.method, path, status: response.statusCode, ms }, 'request');
  });
}
