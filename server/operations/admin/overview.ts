import { db } from '#db/client.ts';
import { listLiveSessions, listThrottled, type ThrottledRow } from '#db/dal/admin.ts';
import { type AuditRow, listAudit } from '#db/dal/audit-trail.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { unsafeListSeals } from '#db/dal/system-audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import { addDays, dateIn } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';

export type SecurityOverview = {
  readonly blocked: number;
  readonly throttled: readonly ThrottledRow[];
  readonly signedIn: number;
};

/** What the 安全保密管理员 should look at first. */
export async function readSecurityOverview(principal: Principal): Promise<SecurityOverview> {
  const [throttled, live] = await Promise.all([
    listThrottled(db, principal),
    listLiveSessions(db, principal, {}, { page: 1, size: 1 }),
  ]);
  return {
    blocked: throttled.filter((row) => row.blockedUntil !== null).length,
    throttled,
    signedIn: live.total,
  };
}

const REFUSED_SHOWN = 8;

export type AuditOverview = {
  readonly weekFrom: string;
  readonly total: number;
  readonly week: number;
  readonly refused: number;
  readonly adminActs: number;
  readonly seals: number;
  readonly sealedUpto: number;
  /** The latest refusals, newest first. */
  readonly lastRefused: readonly AuditRow[];
};

/** How much the trail holds, what was refused of late and how far it is sealed. */
export async function readAuditOverview(principal: Principal): Promise<AuditOverview> {
  const weekFrom = addDays(dateIn(env.SHOUMI_ZONE, await unsafeNow(db)), -6);
  const one = { page: 1, size: 1 };
  const [all, week, refused, adminActs, seals] = await Promise.all([
    listAudit(db, principal, {}, one),
    listAudit(db, principal, { from: weekFrom }, one),
    listAudit(db, principal, { from: weekFrom, outcome: 'refused' }, { page: 1, size: REFUSED_SHOWN }),
    listAudit(db, principal, { from: weekFrom, action: 'admin.set-account-status' }, one),
    unsafeListSeals(db),
  ]);
  return {
    weekFrom,
    total: all.total,
    week: week.total,
    refused: refused.total,
    adminActs: adminActs.total,
    seals: seals.length,
    lastRefused: refused.rows,
    sealedUpto: seals.at(-1)?.uptoSeqNo ?? 0,
  };
}
