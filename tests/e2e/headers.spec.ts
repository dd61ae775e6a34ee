import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './support/test.ts';

const STATIC = join(import.meta.dirname, '../../.next/static');
const PORT = Number(process.env.PORT);

function staticFiles(): string[] {
  return readdirSync(STATIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(STATIC.length));
}

type Raw = { status: number; body: string; headers: http.IncomingHttpHeaders };

/** A request as it is written here, without what a browser or a client library would set right. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: PORT, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    request.on('error', reject);
    request.end();
  });
}

test('every kind of answer carries the protective headers and names no software', async ({
  freshEmployee,
  context,
}) => {
  await freshEmployee();
  const chunk = `/_next/static${staticFiles().find((file) => file.endsWith('.js'))}`;
  for (const path of [
    '/login',
    '/',
    '/exams',
    '/exam/room',
    '/no-such-page',
    '/verify',
    '/api/health',
    '/api/v1/exams',
    '/api/v1/nothing',
    '/api/auth/csrf',
    chunk,
  ]) {
    const headers = (await context.request.get(path)).headers();
    expect([path, headers['x-content-type-options'], headers['x-frame-options'], headers['referrer-policy']]).toEqual([
      path,
      'nosniff',
      'DENY',
      'same-origin',
    ]);
    expect([path, headers['cross-origin-opener-policy'], headers['cross-origin-resource-policy']]).toEqual([
      path,
      'same-origin',
      'same-origin',
    ]);
    expect([path, headers['x-powered-by'], headers.server]).toEqual([path, undefined, undefined]);
    expect(headers['content-security-policy'], path).toContain("default-src 'none'");
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy'], path).not.toMatch(/script-src[^;]*unsafe-inline/);
  }
});

test('each page rendered on request has a nonce of its own, never one the client chose', async ({ page }) => {
  const nonce = async (headers?: Record<string, string>) => {
    const policy =
      (await page.request.get('/login', headers ? { headers } : {})).headers()['content-security-policy'] ?? '';
    return /'nonce-([^']+)'/.exec(policy)?.[1];
  };
  const chosen = "script-src 'nonce-mine'";
  const all = [await nonce(), await nonce(), await nonce({ 'x-nonce': 'mine', 'content-security-policy': chosen })];
  expect(new Set(all).size).toBe(3);
  expect(all).not.toContain('mine');
});

test('what belongs to a person is kept in no cache', async ({ page, freshEmployee }) => {
  await freshEmployee();
  for (const path of ['/', '/me', '/exams', '/api/v1/exams', '/api/v1/certificates']) {
    expect((await page.request.get(path)).headers()['cache-control'], path).toContain('no-store');
  }
});

test('answers to no other name than its own', async () => {
  for (const host of ['evil.example', 'localhost:1', `127.0.0.1.evil.example:${PORT}`]) {
    for (const path of ['/', '/login', '/api/v1/exams'])
      expect([host, path, (await raw(path, { host })).status]).toEqual([host, path, 421]);
  }
  const forged = await raw('/exams', {
    host: `127.0.0.1:${PORT}`,
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
  });
  expect(JSON.stringify(forged.headers) + forged.body).not.toContain('evil.example');
});

test('no detour round the log-in reaches a page', async ({ freshEmployee }) => {
  const who = await freshEmployee();
  const host = `127.0.0.1:${PORT}`;
  const detours: [string, Record<string, string>][] = [
    ['/exams', { RSC: '1' }],
    ['/exams?_rsc=1', { RSC: '1', 'next-router-prefetch': '1' }],
    ['/exams.rsc', {}],
    ['/exams.segments/_tree.segment.rsc', { RSC: '1' }],
    ['/exams/__PAGE__.segment.rsc', { RSC: '1', 'next-router-segment-prefetch': '/_tree' }],
    ['//exams', {}],
    ['/EXAMS', {}],
    ['/%65xams', {}],
    ['/exams', { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }],
    ['/hr', { 'x-middleware-subrequest': 'src/middleware:src/middleware', RSC: '1' }],
    ['/me', { cookie: 'shoumi-session=%E0%A4%A' }],
  ];
  for (const [path, headers] of detours) {
    const { status, body } = await raw(path, { host, ...headers });
    expect([path, status < 500]).toEqual([path, true]);
    expect([path, body.includes(who.name), body.includes('演示数据')]).toEqual([path, false, false]);
  }
});

test('takes no method a route does not offer', async () => {
  const host = `127.0.0.1:${PORT}`;
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
    expect([method, (await raw('/exams', { host }, method)).status]).toEqual([method, 405]);
  }
  expect((await raw('/api/v1/exams', { host, origin: `http://${host}` }, 'DELETE')).status).toBeGreaterThanOrEqual(400);
});

test('an address that cannot be read is refused, never an error and never a way to another host', async () => {
  const host = `127.0.0.1:${PORT}`;
  for (const path of [
    '/verify/%E0%A4%A',
    '/verify/%00',
    '/login?error=%00',
    '/api/auth/%E0%A4%A',
    '/api/v1/verify/%',
  ]) {
    expect([path, (await raw(path, { host })).status]).toEqual([path, 400]);
  }
  const full = await raw('http://evil.example/admin', { host });
  expect([full.status, full.headers.location]).toEqual([400, undefined]);
});

test('a log-in takes a short form, and nothing of next-auth answers beside what it needs', async () => {
  const host = `127.0.0.1:${PORT}`;
  const path = '/api/auth/callback/credentials';
  const form = 'application/x-www-form-urlencoded';
  for (const [expected, headers] of [
    [413, { 'content-type': form, 'content-length': '70000' }],
    [411, { 'content-type': form, 'transfer-encoding': 'chunked' }],
    [415, { 'content-type': 'application/json', 'content-length': '0' }],
  ] as const) {
    expect([expected, (await raw(path, { host, ...headers }, 'POST')).status]).toEqual([expected, expected]);
  }
  expect((await raw(path, { host })).status).toBe(405);
  for (const hidden of ['/api/auth/_log', '/api/auth/verify-request', '/api/auth/providers', '/api/auth/signin/x']) {
    expect([hidden, (await raw(hidden, { host })).status]).toEqual([hidden, 404]);
  }
});

test('the build ships no source map and no server code to the browser', () => {
  const files = staticFiles();
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(join(STATIC, file), 'utf8');
    expect([file, /sourceMappingURL=.*\.map|DATABASE_URL|login_throttle|item_keys|postgres:\/\//.test(text)]).toEqual([
      file,
      false,
    ]);
  }
});

test('opens no image optimiser that fetches addresses', async () => {
  const { status } = await raw('/_next/image?url=http%3A%2F%2F127.0.0.1%3A1%2Fx.png&w=64&q=75', {
    host: `127.0.0.1:${PORT}`,
  });
  expect([400, 404]).toContain(status);
});
