import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import next from 'next';
import { forgetPrincipal } from '../auth/request-principals.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { authFault, type Fault } from './auth-route.ts';
import { INERT_CSP, loadShellPolicies, newNonce, nonceCsp } from './headers.ts';
import { gateFor } from './page-gate.ts';
import { plain } from './plain.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;
export type Pages = { readonly handle: Handler; readonly close: () => Promise<void> };

/** @returns what is wrong with the request, or null. Pages change nothing, so only next-auth takes a POST. */
function faultOf(request: IncomingMessage, path: string, isAuth: boolean): Fault | null {
  if (isAuth) return authFault(request, path);
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  return { status: 405, text: '不支持这种请求方式。' };
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

/** An error that Next lets out ends this answer, with an id alone, and never the process. */
function guarded(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Handler {
  return (request, response) => {
    handle(request, response).catch((error: unknown) => {
      const requestId = String(request.headers['x-request-id'] ?? '');
      logger.error({ err: error, requestId }, 'page failed');
      if (response.headersSent) response.destroy();
      else plain(response, 500, `系统出现意外问题，请稍后再试。编号 ${requestId}`);
    });
  };
}

/** Next answers pages and next-auth's routes. A page rendered on request gets a nonce; a shell its build's hashes. */
export async function createPages(isDev: boolean, server: Server): Promise<Pages> {
  const root = process.cwd();
  const app = next({ dev: isDev, dir: root, hostname: env.HOST, port: env.PORT, httpServer: server });
  await app.prepare();
  const handle = guarded(app.getRequestHandler());
  const shells = isDev ? new Map<string, string>() : loadShellPolicies(root);
  return {
    handle: (request, response) => {
      const path = request.url?.split('?')[0] ?? '/';
      const isAuth = path.startsWith('/api/auth/');
      const fault = faultOf(request, path, isAuth);
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
      if (path.startsWith('/_next/')) handle(request, response);
      else admit(request, response, path, handle);
    },
    close: () => app.close(),
  };
}
