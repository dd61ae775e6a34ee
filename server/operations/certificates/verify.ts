import { db } from '#db/client.ts';
import type { CertificateRecord } from '#db/dal/certificates.ts';
import { unsafeFindCertificateByCode } from '#db/dal/system-certificates.ts';
import { type CertificatePayload, readPayload, VERIFY_CODE } from '#domain/certification/payload.ts';
import {
  type CertificateState,
  certificateState,
  endedOn,
  isAuthentic,
  maskedName,
} from '#domain/certification/state.ts';
import { isoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { checkSignature, type PublicKey, publicKeysIn } from '../../documents/public-keys.ts';
import { keyFolder } from '../../documents/signer.ts';
import { sourceOf } from '../../http/client-ip.ts';
import { takeToken } from '../../token-bucket.ts';

/** What a stranger with the code may read. */
export type PublicCertificate = {
  readonly serial: string;
  /** The middle of the name is hidden. */
  readonly name: string;
  readonly issuer: string;
  readonly title: string;
  readonly year: number;
  readonly issuedOn: string;
  readonly validUntil: string;
};

/** `certificate` is null when nothing that is written there can be believed. */
export type PublicVerification = {
  readonly state: CertificateState;
  /** Date of the revocation or supersession that the state speaks of. */
  readonly endedOn: string | null;
  readonly certificate: PublicCertificate | null;
};

/** The state of a row of the register and, as far as it is a certificate at all, the signed text. */
export async function inspect(
  record: CertificateRecord,
  keys?: readonly PublicKey[],
): Promise<{ readonly state: CertificateState; readonly payload: CertificatePayload | null }> {
  const payload = readPayload(record.payload);
  const state = certificateState({
    signature: checkSignature(keys ?? (await publicKeysIn(keyFolder())), record),
    payload,
    entry: record,
    events: record.events,
    today: isoDate(record.today),
  });
  return { state, payload };
}

function publicPart(payload: CertificatePayload): PublicCertificate {
  return {
    serial: payload.serial,
    name: maskedName(payload.name),
    issuer: payload.issuer,
    title: payload.title,
    year: payload.year,
    issuedOn: payload.issuedOn,
    validUntil: payload.validUntil,
  };
}

/**
 * Says what a certificate is worth: the signature holds over the stored text, and the register's columns agree with it.
 * @returns CERTIFICATE_NOT_FOUND for a code that names none, of whatever form.
 */
export async function verifyByCode(code: string): Promise<Result<PublicVerification>> {
  const record = VERIFY_CODE.test(code) ? await unsafeFindCertificateByCode(db, code) : null;
  if (!record) return fail('CERTIFICATE_NOT_FOUND');
  const { state, payload } = await inspect(record);
  const certificate = payload && isAuthentic(state) ? publicPart(payload) : null;
  return ok({ state, endedOn: endedOn(state, record.events), certificate });
}

/** The same for a caller from outside, at most 20 times a minute an address. @returns RATE_LIMITED besides. */
export async function verifyForPublic(code: string, ip: string): Promise<Result<PublicVerification>> {
  const allowed = takeToken(`verify:${sourceOf(ip)}`, performance.now() / 1000);
  return allowed.ok ? verifyByCode(code) : allowed;
}

/** Every public key that is believed, for checks without this system. */
export async function verificationKeys(): Promise<readonly { keyId: string; algorithm: string; pem: string }[]> {
  const keys = await publicKeysIn(keyFolder());
  return keys.map(({ keyId, algorithm, pem }) => ({ keyId, algorithm, pem }));
}
