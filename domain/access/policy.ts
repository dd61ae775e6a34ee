import type { Principal } from './principal.ts';
import { ADMIN_ROLES, type Role } from './roles.ts';

/** Who may call an operation or open a page at all; which rows they see is decided in the data layer. */
export type Policy = {
  readonly who:
    | 'anyone' // also without log-in
    | 'signed-in'
    | 'person' // an account that belongs to a person of the organisation
    | { readonly anyRole: readonly Role[] };
  /** Open although the password must be changed first. */
  readonly beforePasswordChange?: true;
};

export type Refusal = 'NOT_SIGNED_IN' | 'PASSWORD_CHANGE_REQUIRED' | 'FORBIDDEN';

/** @returns null when allowed. An unknown operation (no policy) is refused. */
export function refusal(policy: Policy | undefined, principal: Principal | null): Refusal | null {
  if (!policy) return 'FORBIDDEN';
  if (policy.who === 'anyone') return null;
  if (!principal) return 'NOT_SIGNED_IN';
  if (principal.mustChangePassword && !policy.beforePasswordChange) return 'PASSWORD_CHANGE_REQUIRED';
  if (policy.who === 'signed-in') return null;
  if (policy.who === 'person') return principal.personId === null ? 'FORBIDDEN' : null;
  return policy.who.anyRole.some((role) => principal.roles.includes(role)) ? null : 'FORBIDDEN';
}

export const ANY_ADMIN: readonly Role[] = ADMIN_ROLES;
