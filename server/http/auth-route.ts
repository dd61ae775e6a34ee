import type { IncomingMessage } from 'node:http';
import { originOf } from './origin.ts';

/** What the log-in uses of next-auth. The rest, its own pages and its log among them, is not there. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  '/api/auth/csrf': ['GET'],
  '/api/auth/session': ['GET'],
  '/api/auth/signin': ['GET'],
  '/api/auth/error': ['GET'],
  '/api/auth/signout': ['GET', 'POST'],
  '/api/auth/callback/credentials': ['POST'],
};
const BODY_LIMIT_BYTES = 64 * 1024;
const FORM = /^application\/x-www-form-urlencoded(?:\s*;|$)/i;

export type Fault = { readonly status: number; readonly text: string };

/** @returns why a request for next-auth is not passed on, or null. */
export function authFault(request: IncomingMessage, path: string): Fault | null {
  const methods = Object.hasOwn(OFFERED, path) ? OFFERED[path] : undefined;
  if (!methods) return { status: 404, text: '没有这个地址。' };
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  if (!methods.includes(method)) return { status: 405, text: '不支持这种请求方式。' };
  if (method === 'GET') return null;
  // next-auth's own token in cookie and body covers a missing Origin; a foreign one is refused all the same.
  if (originOf(request) === 'foreign') return { status: 403, text: '请求来自本系统以外的页面，已拒绝。' };
  return bodyFault(request);
}

/** next-auth reads a body to its end, however long, so the length must be known before. Browsers always tell it. */
function bodyFault({ headers }: IncomingMessage): Fault | null {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (headers['transfer-encoding'] !== undefined || Number.isNaN(length))
    return { status: 411, text: '请求没有写明长度，已拒绝。' };
  if (length > BODY_LIMIT_BYTES) return { status: 413, text: '请求内容过大，已拒绝。' };
  return FORM.test(headers['content-type'] ?? '') ? null : { status: 415, text: '不支持这种内容格式。' };
}
