import type { Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { type RosterFacts, unsafeRosterFacts } from '#db/dal/system-certificates.ts';
import { decimalText } from '#domain/certification/canonical-json.ts';
import { CertificatePayload } from '#domain/certification/payload.ts';
import { CATEGORY_LABEL } from '#domain/people/types.ts';
import { PLAN_LABEL, type PlanKind, type PlanPolicy } from '#domain/policy/plan-policy.ts';
import { addDays, addMonths, type IsoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { loadSigner } from '../../documents/signer.ts';
import { type Numbers, newNumbers, storeSigned } from './store-signed.ts';

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
  const payload = payloadOf(facts, roster, await newNumbers(tx, facts.issuedOn, signer.value));
  const id = await storeSigned(tx, payload, signer.value, { assignmentId: facts.assignmentId });
  const { serial, keyId } = payload;
  const { personId, assignmentId } = facts;
  await unsafeRecordSystemAudit(tx, '系统', {
    action: 'certificate.issue',
    subjectType: 'certificate',
    subjectId: id,
    detail: { serial, personId, assignmentId, keyId },
  });
  return ok({ id, serial });
}
