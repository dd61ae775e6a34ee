import { and, eq, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { RoleClass } from '../../domain/access/roles.ts';
import type { Tx } from '../client.ts';
import { accounts, passwordResets } from '../schema/accounts.ts';
import { isEmployeeNo, typedFirst } from './employee-no.ts';

/** Minutes in which an approved reset can always still be finished, however late it was approved. */
const FINISH_MINUTES = 10;

const LIVE = sql`${passwordResets.usedAt} is null and ${passwordResets.expiresAt} > app_now()`;

export type ResetTarget = {
  readonly accountId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly roleClass: RoleClass;
  readonly isActive: boolean;
};

/** Takes the account of a 工号 for an approval. Open to the 系统管理员. @returns null when there is none in sight. */
export async function lockResetTarget(tx: Tx, principal: Principal, employeeNo: string): Promise<ResetTarget | null> {
  const [row] = await tx
    .select({
      accountId: accounts.id,
      employeeNo: accounts.employeeNo,
      name: accounts.displayName,
      roleClass: accounts.roleClass,
      isActive: sql<boolean>`${accounts.status} = 'active'`,
    })
    .from(accounts)
    .where(and(isEmployeeNo(employeeNo), sql`${hasRole(principal, 'sysadmin')}`))
    .orderBy(typedFirst(employeeNo))
    .limit(1)
    .for('update');
  return row ?? null;
}

/**
 * Approves the waiting reset of an account that carries this code; nobody approves the own one (database check).
 * @returns the approved reset and the address it was asked from, or null when no live one has the code.
 */
export async function approveReset(
  tx: Tx,
  principal: Principal,
  accountId: string,
  codeHash: Uint8Array,
): Promise<{ id: string; ip: string | null } | null> {
  const [row] = await tx
    .update(passwordResets)
    .set({
      approvedBy: principal.accountId,
      approvedAt: sql`app_now()`,
      expiresAt: sql`greatest(${passwordResets.expiresAt}, app_now() + make_interval(mins => ${FINISH_MINUTES}))`,
    })
    .where(
      and(
        eq(passwordResets.accountId, accountId),
        eq(passwordResets.codeHash, codeHash),
        sql`${passwordResets.approvedAt} is null`,
        LIVE,
        sql`${hasRole(principal, 'sysadmin')}`,
      ),
    )
    .returning({ id: passwordResets.id, ip: passwordResets.ip });
  return row ?? null;
}

/** Ends the principal's open resets: whoever has just given the password needs none, and nobody else may keep one. */
export async function closeOwnResets(tx: Tx, principal: Principal): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ expiresAt: sql`app_now()` })
    .where(and(eq(passwordResets.accountId, principal.accountId), LIVE));
}
