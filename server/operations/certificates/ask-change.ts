import { transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { insertRequest, lockChangesOf } from '#db/dal/certificate-requests.ts';
import { getCertificate } from '#db/dal/certificates.ts';
import type { Principal } from '#domain/access/principal.ts';
import { changeObstacle } from '#domain/certification/change-request.ts';
import type { Ending } from '#domain/certification/state.ts';
import { fail, type Result } from '#domain/shared/result.ts';
import { inspect } from './verify.ts';

/**
 * 保密办 or 人事 asks for a certificate to be revoked or issued anew, with the reason. Nothing changes until a second
 * person approves it.
 * @returns NOT_FOUND out of sight, CERTIFICATE_ENDED, CERTIFICATE_NOT_RENEWABLE, CERTIFICATE_REQUEST_OPEN while another
 * request on it waits.
 */
export async function askForChange(
  principal: Principal,
  certificateId: string,
  asked: { readonly kind: Ending; readonly reason: string },
): Promise<Result<{ id: string }>> {
  return transaction(async (tx): Promise<Result<{ id: string }>> => {
    await lockChangesOf(tx, principal, certificateId);
    const found = await getCertificate(tx, principal, certificateId);
    if (!found.ok) return found;
    const { state } = await inspect(found.value);
    const obstacle = changeObstacle(asked.kind, state);
    if (obstacle) return fail(obstacle);
    const written = await insertRequest(tx, principal, { certificateId, ...asked });
    if (!written.ok) return written;
    await recordAudit(tx, principal, {
      action: 'certificate.request',
      subjectType: 'certificate',
      subjectId: certificateId,
      detail: { serial: found.value.serial, ...asked, requestId: written.value.id },
    });
    return written;
  });
}
