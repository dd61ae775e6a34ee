import { randomBytes } from 'node:crypto';
import type { Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import {
  type RosterFacts,
  unsafeInsertCertificate,
  unsafeNextSerialNumber,
  unsafeRosterFacts,
} from '#db/dal/system-certificates.ts';
import { canonicalJson, decimalText } from '#domain/certification/canonical-json.ts';
import { CertificatePayload } from '#domain/certification/payload.ts';
import { serialOf } from '#domain/certification/serial.ts';
import { CATEGORY_LABEL } from '#domain/people/types.ts';
import { PLAN_LABEL, type PlanKind, type PlanPolicy } from '#domain/policy/plan-policy.ts';
import { addDays, addMonths, type IsoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { loadSigner, type Signer } from '../../documents/signer.ts';

/** What the caller has established inside its transaction; who the person is comes from the roster. */
export type CompletionFacts = {
  readonly personId: string;
  readonly assignmentId: string;
  readonly planKind: PlanKind;
  readonly trainingYear: number;
  readonly policy: PlanPolicy;
  readonly countedMinutes: number;
  readonly attemptId: string;
  readonly examTitle: string;
  readonly score: number;
  readonly passMark: number;
  readonly issuedOn: IsoDate;
};

type Numbers = { readonly serial: string; readonly verifyCode: string; readonly keyId: string };

function payloadOf(facts: CompletionFacts, roster: RosterFacts, numbers: Numbers): CertificatePayload {
  const { policy } = facts;
  return CertificatePayload.parse({
    v: 1,
    kind: 'training',
    serial: numbers.serial,
    issuer: roster.issuer,
    personId: facts.personId,
    name: roster.name,
    employeeNo: roster.employeeNo,
    unit: roster.unit,
    category: CATEGORY_LABEL[roster.category],
    title: policy.certificateTitle,
    year: facts.trainingYear,
    plan: { kind: facts.planKind, label: PLAN_LABEL[facts.planKind] },
    policyVersion: policy.version,
    hours: { minutes: facts.countedMinutes, minutesPerHour: policy.minutesPerHour },
    exam: {
      title: facts.examTitle,
      score: decimalText(facts.score),
      passMark: decimalText(facts.passMark),
      attemptId: facts.attemptId,
    },
    issuedOn: facts.issuedOn,
    // Twelve months from 21 November end with 20 November: the last day is part of the term.
    validUntil: addDays(addMonths(facts.issuedOn, policy.certificateValidMonths), -1),
    verifyCode: numbers.verifyCode,
    keyId: numbers.keyId,
  } satisfies CertificatePayload);
}

async function store(tx: Tx, facts: CompletionFacts, payload: CertificatePayload, signer: Signer): Promise<string> {
  const text = canonicalJson(payload);
  const id = await unsafeInsertCertificate(tx, {
    serial: payload.serial,
    personId: facts.personId,
    assignmentId: facts.assignmentId,
    verifyCode: payload.verifyCode,
    payload: text,
    signature: await signer.sign(Buffer.from(text, 'utf8')),
    keyId: payload.keyId,
    issuedOn: payload.issuedOn,
    validUntil: payload.validUntil,
  });
  await unsafeRecordSystemAudit(tx, '系统', {
    action: 'certificate.issue',
    subjectType: 'certificate',
    subjectId: id,
    detail: {
      serial: payload.serial,
      personId: facts.personId,
      assignmentId: facts.assignmentId,
      keyId: payload.keyId,
    },
  });
  return id;
}

/**
 * Issues the certificate of a completed plan, inside the transaction that completes it, so that both stand or neither.
 * Name, number, unit and category are those of the roster on the day of issue; the serial is the next of the year of
 * issue. Call it last: the lock on the year's numbers is held until the transaction ends.
 * @returns SIGNING_KEY_MISSING without a key, NOT_FOUND when the roster does not know the person on that day.
 */
export async function issueCertificate(
  tx: Tx,
  facts: CompletionFacts,
): Promise<Result<{ id: string; serial: string }>> {
  const signer = await loadSigner();
  if (!signer.ok) return signer;
  const roster = await unsafeRosterFacts(tx, facts.personId, facts.issuedOn);
  if (!roster) return fail('NOT_FOUND');
  const year = Number(facts.issuedOn.slice(0, 4));
  const serial = serialOf(year, await unsafeNextSerialNumber(tx, year));
  const verifyCode = randomBytes(16).toString('base64url');
  const payload = payloadOf(facts, roster, { serial, verifyCode, keyId: signer.value.keyId });
  return ok({ id: await store(tx, facts, payload, signer.value), serial });
}
