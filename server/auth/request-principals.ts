import type { Principal } from '#domain/access/principal.ts';

/**
 * Who is behind the page requests being answered now, by the id the server gave them. The gate has read the session
 * row in the same request, so the page need not read it again. On the global object, because Next has its own copy of
 * this file; an entry lives no longer than its response.
 */
const shared = globalThis as typeof globalThis & { shoumiPrincipals?: Map<string, Principal | null> };

function known(): Map<string, Principal | null> {
  shared.shoumiPrincipals ??= new Map();
  return shared.shoumiPrincipals;
}

export function rememberPrincipal(requestId: string, principal: Principal | null): void {
  known().set(requestId, principal);
}

/** @returns undefined when nobody has asked for this request yet. */
export function rememberedPrincipal(requestId: string): Principal | null | undefined {
  return known().get(requestId);
}

export function forgetPrincipal(requestId: string): void {
  known().delete(requestId);
}
