import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { auditEvents } from '../schema/certification.ts';

/** What happened to what. Never holds passwords, tokens, answers or keys. */
export type AuditEntry = {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly outcome?: 'done' | 'refused';
  readonly detail?: Record<string, unknown>;
};

/** Writes the audit row of a change; call it with the transaction of that change, so that both stand or neither. */
export async function recordAudit(tx: Tx | Db, principal: Principal, entry: AuditEntry): Promise<void> {
  await tx.insert(auditEvents).values({
    actorAccountId: principal.accountId,
    actorName: `${principal.name}（${principal.employeeNo}）`,
    action: entry.action,
    outcome: entry.outcome ?? 'done',
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    detail: entry.detail ?? {},
    requestId: principal.requestId,
    ip: principal.ip,
  });
}

/** The same for what nobody signed in does: log-in attempts, jobs, the content loader. */
export async function unsafeRecordSystemAudit(
  tx: Tx | Db,
  actorName: string,
  entry: AuditEntry & { readonly requestId?: string; readonly ip?: string },
): Promise<void> {
  await tx.insert(auditEvents).values({
    actorAccountId: null,
    actorName,
    action: entry.action,
    outcome: entry.outcome ?? 'done',
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    detail: entry.detail ?? {},
    requestId: entry.requestId ?? '',
    ip: entry.ip ?? '',
  });
}
