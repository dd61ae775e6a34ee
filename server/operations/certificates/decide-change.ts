import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import {
  closeRequest,
  getRequest,
  insertEnding,
  lockChangesOf,
  type RequestRow,
} from '#db/dal/certificate-requests.ts';
import { type CertificateRecord, getCertificate } from '#db/dal/certificates.ts';
import { refreshPlanProgress } from '#db/dal/plan-progress.ts';
import type { Principal } from '#domain/access/principal.ts';
import { changeObstacle, decisionObstacle } from '#domain/certification/change-request.ts';
import type { AppErrorCode } from '#domain/shared/errors.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { type Outcome, tellAsker, tellHolder } from './change-notices.ts';
import { reissueCertificate } from './reissue.ts';
import { inspect } from './verify.ts';

const ACTION = 'certificate.decide';

export type ChangeDecision = { readonly decision: 'approved' | 'refused'; readonly comment: string };

type Subject = { readonly request: RequestRow; readonly record: CertificateRecord };

/** Loads a request under the lock on its certificate, so that of two decisions the second sees the first. */
async function lockSubject(tx: Tx, principal: Principal, requestId: string): Promise<Result<Subject>> {
  const seen = await getRequest(tx, principal, requestId);
  if (!seen.ok) return seen;
  await lockChangesOf(tx, principal, seen.value.certificateId);
  const request = await getRequest(tx, principal, requestId);
  const record = await getCertificate(tx, principal, seen.value.certificateId);
  if (!request.ok) return request;
  return record.ok ? ok({ request: request.value, record: record.value }) : record;
}

/** Makes what was asked for come true; with a new certificate when one was asked for. */
async function carryOut(tx: Tx, principal: Principal, { request, record }: Subject): Promise<Result<Outcome>> {
  const { state, payload } = await inspect(record);
  const obstacle = changeObstacle(request.kind, state);
  if (obstacle) return fail(obstacle);
  if (request.kind === 'revoked') {
    await insertEnding(tx, principal, request);
    return ok({ kind: 'revoked' });
  }
  if (!payload) return fail('CERTIFICATE_NOT_RENEWABLE');
  const issued = await reissueCertificate(tx, record, payload);
  if (!issued.ok) return issued;
  await insertEnding(tx, principal, request);
  await recordAudit(tx, principal, {
    action: 'certificate.issue',
    subjectType: 'certificate',
    subjectId: issued.value.id,
    detail: {
      serial: issued.value.serial,
      supersedes: record.serial,
      personId: record.personId,
      keyId: issued.value.keyId,
    },
  });
  return ok({ kind: 'superseded', id: issued.value.id, serial: issued.value.serial });
}

const DONE_ACTION = { revoked: 'certificate.revoke', superseded: 'certificate.supersede' } as const;

async function approve(tx: Tx, principal: Principal, subject: Subject, comment: string): Promise<Result<Outcome>> {
  const { request, record } = subject;
  const done = await carryOut(tx, principal, subject);
  if (!done.ok) return done;
  await closeRequest(tx, principal, request.id, { decision: 'approved', comment });
  const { reason, requestedBy, id: requestId } = request;
  const successor = done.value.kind === 'superseded' ? { successor: done.value.serial } : {};
  await recordAudit(tx, principal, {
    action: DONE_ACTION[request.kind],
    subjectType: 'certificate',
    subjectId: record.id,
    detail: { serial: record.serial, reason, comment, requestId, requestedBy, ...successor },
  });
  await tellHolder(tx, subject, done.value);
  await refreshPlanProgress(tx, record.personId, request.trainingYear);
  return done;
}

async function refuse(tx: Tx, principal: Principal, { request, record }: Subject, comment: string): Promise<void> {
  await closeRequest(tx, principal, request.id, { decision: 'refused', comment });
  const { kind, id: requestId } = request;
  await recordAudit(tx, principal, {
    action: ACTION,
    subjectType: 'certificate',
    subjectId: record.id,
    detail: { serial: record.serial, kind, decision: 'refused', comment, requestId },
  });
}

/**
 * 保密办 or a leader approves or refuses what another person asked for. Approval, the ending of the certificate, the new
 * one if there is one, audit, notices and the person's row on the dashboards stand together or not at all; of several
 * decisions at once one counts. Whoever tries to decide on the own request or certificate leaves an audit row (refused).
 * @returns NOT_FOUND out of sight, SELF_APPROVAL_REFUSED, OWN_CERTIFICATE_REFUSED, CERTIFICATE_REQUEST_DECIDED,
 * CERTIFICATE_NOT_RENEWABLE when it has run out or been changed meanwhile, SIGNING_KEY_MISSING.
 */
export async function decideChange(
  principal: Principal,
  requestId: string,
  { decision, comment }: ChangeDecision,
): Promise<Result<Outcome | undefined>> {
  return transaction(async (tx): Promise<Result<Outcome | undefined>> => {
    const found = await lockSubject(tx, principal, requestId);
    if (!found.ok) return found;
    const { request, record } = found.value;
    const obstacle = decisionObstacle({
      requestedBy: request.requestedBy,
      decider: principal.accountId,
      holderId: record.personId,
      deciderPersonId: principal.personId,
      isDecided: request.decision !== null,
    });
    if (obstacle) {
      await auditRefused(tx, principal, found.value, obstacle);
      return fail(obstacle);
    }
    if (decision === 'refused') await refuse(tx, principal, found.value, comment);
    const done = decision === 'approved' ? await approve(tx, principal, found.value, comment) : ok(undefined);
    if (done.ok) await tellAsker(tx, found.value, { decision, comment });
    return done;
  });
}

/** Only what breaks the two-person rule is kept; coming second is no offence. */
async function auditRefused(tx: Tx, principal: Principal, { request, record }: Subject, code: AppErrorCode) {
  if (code === 'CERTIFICATE_REQUEST_DECIDED') return;
  await recordAudit(tx, principal, {
    action: ACTION,
    outcome: 'refused',
    subjectType: 'certificate',
    subjectId: record.id,
    detail: { serial: record.serial, kind: request.kind, requestId: request.id, refusal: code },
  });
}
