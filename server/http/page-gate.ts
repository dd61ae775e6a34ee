import type { IncomingMessage } from 'node:http';
import { refusal } from '#domain/access/policy.ts';
import { principalOf } from '../auth/principal.ts';
import { auditRefusal } from '../auth/refusals.ts';
import { rememberPrincipal } from '../auth/request-principals.ts';
import { type OperationId, PAGES, policyOf } from '../policies.ts';

const openEnds = (path: string) => path.split('[').length;

/** As Next matches them: a page of a fixed name before one whose name is a parameter. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly operation: OperationId }[] = Object.entries(PAGES)
  .sort(([a], [b]) => openEnds(a) - openEnds(b))
  .map(([path, operation]) => ({
    pattern: new RegExp(`^${path.replace(/\[\.\.\.\w+\]/g, '.+').replace(/\[\w+\]/g, '[^/]+')}/?$`),
    operation,
  }));

export type Gate =
  | { readonly kind: 'open' }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'hide' };

/**
 * Gives a page request its proper status before rendering begins: once a page streams, Next can only redirect from
 * within a 200. A convenience: every page asks `requirePage`, and the data layer asks again.
 */
export async function gateFor(request: IncomingMessage, path: string): Promise<Gate> {
  const known = PATTERNS.find(({ pattern }) => pattern.test(path));
  const policy = known && policyOf(known.operation);
  if (!policy || policy.who === 'anyone') return { kind: 'open' };
  const requestId = String(request.headers['x-request-id'] ?? '');
  const principal = await principalOf({
    cookie: request.headers.cookie,
    requestId,
    ip: String(request.headers['x-shoumi-ip'] ?? ''),
  });
  rememberPrincipal(requestId, principal);
  const refused = refusal(policy, principal);
  if (refused === null) return { kind: 'open' };
  if (refused === 'FORBIDDEN') {
    if (principal) await auditRefusal(principal, known.operation, path);
    return { kind: 'hide' };
  }
  if (refused === 'PASSWORD_CHANGE_REQUIRED') return { kind: 'redirect', to: '/password' };
  return { kind: 'redirect', to: `/login?callbackUrl=${encodeURIComponent(request.url ?? path)}` };
}
