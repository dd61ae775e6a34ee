import { transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { closeRequest, getRequest, lockChangesOf } from '#db/dal/certificate-requests.ts';
import { getCertificate } from '#db/dal/certificates.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';

/**
 * Takes back a request that nobody has decided yet; only the one who asked can. The request stays in the history.
 * @returns NOT_FOUND out of sight, NOT_THE_ASKER, CERTIFICATE_REQUEST_DECIDED.
 */
export async function withdrawChange(principal: Principal, requestId: string): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const seen = await getRequest(tx, principal, requestId);
    if (!seen.ok) return seen;
    const { certificateId, kind } = seen.value;
    await lockChangesOf(tx, principal, certificateId);
    const request = await getRequest(tx, principal, requestId);
    const record = await getCertificate(tx, principal, certificateId);
    if (!request.ok) return request;
    if (!record.ok) return record;
    if (request.value.requestedBy !== principal.accountId) return fail('NOT_THE_ASKER');
    if (request.value.decision !== null) return fail('CERTIFICATE_REQUEST_DECIDED');
    await closeRequest(tx, principal, requestId, { decision: 'withdrawn', comment: '' });
    await recordAudit(tx, principal, {
      action: 'certificate.withdraw',
      subjectType: 'certificate',
      subjectId: certificateId,
      detail: { serial: record.value.serial, kind, requestId },
    });
    return ok(undefined);
  });
}
