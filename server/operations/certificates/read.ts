import { db } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { type CertificateRecord, getCertificate, listOwnCertificates } from '#db/dal/certificates.ts';
import type { Principal } from '#domain/access/principal.ts';
import { certificateView } from '#domain/certification/certificate-view.ts';
import { certificateDrawing } from '#domain/certification/drawing.ts';
import type { CertificatePayload, SignedCertificate } from '#domain/certification/payload.ts';
import type { Shape } from '#domain/certification/shapes.ts';
import { type CertificateState, endedOn, isAuthentic } from '#domain/certification/state.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { publicKeysIn } from '../../documents/public-keys.ts';
import { qrMatrix } from '../../documents/qr.ts';
import { keyFolder } from '../../documents/signer.ts';
import { env } from '../../env.ts';
import { inspect } from './verify.ts';

export type OwnCertificate = {
  readonly id: string;
  readonly serial: string;
  /** Empty when the stored text is no certificate any more. */
  readonly title: string;
  readonly year: number;
  readonly state: CertificateState;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly endedOn: string | null;
};

/** The principal's own certificates with their present state, newest first; none is left out, whatever its state. */
export async function ownCertificates(principal: Principal): Promise<readonly OwnCertificate[]> {
  const [records, keys] = await Promise.all([listOwnCertificates(db, principal), publicKeysIn(keyFolder())]);
  return Promise.all(
    records.map(async (record) => {
      const { state, payload } = await inspect(record, keys);
      return {
        id: record.id,
        serial: record.serial,
        title: payload?.title ?? '',
        year: payload?.year ?? Number(record.issuedOn.slice(0, 4)),
        state,
        issuedOn: record.issuedOn,
        validUntil: record.validUntil,
        endedOn: endedOn(state, record.events),
      };
    }),
  );
}

export type CertificateSheet = {
  readonly id: string;
  readonly serial: string;
  readonly state: CertificateState;
  readonly endedOn: string | null;
  /** The own certificate that stands in for this one. */
  readonly successor: CertificateRecord['successor'];
  /** Null when what is stored is not what was signed: then nothing is drawn. */
  readonly payload: CertificatePayload | null;
  readonly shapes: readonly Shape[];
  readonly verifyPath: string;
};

/** One of the principal's own certificates, drawn as on paper. @returns NOT_FOUND for anybody else's. */
export async function ownCertificate(principal: Principal, id: string): Promise<Result<CertificateSheet>> {
  const found = await getCertificate(db, principal, id);
  if (!found.ok) return found;
  if (found.value.personId !== principal.personId) return fail('NOT_FOUND');
  const { state, payload } = await inspect(found.value);
  const { serial, verifyCode, successor, events } = found.value;
  const sheet = { id, serial, state, successor, endedOn: endedOn(state, events), verifyPath: `/verify/${verifyCode}` };
  if (!payload || !isAuthentic(state)) return ok({ ...sheet, payload: null, shapes: [] });
  const view = certificateView(payload, { baseUrl: env.PUBLIC_URL, state });
  return ok({ ...sheet, payload, shapes: certificateDrawing(view, qrMatrix(view.verifyUrl)) });
}

export type AuthenticCertificate = {
  readonly record: CertificateRecord;
  readonly payload: CertificatePayload;
  readonly state: CertificateState;
  readonly signed: SignedCertificate;
};

/**
 * A certificate the principal may take along: the own one, or that of somebody in the own scope, which is then written
 * to the audit trail.
 * @returns NOT_FOUND out of sight, CERTIFICATE_NOT_AUTHENTIC when what is stored is not what was signed.
 */
export async function certificateToTake(
  principal: Principal,
  id: string,
  form: 'pdf' | 'signed',
): Promise<Result<AuthenticCertificate>> {
  const found = await getCertificate(db, principal, id);
  if (!found.ok) return found;
  const record = found.value;
  const keys = await publicKeysIn(keyFolder());
  const { state, payload } = await inspect(record, keys);
  const key = keys.find(({ keyId }) => keyId === record.keyId);
  if (!payload || !key || !isAuthentic(state)) return fail('CERTIFICATE_NOT_AUTHENTIC');
  if (record.personId !== principal.personId) {
    await recordAudit(db, principal, {
      action: 'certificate.download',
      subjectType: 'certificate',
      subjectId: id,
      detail: { serial: record.serial, form },
    });
  }
  const signature = Buffer.from(record.signature).toString('base64');
  const signed = { payload: record.payload, signature, keyId: record.keyId, algorithm: key.algorithm };
  return ok({ record, payload, state, signed });
}

/** The file that proves a certificate without this system. @returns what `certificateToTake` refuses. */
export async function signedCertificate(principal: Principal, id: string): Promise<Result<SignedCertificate>> {
  const taken = await certificateToTake(principal, id, 'signed');
  if (!taken.ok) return taken;
  return ok(taken.value.signed);
}
