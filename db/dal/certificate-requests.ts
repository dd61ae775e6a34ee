import { type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { Decision } from '../../domain/certification/change-request.ts';
import type { Ending } from '../../domain/certification/state.ts';
import { fail, ok, type Result } from '../../domain/shared/result.ts';
import type { Db, Tx } from '../client.ts';
import { certificateEvents, certificateRequests } from '../schema/certification.ts';
import { personVisibleTo } from './scopes.ts';

const utc = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Any fixed number that no other advisory lock of the product uses in its first half. */
const CHANGE_LOCK = 0x5e42;

/**
 * Lets one transaction at a time ask for or decide on a change of a certificate: whoever comes second sees what the first
 * has done. The certificate's own row cannot be locked, because nobody holds the right to change it.
 */
export async function lockChangesOf(tx: Tx, _principal: Principal, certificateId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CHANGE_LOCK}::int, hashtext(${certificateId}))`);
}

/** Requests name who asked and why: for those who ask and decide, not for a 部门保密员. */
const mayFollow = (principal: Principal): SQL =>
  mayAsk(principal) || hasRole(principal, 'leader') ? sql`true` : sql`false`;

/** Who may ask; others find their request not written. */
const mayAsk = (principal: Principal) => hasRole(principal, 'office') || hasRole(principal, 'hr');

/**
 * Enters a request under {@link lockChangesOf}.
 * @returns CERTIFICATE_REQUEST_OPEN while another one waits, FORBIDDEN for whoever may not ask.
 */
export async function insertRequest(
  tx: Tx,
  principal: Principal,
  values: { readonly certificateId: string; readonly kind: Ending; readonly reason: string },
): Promise<Result<{ id: string }>> {
  if (!mayAsk(principal)) return fail('FORBIDDEN');
  const [row] = await tx
    .insert(certificateRequests)
    .values({ ...values, requestedBy: principal.accountId })
    .onConflictDoNothing()
    .returning({ id: certificateRequests.id });
  return row ? ok(row) : fail('CERTIFICATE_REQUEST_OPEN');
}

export type RequestRow = {
  readonly id: string;
  readonly certificateId: string;
  readonly kind: Ending;
  readonly reason: string;
  readonly requestedBy: string;
  /** Person behind the account that asked; null when it belongs to none. */
  readonly askerPersonId: string | null;
  readonly decision: Decision | null;
  /** Training year of the plan the certificate belongs to. */
  readonly trainingYear: number;
};

/** A request on a certificate in the principal's scope. @returns NOT_FOUND out of sight. */
export async function getRequest(db: Db | Tx, principal: Principal, id: string): Promise<Result<RequestRow>> {
  const [row] = await db.execute<RequestRow>(sql`
    select r.id, r.certificate_id as "certificateId", r.kind, r.reason, r.requested_by as "requestedBy",
      a.person_id as "askerPersonId", r.decision, pa.training_year as "trainingYear"
    from certificate_requests r join certificates c on c.id = r.certificate_id
    join plan_assignments pa on pa.id = c.assignment_id left join accounts a on a.id = r.requested_by
    where r.id = ${id}::uuid and ${mayFollow(principal)} and ${personVisibleTo(principal, sql`c.person_id`)}`);
  return row ? ok(row) : fail('NOT_FOUND');
}

/** Closes an open request under {@link lockChangesOf}; the database refuses a decision by the one who asked. */
export async function closeRequest(
  tx: Tx,
  principal: Principal,
  id: string,
  values: { readonly decision: Decision; readonly comment: string },
): Promise<void> {
  const closed = await tx.execute<{ id: string }>(sql`
    update certificate_requests set decision = ${values.decision}, comment = ${values.comment},
      decided_by = ${principal.accountId}::uuid, decided_at = app_now()
    where id = ${id}::uuid and decision is null returning id`);
  if (closed.length !== 1) throw new Error('the request was closed by somebody else');
}

/** Ends a certificate for good, under {@link lockChangesOf}; two different accounts, and each ending once (database). */
export async function insertEnding(
  tx: Tx,
  principal: Principal,
  request: Pick<RequestRow, 'certificateId' | 'kind' | 'reason' | 'requestedBy'>,
): Promise<void> {
  const { certificateId, kind, reason, requestedBy } = request;
  await tx
    .insert(certificateEvents)
    .values({ certificateId, kind, reason, requestedBy, approvedBy: principal.accountId });
}

export type OpenRequestRow = {
  readonly id: string;
  readonly certificateId: string;
  readonly serial: string;
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly kind: Ending;
  readonly reason: string;
  readonly requestedBy: string;
  readonly askedBy: string;
  readonly askedAt: string;
};

/**
 * For those who ask and decide: what waits for a decision in the principal's scope, the oldest first; at most `limit`, or
 * that on one certificate alone.
 */
export async function listOpenRequests(
  db: Db | Tx,
  principal: Principal,
  of: { readonly limit: number; readonly certificateId?: string },
): Promise<OpenRequestRow[]> {
  const only = of.certificateId ? sql`and r.certificate_id = ${of.certificateId}::uuid` : sql``;
  return db.execute<OpenRequestRow>(sql`
    select r.id, r.certificate_id as "certificateId", c.serial, c.person_id as "personId", p.name,
      p.employee_no as "employeeNo", r.kind, r.reason, r.requested_by as "requestedBy",
      coalesce(a.display_name, '') as "askedBy", ${utc(sql`r.requested_at`)} as "askedAt"
    from certificate_requests r join certificates c on c.id = r.certificate_id join people p on p.id = c.person_id
    left join accounts a on a.id = r.requested_by
    where r.decision is null ${only} and ${mayFollow(principal)} and ${personVisibleTo(principal, sql`c.person_id`)}
    order by r.requested_at, r.id limit ${of.limit}`);
}

export type RequestHistoryRow = {
  readonly id: string;
  readonly kind: Ending;
  readonly reason: string;
  readonly requestedBy: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly decision: Decision | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly comment: string;
};

/** For those who ask and decide: every request on a certificate in the principal's scope, decided or not, the oldest first. */
export async function listRequestsOf(
  db: Db | Tx,
  principal: Principal,
  certificateId: string,
): Promise<RequestHistoryRow[]> {
  return db.execute<RequestHistoryRow>(sql`
    select r.id, r.kind, r.reason, r.requested_by as "requestedBy", coalesce(a.display_name, '') as "askedBy",
      ${utc(sql`r.requested_at`)} as "askedAt", r.decision, d.display_name as "decidedBy",
      ${utc(sql`r.decided_at`)} as "decidedAt", r.comment
    from certificate_requests r join certificates c on c.id = r.certificate_id
    left join accounts a on a.id = r.requested_by left join accounts d on d.id = r.decided_by
    where r.certificate_id = ${certificateId}::uuid and ${mayFollow(principal)} and ${personVisibleTo(principal, sql`c.person_id`)}
    order by r.requested_at, r.id`);
}

/** Instant of issue of a certificate in the principal's scope, ISO; null out of sight. */
export async function readIssueInstant(
  db: Db | Tx,
  principal: Principal,
  certificateId: string,
): Promise<string | null> {
  const [row] = await db.execute<{ at: string }>(sql`
    select ${utc(sql`c.issued_at`)} as at from certificates c
    where c.id = ${certificateId}::uuid and ${personVisibleTo(principal, sql`c.person_id`)}`);
  return row?.at ?? null;
}
