import { db } from '#db/client.ts';
import { type AttachmentOwner, findAttachment, listAttachments, readAttachmentBytes } from '#db/dal/attachments.ts';
import { recordAudit } from '#db/dal/audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { AttachmentView } from '#domain/hours/sessions/session-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { canSeeOwner } from './owners.ts';

/** The files of something the principal sees. @returns NOT_FOUND. */
export async function readAttachments(
  principal: Principal,
  ownerType: AttachmentOwner,
  ownerId: string,
): Promise<Result<AttachmentView[]>> {
  if (!(await canSeeOwner(db, principal, ownerType, ownerId))) return fail('NOT_FOUND');
  return ok(await listAttachments(db, principal, ownerType, ownerId));
}

export type AttachmentFile = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
};

/** A file with its bytes, to be saved and never shown in place; each one taken is in the trail. @returns NOT_FOUND. */
export async function downloadAttachment(principal: Principal, id: string): Promise<Result<AttachmentFile>> {
  const file = await findAttachment(db, principal, id);
  if (!file || !(await canSeeOwner(db, principal, file.ownerType, file.ownerId))) return fail('NOT_FOUND');
  const bytes = await readAttachmentBytes(db, principal, id);
  if (!bytes) return fail('NOT_FOUND');
  const { ownerType, ownerId, fileName, mediaType, sha256 } = file;
  await recordAudit(db, principal, {
    action: 'attachment.download',
    subjectType: 'attachment',
    subjectId: id,
    detail: { ownerType, ownerId, fileName, sha256 },
  });
  return ok({ fileName, mediaType, bytes });
}
