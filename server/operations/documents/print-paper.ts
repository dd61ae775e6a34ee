import { db } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { findDocument } from '#db/dal/case-documents.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { paperPdf } from '../../documents/paper-pdf.ts';
import { env } from '../../env.ts';
import { takeToken } from '../../token-bucket.ts';
import { instantText } from './instant-text.ts';
import { digestOf, paperBody } from './paper-body.ts';

const ACTION = 'case.document';

/**
 * A paper of a case as a PDF, drawn from its text of record after that text has been found to be the one whose SHA-256
 * was recorded with it. Whoever takes it stands in the trail, and so does every refusal of a changed text.
 * @returns NOT_FOUND out of sight, DOCUMENT_NOT_AUTHENTIC when text and digest differ, RATE_LIMITED.
 */
export async function printPaper(
  principal: Principal,
  documentId: string,
): Promise<Result<{ readonly fileName: string; readonly pdf: Uint8Array }>> {
  const allowed = takeToken(`print:${principal.accountId}`, performance.now() / 1000);
  if (!allowed.ok) return allowed;
  const found = await findDocument(db, principal, documentId);
  if (!found) return fail('NOT_FOUND');
  const { title, sha256, payload } = found;
  const computed = digestOf(payload);
  const about = { action: ACTION, subjectType: 'case-document', subjectId: documentId };
  if (computed !== sha256) {
    const detail = { title, sha256, computed, refusal: 'DOCUMENT_NOT_AUTHENTIC' };
    await recordAudit(db, principal, { ...about, outcome: 'refused', detail });
    return fail('DOCUMENT_NOT_AUTHENTIC');
  }
  const body = paperBody(payload);
  const pdf = await paperPdf(body, { sha256, printedAt: instantText(env.SHOUMI_ZONE, await unsafeNow(db)) });
  await recordAudit(db, principal, { ...about, detail: { title, caseNo: body.caseNo, sha256 } });
  return ok({ fileName: `${title}-${body.caseNo}.pdf`, pdf });
}
