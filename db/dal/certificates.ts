import { and, desc, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { CertificateEvent } from '../../domain/certification/state.ts';
import { fail, ok, type Result } from '../../domain/shared/result.ts';
import type { Db, Tx } from '../client.ts';
import { certificates } from '../schema/certification.ts';
import { ORG_TODAY, ORG_ZONE } from './org-clock.ts';
import { personVisibleTo } from './scopes.ts';

/** A row of the register with what decides its state; `today` is the organisation's calendar date by the database clock. */
export type CertificateRecord = {
  readonly id: string;
  readonly serial: string;
  readonly personId: string;
  readonly assignmentId: string;
  readonly verifyCode: string;
  readonly payload: string;
  readonly signature: Uint8Array;
  readonly keyId: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  /** Serial of the certificate this one stands in for. */
  readonly supersedes: string | null;
  /** The certificate that stands in for this one. */
  readonly successor: { readonly id: string; readonly serial: string } | null;
  readonly events: readonly CertificateEvent[];
  readonly today: string;
};

// Subselects are written out: in a select from one table the builder leaves the table's name away, and `id` would mean
// the inner table's.
export const certificateColumns = {
  id: certificates.id,
  serial: certificates.serial,
  personId: certificates.personId,
  assignmentId: certificates.assignmentId,
  verifyCode: certificates.verifyCode,
  payload: certificates.payload,
  signature: certificates.signature,
  keyId: certificates.keyId,
  issuedOn: certificates.issuedOn,
  validUntil: certificates.validUntil,
  supersedes: sql<string | null>`(
    select before.serial from certificates before where before.id = certificates.supersedes_id)`,
  successor: sql<CertificateRecord['successor']>`(
    select json_build_object('id', next.id, 'serial', next.serial) from certificates next
    where next.supersedes_id = certificates.id)`,
  events: sql<CertificateEvent[]>`coalesce((
    select json_agg(json_build_object('kind', e.kind, 'on', (e.at at time zone ${ORG_ZONE})::date::text) order by e.at)
    from certificate_events e where e.certificate_id = certificates.id), '[]')`,
  today: sql<string>`${ORG_TODAY}::text`,
};

/** The principal's own certificates, newest first; superseded and revoked ones stay in the list. */
export async function listOwnCertificates(db: Db | Tx, principal: Principal): Promise<CertificateRecord[]> {
  if (principal.personId === null) return [];
  return db
    .select(certificateColumns)
    .from(certificates)
    .where(eq(certificates.personId, principal.personId))
    .orderBy(desc(certificates.issuedAt), desc(certificates.serial));
}

/**
 * One certificate of somebody the principal may see.
 * @returns NOT_FOUND alike when it does not exist and when it is out of sight.
 */
export async function getCertificate(
  db: Db | Tx,
  principal: Principal,
  id: string,
): Promise<Result<CertificateRecord>> {
  const [row] = await db
    .select(certificateColumns)
    .from(certificates)
    .where(and(eq(certificates.id, id), personVisibleTo(principal, certificates.personId)));
  return row ? ok(row) : fail('NOT_FOUND');
}
