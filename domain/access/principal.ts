import type { Role, RoleClass } from './roles.ts';

/** Who is asking, read from the session row in the same request. Nothing in it comes from the browser. */
export type Principal = {
  readonly accountId: string;
  readonly sessionId: string;
  readonly employeeNo: string;
  readonly name: string;
  /** Null for the three administrators' accounts, which belong to nobody's training record. */
  readonly personId: string | null;
  readonly roleClass: RoleClass;
  readonly roles: readonly Role[];
  /** Root of the subtree a 部门保密员 looks after. */
  readonly officerUnitIds: readonly string[];
  readonly mustChangePassword: boolean;
  readonly requestId: string;
  readonly ip: string;
};

export function hasRole(principal: Principal, role: Role): boolean {
  return principal.roles.includes(role);
}
