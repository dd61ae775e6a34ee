import { cache } from 'react';
import { db } from '#db/client.ts';
import { countOwnUnread } from '#db/dal/notices.ts';
import { findOrganisation } from '#db/dal/plans.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';

export type FrameFacts = {
  readonly name: string;
  readonly employeeNo: string;
  readonly personId: string | null;
  readonly roles: readonly Role[];
  readonly orgName: string;
  readonly isDemo: boolean;
  readonly unread: number;
};

/** What the frame around every page shows of the person signed in; read once a request. */
export const frameOf = cache(async (principal: Principal): Promise<FrameFacts> => {
  const [organisation, unread] = await Promise.all([findOrganisation(db), countOwnUnread(db, principal)]);
  const { name, employeeNo, personId, roles } = principal;
  return {
    name,
    employeeNo,
    personId,
    roles,
    orgName: organisation?.name ?? '尚未设置单位名称',
    isDemo: organisation?.isDemo ?? false,
    unread,
  };
});
