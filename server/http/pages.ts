import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import next from 'next';
import { forgetPrincipal } from '../auth/request-principals.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { INERT_CSP, loadShellPolicies, newNonce, nonceCsp } from './headers.ts';
import { originOf } from './origin.ts';
import { gateFor } from './page-gate.ts';
import { plain } from './plain.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;
export type Pages = { readonly handle: Handler; readonly close: () => Promise<void> };

/** @returns what is wrong with the request's method, or null. Pages change nothing, so only next-auth takes a POST. */
function methodFault(request: IncomingMessage, isAuth: boolean): { status: number; text: string } | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  if (!isAuth || request.method !== 'POST') return { status: 405, text: '不支持这种请求方式。' };
  // next-auth's own token in cookie and body covers a missing Origin; a foreign one is refused all the same.
  if (originOf(request) === 'foreign') return { status: 403, text: '请求来自本系统以外的页面，已拒绝。' };
  return bodyFault(request);
}

const BODY_LIMIT_BYTES = 64 * 1024;

/** next-auth reads a body to its end, however long, so the length must be known before. Browsers always tell it. */
function bodyFault({ headers }: IncomingMessage): { status: number; text: string } | null {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (headers['transfer-encoding'] !== undefined || Number.isNaN(length))
    return { status: 411, text: '请求没有写明长度，已拒绝。' };
  return length > BODY_LIMIT_BYTES ? { status: 413, text: '请求内容过大，已拒绝。' } : null;
}

function policyFor(path: string, isAuth: boolean, shells: ReadonlyMap<string, string>): string | null {
  if (path.startsWith('/_next/static/') || isAuth) return INERT_CSP;
  return shells.get(path) ?? null;
}

/** A path no page has: Next answers it with its own not-found page and 404. */
const NOWHERE = '/not-found';

function admit(request: IncomingMessage, response: ServerResponse, path: string, handle: Handler): void {
  response.once('close', () => forgetPrincipal(String(request.headers['x-request-id'])));
  gateFor(request, path).then(
    (gate) => {
      if (gate.kind === 'redirect') {
        response.writeHead(307, { location: gate.to, 'cache-control': 'no-store' }).end();
        return;
      }
      if (gate.kind === 'hide') request.url = NOWHERE;
      handle(request, response);
    },
    (error: unknown) => {
      logger.error({ err: error, requestId: request.headers['x-request-id'] }, 'page gate failed');
      plain(response, 503, '系统暂时无法连接数据库，请稍候刷新页面；已保存的内容不受影响。');
    },
  );
}

/** Next answers pages and next-auth's routes. A page rendered on request gets a nonce; a shell its build's hashes. */
export async function createPages(isDev: boolean, server: Server): Promise<Pages> {
  const root = process.cwd();
  const app = next({ dev: isDev, dir: root, hostname: env.HOST, port: env.PORT, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  const shells = isDev ? new Map<string, string>() : loadShellPolicies(root);
  return {
    handle: (request, response) => {
      const path = request.url?.split('?')[0] ?? '/';
      const isAuth = path.startsWith('/api/auth/');
      const fault = methodFault(request, isAuth);
      if (fault) {
        // Whatever else is on the way on this connection is not read.
        response.setHeader('connection', 'close');
        return plain(response, fault.status, fault.text);
      }
      const fixed = policyFor(path, isAuth, shells);
      const policy = fixed ?? nonceCsp(newNonce(), isDev);
      // Next takes the nonce for its own scripts from the request's policy header.
      if (!fixed) request.headers['content-security-policy'] = policy;
      response.setHeader('content-security-policy', policy);
      if (path.startsWith('/_next/')) void handle(request, response);
      else admit(request, response, path, (req, res) => void handle(req, res));
    },
    close: () => app.close(),
  };
}
