import { randomBytes } from 'node:crypto';
import type { Tx } from '#db/client.ts';
import { unsafeInsertCertificate, unsafeNextSerialNumber } from '#db/dal/system-certificates.ts';
import { canonicalJson } from '#domain/certification/canonical-json.ts';
import type { CertificatePayload } from '#domain/certification/payload.ts';
import { serialOf } from '#domain/certification/serial.ts';
import type { Signer } from '../../documents/signer.ts';

export type Numbers = Pick<CertificatePayload, 'serial' | 'verifyCode' | 'keyId'>;

/**
 * The next serial of the year of issue, a code nobody can guess, and the key that will sign. The lock on the year's
 * numbers is held until the transaction ends, so call it last.
 */
export async function newNumbers(tx: Tx, issuedOn: string, signer: Signer): Promise<Numbers> {
  const year = Number(issuedOn.slice(0, 4));
  return {
    serial: serialOf(year, await unsafeNextSerialNumber(tx, year)),
    verifyCode: randomBytes(16).toString('base64url'),
    keyId: signer.keyId,
  };
}

/** Signs the canonical text and writes the register's row, which repeats what can be searched. @returns its id. */
export async function storeSigned(
  tx: Tx,
  payload: CertificatePayload,
  signer: Signer,
  of: { readonly assignmentId: string; readonly supersedesId?: string },
): Promise<string> {
  const text = canonicalJson(payload);
  return unsafeInsertCertificate(tx, {
    ...of,
    serial: payload.serial,
    personId: payload.personId,
    verifyCode: payload.verifyCode,
    payload: text,
    signature: await signer.sign(Buffer.from(text, 'utf8')),
    keyId: payload.keyId,
    issuedOn: payload.issuedOn,
    validUntil: payload.validUntil,
  });
}
