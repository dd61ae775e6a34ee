import { createHash } from 'node:crypto';
import { db, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import {
  type AuditFilter,
  type AuditRow,
  listAudit,
  listAuditActions,
  listAuditAfter,
  measureAudit,
} from '#db/dal/audit-trail.ts';
import { unsafeListSeals } from '#db/dal/system-audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import { actionText } from '#domain/audit/action-text.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { CSV_BOM, csvLine } from '../../documents/csv.ts';
import { type SealCheck, verifySeals } from '../../jobs/seal-audit.ts';

export const AUDIT_PAGE_SIZE = 50;
/** Rows of one export; more are asked for in smaller spans of time. */
export const AUDIT_EXPORT_MAX = 50_000;
const BATCH = 2_000;

export type AuditPage = {
  readonly rows: readonly AuditRow[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
  readonly actions: readonly string[];
};

/** One page of the trail for the 安全审计员, newest first. */
export async function readAuditPage(principal: Principal, filter: AuditFilter, page: number): Promise<AuditPage> {
  const [{ rows, total }, actions] = await Promise.all([
    listAudit(db, principal, filter, { page, size: AUDIT_PAGE_SIZE }),
    listAuditActions(db, principal),
  ]);
  return { rows, total, page, pageCount: Math.max(1, Math.ceil(total / AUDIT_PAGE_SIZE)), actions };
}

const HEAD = [
  '序号',
  '时间（UTC）',
  '操作人',
  '操作',
  '操作代码',
  '结果',
  '对象类型',
  '对象',
  '详情',
  '请求编号',
  '来源地址',
];

function line(row: AuditRow): string {
  return csvLine([
    String(row.seqNo),
    row.at,
    row.actorName,
    actionText(row.action),
    row.action,
    row.outcome === 'done' ? '完成' : '拒绝',
    row.subjectType,
    row.subjectId,
    JSON.stringify(row.detail),
    row.requestId,
    row.ip,
  ]);
}

/**
 * The filtered trail as CSV, oldest first. The export itself is written to the trail with its hash, in the transaction
 * that read it. @returns AUDIT_EXPORT_TOO_LARGE beyond {@link AUDIT_EXPORT_MAX} rows.
 */
export function exportAudit(
  principal: Principal,
  filter: AuditFilter,
): Promise<Result<{ body: Buffer; rows: number }>> {
  return transaction(async (tx): Promise<Result<{ body: Buffer; rows: number }>> => {
    const { upto, count } = await measureAudit(tx, principal, filter);
    if (count > AUDIT_EXPORT_MAX) return fail('AUDIT_EXPORT_TOO_LARGE', { limit: AUDIT_EXPORT_MAX });
    const lines = [CSV_BOM, csvLine(HEAD)];
    let after = 0;
    let rows = 0;
    for (;;) {
      const batch = await listAuditAfter(tx, principal, filter, { after, upto, size: BATCH });
      lines.push(...batch.map(line));
      rows += batch.length;
      after = batch.at(-1)?.seqNo ?? upto;
      if (batch.length < BATCH) break;
    }
    const body = Buffer.from(lines.join(''), 'utf8');
    await recordAudit(tx, principal, {
      action: 'admin.audit-export',
      subjectType: 'audit',
      subjectId: `1-${upto}`,
      detail: { filter, rows, sha256: createHash('sha256').update(body).digest('hex') },
    });
    return ok({ body, rows });
  });
}

export type SealReport = SealCheck & { readonly lastSealed: number };

/** Recomputes the whole hash chain and writes to the trail that it was done and what came out. */
export async function checkSeals(principal: Principal): Promise<SealReport> {
  const check = await verifySeals();
  const last = (await unsafeListSeals(db)).at(-1);
  await recordAudit(db, principal, {
    action: 'admin.verify-seals',
    subjectType: 'audit',
    subjectId: `seals-${check.seals}`,
    detail: { ...check },
  });
  return { ...check, lastSealed: last?.uptoSeqNo ?? 0 };
}
