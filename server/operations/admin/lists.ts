import { db } from '#db/client.ts';
import {
  type AccountFilter,
  type AccountRow,
  type LiveSessionRow,
  listAccounts,
  listLiveSessions,
  listRoleHolders,
  listThrottled,
  type RoleHolder,
  type ThrottledRow,
} from '#db/dal/admin.ts';
import type { Principal } from '#domain/access/principal.ts';

export const ADMIN_PAGE_SIZE = 50;

export type PageOf<Row> = {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
};

function paged<Row>({ rows, total }: { rows: readonly Row[]; total: number }, page: number): PageOf<Row> {
  return { rows, total, page, pageCount: Math.max(1, Math.ceil(total / ADMIN_PAGE_SIZE)) };
}

/** Accounts for the 系统管理员, without anything of training. */
export async function readAccounts(
  principal: Principal,
  filter: AccountFilter,
  page: number,
): Promise<PageOf<AccountRow>> {
  return paged(await listAccounts(db, principal, filter, { page, size: ADMIN_PAGE_SIZE }), page);
}

/** Who is signed in, for the 安全保密管理员. */
export async function readLiveSessions(
  principal: Principal,
  filter: { readonly q?: string | undefined },
  page: number,
): Promise<PageOf<LiveSessionRow>> {
  return paged(await listLiveSessions(db, principal, filter, { page, size: ADMIN_PAGE_SIZE }), page);
}

/** Accounts whose log-in is slowed or waits, for the 安全保密管理员. */
export function readThrottled(principal: Principal): Promise<ThrottledRow[]> {
  return listThrottled(db, principal);
}

/** Who holds which role, for the 安全保密管理员. */
export function readRoleHolders(principal: Principal): Promise<RoleHolder[]> {
  return listRoleHolders(db, principal);
}
