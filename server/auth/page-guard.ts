import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { refusal } from '#domain/access/policy.ts';
import type { Principal } from '#domain/access/principal.ts';
import { type OperationId, policyOf } from '../policies.ts';
import { principalOf } from './principal.ts';
import { auditRefusal } from './refusals.ts';
import { rememberedPrincipal } from './request-principals.ts';

/** The principal of the page being rendered; read once a request. */
export const currentPrincipal = cache(async (): Promise<Principal | null> => {
  const list = await headers();
  const requestId = list.get('x-request-id') ?? '';
  const known = rememberedPrincipal(requestId);
  if (known !== undefined) return known;
  return principalOf({
    cookie: list.get('cookie'),
    requestId,
    ip: list.get('x-shoumi-ip') ?? '',
  });
});

/**
 * Every page calls this first. Not signed in → log-in, initial password → change it, no right → "not found", so that a
 * page a person may not open cannot be told from one that does not exist.
 */
export async function requirePage(operation: OperationId, path: string): Promise<Principal> {
  const principal = await currentPrincipal();
  const refused = refusal(policyOf(operation), principal);
  if (refused === 'NOT_SIGNED_IN' || !principal) redirect(`/login?callbackUrl=${encodeURIComponent(path)}`);
  if (refused === 'PASSWORD_CHANGE_REQUIRED') redirect('/password');
  if (refused === 'FORBIDDEN') {
    await auditRefusal(principal, operation, path);
    notFound();
  }
  return principal;
}
