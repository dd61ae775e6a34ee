import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import next from 'next';
import { closePools } from '#db/client.ts';
import { isSecure } from './auth/cookies.ts';
import { env } from './env.ts';
import { createApi } from './http/api.ts';
import { INERT_CSP, loadShellPolicies, newNonce, nonceCsp, setCommonHeaders } from './http/headers.ts';
import { isKnownHost, originOf } from './http/origin.ts';
import { startJobs } from './jobs/runner.ts';
import { logger } from './logger.ts';

export type RunningServer = { readonly address: string; readonly stop: () => Promise<void> };

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Names a client may not send: the server alone sets them, or Next would trust them. */
const OWN_HEADERS = ['x-shoumi-ip', 'x-request-id', 'x-nonce', 'content-security-policy', 'content-security-policy-report-only', 'next-action', 'x-forwarded-host', 'x-forwarded-proto'];

function plain(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('content-security-policy', INERT_CSP);
  response.end(text);
}

/** The peer, or the last hop a trusted balancer on the loopback named. */
function clientIp(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'];
  const last = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
  return env.TRUST_PROXY && last ? last : peer.replace(/^::ffff:/, '');
}

function prepare(request: IncomingMessage, response: ServerResponse): void {
  const ip = clientIp(request);
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
    const level = response.statusCode >= 500 ? 'error' : 'debug';
    logger[level]({ requestId, method: request.method, path, status: response.statusCode, ms: Math.round(performance.now() - started) }, 'request');
  });
}

const PAGE_METHODS = new Set(['GET', 'HEAD']);

/** Next answers pages and next-auth's routes. Pages change nothing, so only next-auth takes a POST. */
function pageHandler(handle: Handler, shells: ReadonlyMap<string, string>, isDev: boolean): Handler {
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    const isAuth = path.startsWith('/api/auth/');
    if (!PAGE_METHODS.has(request.method ?? '')) {
      if (!isAuth || request.method !== 'POST') return plain(response, 405, '不支持这种请求方式。');
      if (originOf(request) === 'foreign') return plain(response, 403, '请求来自本系统以外的页面，已拒绝。');
    }
    const shell = shells.get(path);
    if (shell) {
      response.setHeader('content-security-policy', shell);
    } else if (path.startsWith('/_next/static/') || isAuth) {
      response.setHeader('content-security-policy', INERT_CSP);
    } else {
      const policy = nonceCsp(newNonce(), isDev);
      request.headers['content-security-policy'] = policy;
      response.setHeader('content-security-policy', policy);
    }
    handle(request, response);
  };
}

async function createPages(isDev: boolean, server: http.Server): Promise<{ handle: Handler; close: () => Promise<void> }> {
  const root = process.cwd();
  const app = next({ dev: isDev, dir: root, hostname: env.HOST, port: env.PORT, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle: pageHandler((req, res) => void handle(req, res), isDev ? new Map() : loadShellPolicies(root), isDev),
    close: () => app.close(),
  };
}

/**
 * Starts the roles named by SHOUMI_ROLES in this process. `stop` ends in order: no new requests, running ones finish,
 * jobs end, connections close.
 */
export async function startServer(options: { dev?: boolean } = {}): Promise<RunningServer> {
  const roles = new Set(env.SHOUMI_ROLES);
  if (!isSecure()) logger.warn('PUBLIC_URL is plain http: session cookies are sent without the Secure attribute');
  process.env.NEXTAUTH_URL = env.PUBLIC_URL;
  const server = http.createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
  const api = createApi();
  await api.ready();
  const pages = roles.has('web') ? await createPages(options.dev === true, server) : null;
  server.on('request', (request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    prepare(request, response);
    if (path !== '/api/health' && !isKnownHost(request.headers.host)) return plain(response, 421, '主机名不在本系统的地址之列，请使用管理员公布的网址。');
    if (path === '/api/health' || path.startsWith('/api/v1/')) {
      response.setHeader('content-security-policy', INERT_CSP);
      return api.routing(request, response);
    }
    if (!pages) return plain(response, 404, '本进程不提供页面。');
    return pages.handle(request, response);
  });
  await listen(server);
  const jobs = roles.has('jobs') ? startJobs() : null;
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${env.HOST === '0.0.0.0' ? '127.0.0.1' : env.HOST}:${port}`,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      });
      await jobs?.stop();
      await api.close();
      await pages?.close();
      await closePools();
    },
  };
}

function listen(server: http.Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.PORT, env.HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
