import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assertDurable, closePools, sql } from '#db/client.ts';
import { PASSWORD_RULES } from '#domain/access/password-policy.ts';
import { isSecure } from './auth/cookies.ts';
import { ensureSigningKey } from './documents/signer.ts';
import { env, publishAuthUrl } from './env.ts';
import { createApi } from './http/api.ts';
import { INERT_CSP } from './http/headers.ts';
import { isKnownHost } from './http/origin.ts';
import { createPages, type Pages } from './http/pages.ts';
import { plain } from './http/plain.ts';
import { prepare } from './http/prepare.ts';
import { isReadableTarget } from './http/request-target.ts';
import { startJobs } from './jobs/runner.ts';
import { logger, takeConsole } from './logger.ts';

export type RunningServer = { readonly address: string; readonly stop: () => Promise<void> };

const DRAIN_MS = 5_000;
/** A request must be here whole within ten seconds (DL-02); our longest is 64 KB. */
const TIMEOUTS = { requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 };

type Api = ReturnType<typeof createApi>;

function dispatch(api: Api, pages: () => Pages | null, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split('?')[0] ?? '';
  prepare(request, response);
  if (!isReadableTarget(request.url)) {
    plain(response, 400, '地址无法识别，请检查后重试。');
    return;
  }
  if (path === '/api/health' || path.startsWith('/api/v1/')) {
    response.setHeader('content-security-policy', INERT_CSP);
    if (path === '/api/health' || isKnownHost(request.headers.host)) api.routing(request, response);
    else misdirected(response);
    return;
  }
  const handler = pages();
  if (!isKnownHost(request.headers.host)) misdirected(response);
  else if (handler) handler.handle(request, response);
  else plain(response, 404, '本进程不提供页面。');
}

function misdirected(response: ServerResponse): void {
  plain(response, 421, '主机名不在本系统的地址之列，请使用管理员公布的网址。');
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

function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
}

/**
 * Starts the roles named by SHOUMI_ROLES in this process. `stop` ends in order: no new requests, running ones finish,
 * jobs end, connections close.
 * @throws Error in Chinese when the database does not keep what it confirms, or the port is taken (EADDRINUSE).
 */
export async function startServer(options: { readonly dev?: boolean } = {}): Promise<RunningServer> {
  const roles = new Set(env.SHOUMI_ROLES);
  if (options.dev !== true) takeConsole();
  if (!isSecure()) logger.warn('PUBLIC_URL is plain http: session cookies are sent without the Secure attribute');
  logger.info(
    { passwordProfile: env.PASSWORD_PROFILE, ...PASSWORD_RULES[env.PASSWORD_PROFILE] },
    'password policy in force',
  );
  publishAuthUrl();
  await assertDurable(sql);
  await ensureSigningKey();
  const api = createApi();
  await api.ready();
  let pages: Pages | null = null;
  const server = http.createServer(TIMEOUTS, (request, response) => dispatch(api, () => pages, request, response));
  pages = roles.has('web') ? await createPages(options.dev === true, server) : null;
  await listen(server);
  const jobs = roles.has('jobs') ? startJobs() : null;
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${env.HOST === '0.0.0.0' ? '127.0.0.1' : env.HOST}:${port}`,
    stop: async () => {
      await closeServer(server);
      await jobs?.stop();
      await api.close();
      await pages?.close();
      await closePools();
    },
  };
}
