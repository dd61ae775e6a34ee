import { createHash } from 'node:crypto';
import { db, type Tx, transaction } from '#db/client.ts';
import { type AttachmentOwner, insertAttachment, listAttachmentHashes } from '#db/dal/attachments.ts';
import { recordAudit } from '#db/dal/audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { inWorker, type WorkerReply } from '../../documents/in-worker.ts';
import { logger } from '../../logger.ts';
import { MEDIA_TYPE } from './file-kind.ts';
import type { Finding } from './inspect.ts';
import { canSeeOwner, holdOwner, mayAddTo } from './owners.ts';

/** Largest file kept. */
export const ATTACHMENT_MAX_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 20;
const ACTION = 'attachment.store';
const WORKER = new URL('./inspect-worker.ts', import.meta.url);

export type Upload = {
  readonly ownerType: AttachmentOwner;
  readonly ownerId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

/** A file that has been looked at and may be kept; only {@link checkUpload} makes one. */
export type CheckedUpload = Upload & { readonly mediaType: string; readonly sha256: string };

/** A refused file leaves its trace, never its content: what carries a mark must not be kept, not even in a log. */
async function refuseMarked(
  principal: Principal,
  upload: Upload,
  finding: Finding & { readonly verdict: 'marked' },
): Promise<Result<never>> {
  const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
  const { ownerType, ownerId } = upload;
  const about = { ownerType, ownerId, mark: finding.where, sizeBytes: upload.bytes.length, sha256 };
  logger.warn({ ...about, account: principal.accountId, requestId: principal.requestId }, 'marked file refused');
  await recordAudit(db, principal, {
    action: ACTION,
    outcome: 'refused',
    subjectType: 'attachment',
    subjectId: sha256,
    detail: { ...about, refusal: 'ATTACHMENT_MARKED' },
  });
  return fail('ATTACHMENT_MARKED', { where: finding.where });
}

/**
 * Looks at a file in a worker: size, kind by content, 密级 marks in name and readable text. A marked one is refused with
 * an audit row and a warning in the log.
 * @returns ATTACHMENT_TOO_LARGE, ATTACHMENT_TYPE, ATTACHMENT_MARKED, BUSY.
 */
export async function checkUpload(principal: Principal, upload: Upload): Promise<Result<CheckedUpload>> {
  if (upload.bytes.length > ATTACHMENT_MAX_BYTES) return fail('ATTACHMENT_TOO_LARGE', { limit: 10 });
  const { fileName, bytes } = upload;
  const looked: Result<WorkerReply<Finding>> = await inWorker<Finding>(WORKER, { name: fileName, bytes });
  if (!looked.ok) return looked;
  if ('refused' in looked.value) return fail('ATTACHMENT_TYPE', { reason: looked.value.refused });
  const finding = looked.value.value;
  if (finding.verdict === 'marked') return refuseMarked(principal, upload, finding);
  if (finding.verdict === 'wrong-type') return fail('ATTACHMENT_TYPE', { reason: finding.reason });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return ok({ ...upload, mediaType: MEDIA_TYPE[finding.kind], sha256 });
}

/**
 * Keeps a file that has been looked at, with its audit row, in the caller's transaction. The same file twice on one
 * matter is kept once.
 * @returns ATTACHMENT_CLOSED when the matter takes no files any more, ATTACHMENT_LIMIT.
 */
export async function storeAttachment(
  tx: Tx,
  principal: Principal,
  upload: CheckedUpload,
): Promise<Result<{ sha256: string }>> {
  const { ownerType, ownerId, fileName, mediaType, sha256, bytes } = upload;
  if (!(await holdOwner(tx, principal, ownerType, ownerId))) return fail('ATTACHMENT_CLOSED');
  const there = await listAttachmentHashes(tx, principal, ownerType, ownerId);
  if (there.includes(sha256)) return ok({ sha256 });
  if (there.length >= MAX_FILES) return fail('ATTACHMENT_LIMIT', { limit: MAX_FILES });
  const sizeBytes = bytes.length;
  const values = { ownerType, ownerId, fileName, mediaType, sizeBytes, sha256, bytes };
  const id = await insertAttachment(tx, principal, values);
  await recordAudit(tx, principal, {
    action: ACTION,
    subjectType: 'attachment',
    subjectId: id,
    detail: { ownerType, ownerId, fileName, sizeBytes, sha256 },
  });
  return ok({ sha256 });
}

/**
 * A file somebody sent for something they see. @returns NOT_FOUND, FORBIDDEN, and the codes of {@link checkUpload} and
 * {@link storeAttachment}.
 */
export async function uploadAttachment(principal: Principal, upload: Upload): Promise<Result<{ sha256: string }>> {
  if (!(await canSeeOwner(db, principal, upload.ownerType, upload.ownerId))) return fail('NOT_FOUND');
  if (!mayAddTo(principal, upload.ownerType)) return fail('FORBIDDEN');
  const checked = await checkUpload(principal, upload);
  if (!checked.ok) return checked;
  return transaction((tx) => storeAttachment(tx, principal, checked.value));
}
