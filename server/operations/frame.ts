import { cache } from 'react';
import { db } from '#db/client.ts';
import { countTodo } from '#db/dal/case-lists.ts';
import { countOwnUnread } from '#db/dal/notices.ts';
import { findOrganisation, type Organisation } from '#db/dal/plans.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';
import { approvalsTotal } from '#domain/people/approvals.ts';
import { readApprovals } from './home/approvals.ts';

export type FrameFacts = {
  readonly name: string;
  readonly employeeNo: string;
  readonly personId: string | null;
  readonly roles: readonly Role[];
  readonly orgName: string;
  readonly isDemo: boolean;
  readonly unread: number;
  /** Cases and approvals that wait for the offices held; 0 for whoever holds none. */
  readonly todo: number;
};

const ORGANISATION_MS = 30_000;
let organisation: { readonly value: Promise<Organisation | null>; readonly readAt: number } | undefined;

/** Name and zone change once in years; half a minute late is soon enough for the head of a page. */
function organisationOfLate(): Promise<Organisation | null> {
  if (!organisation || performance.now() - organisation.readAt > ORGANISATION_MS) {
    organisation = { value: findOrganisation(db), readAt: performance.now() };
    organisation.value.catch(() => {
      organisation = undefined;
    });
  }
  return organisation.value;
}

/** What the frame around every page shows of the person signed in; read once a request. */
export const frameOf = cache(async (principal: Principal): Promise<FrameFacts> => {
  const { name, employeeNo, personId, roles } = principal;
  const holdsOffice = principal.roleClass === 'business' && roles.length > 0;
  const [own, unread, cases, approvals] = await Promise.all([
    organisationOfLate(),
    countOwnUnread(db, principal),
    holdsOffice ? countTodo(db, principal) : 0,
    holdsOffice ? readApprovals(principal).then(approvalsTotal) : 0,
  ]);
  return {
    name,
    employeeNo,
    personId,
    roles,
    orgName: own?.name ?? '尚未设置单位名称',
    isDemo: own?.isDemo ?? false,
    unread,
    todo: cases + approvals,
  };
});
