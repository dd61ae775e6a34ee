import type { Tx } from '#db/client.ts';
import type { CertificateRecord } from '#db/dal/certificates.ts';
import { type RosterFacts, unsafeRosterFacts } from '#db/dal/system-certificates.ts';
import { CertificatePayload } from '#domain/certification/payload.ts';
import { CATEGORY_LABEL } from '#domain/people/types.ts';
import { isoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { loadSigner } from '../../documents/signer.ts';
import { newNumbers, storeSigned } from './store-signed.ts';

/**
 * The corrected roster as it stood on the day of the first issue: a certificate speaks of that day. Someone whom the
 * roster no longer knows then is taken as of today.
 */
async function correctedRoster(tx: Tx, record: CertificateRecord, issuedOn: string): Promise<RosterFacts | null> {
  const { personId, today } = record;
  return (await unsafeRosterFacts(tx, personId, isoDate(issuedOn))) ?? unsafeRosterFacts(tx, personId, isoDate(today));
}

/**
 * Issues a certificate in place of another that was verified: who the person is comes from the corrected roster, what was
 * learnt and passed and the last day of validity from the old signed text, and the old serial is part of the new one.
 * Nothing is typed in. The caller marks the old one in the same transaction.
 * @returns SIGNING_KEY_MISSING without a key, NOT_FOUND when the roster does not know the person.
 */
export async function reissueCertificate(
  tx: Tx,
  record: CertificateRecord,
  old: CertificatePayload,
): Promise<Result<{ id: string; serial: string; keyId: string }>> {
  const signer = await loadSigner();
  if (!signer.ok) return signer;
  const roster = await correctedRoster(tx, record, old.issuedOn);
  if (!roster) return fail('NOT_FOUND');
  const payload = CertificatePayload.parse({
    ...old,
    ...(await newNumbers(tx, record.today, signer.value)),
    supersedes: old.serial,
    issuer: roster.issuer,
    name: roster.name,
    employeeNo: roster.employeeNo,
    unit: roster.unit,
    category: CATEGORY_LABEL[roster.category],
    issuedOn: record.today,
  } satisfies CertificatePayload);
  const of = { assignmentId: record.assignmentId, supersedesId: record.id };
  const id = await storeSigned(tx, payload, signer.value, of);
  return ok({ id, serial: payload.serial, keyId: payload.keyId });
}
