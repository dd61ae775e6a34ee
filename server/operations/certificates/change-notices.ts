import type { Tx } from '#db/client.ts';
import type { RequestRow } from '#db/dal/certificate-requests.ts';
import type { CertificateRecord } from '#db/dal/certificates.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { CHANGE_LABEL, DECISION_LABEL, type Decision } from '#domain/certification/change-request.ts';

/** What an approval led to. */
export type Outcome =
  | { readonly kind: 'revoked' }
  | { readonly kind: 'superseded'; readonly id: string; readonly serial: string };

type Subject = { readonly request: RequestRow; readonly record: CertificateRecord };

/** Tells the person that a certificate no longer holds, why, and what stands in its place. */
export async function tellHolder(tx: Tx, { request, record }: Subject, outcome: Outcome): Promise<void> {
  const isNew = outcome.kind === 'superseded';
  const { personId, serial } = record;
  await unsafeNotify(tx, {
    personId,
    dedupeKey: `certificate-${outcome.kind}:${record.id}`,
    title: isNew ? '您的合格证明已换发' : '您的合格证明已撤销',
    body: isNew
      ? `原证明 ${serial} 不再有效，请使用新证明 ${outcome.serial}。原因：${request.reason}`
      : `证明 ${serial} 不再有效。原因：${request.reason}。如有疑问请联系保密办。`,
    href: `/me/certificates/${isNew ? outcome.id : record.id}`,
    isUrgent: !isNew,
  });
}

/** Tells whoever asked what became of it. */
export async function tellAsker(
  tx: Tx,
  { request, record }: Subject,
  decided: { readonly decision: Decision; readonly comment: string },
): Promise<void> {
  if (request.askerPersonId === null) return;
  await unsafeNotify(tx, {
    personId: request.askerPersonId,
    dedupeKey: `certificate-request:${request.id}`,
    title: `${CHANGE_LABEL[request.kind]}证明的申请${DECISION_LABEL[decided.decision]}`,
    body: `证明 ${record.serial}。${decided.comment ? `审批意见：${decided.comment}` : ''}`,
    href: `/office/certificates/${record.id}`,
  });
}
