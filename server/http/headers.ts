import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { isSecure } from '../auth/cookies.ts';

const COMMON = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  'report-uri /api/v1/csp-reports',
];

/** Headers every response carries, static files and errors included. */
export function setCommonHeaders(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()');
  response.setHeader('x-frame-options', 'DENY');
  if (isSecure()) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

export function newNonce(): string {
  return randomBytes(18).toString('base64');
}

/** For pages rendered on request: only scripts with this request's nonce, and what they load, may run. */
export function nonceCsp(nonce: string, isDev: boolean): string {
  return [...COMMON, `script-src 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`].join('; ');
}

/** For JSON, files and anything else that is no page. */
export const INERT_CSP = "default-src 'none'; frame-ancestors 'none'";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** For prerendered shells: the hashes of the inline scripts the build put into them. */
export function shellCsp(html: string): string {
  const hashes = new Set<string>();
  for (const [, body] of html.matchAll(INLINE_SCRIPT)) {
    hashes.add(
      `'sha256-${createHash('sha256')
        .update(body ?? '')
        .digest('base64')}'`,
    );
  }
  return [...COMMON, `script-src 'self' ${[...hashes].join(' ')}`].join('; ');
}

const SHELLS = ['/exam/room', '/exam/result'];

/** Policies of the prerendered shells of the current build, by path. A shell the build did not prerender is absent. */
export function loadShellPolicies(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const shell of SHELLS) {
    const file = path.join(root, '.next/server/app', `${shell.slice(1)}.html`);
    try {
      found.set(shell, shellCsp(readFileSync(file, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return found;
}
