import { z } from 'zod';
import { fail, ok } from '#domain/shared/result.ts';
import { downloadAttachment, readAttachments } from '../../operations/attachments/read.ts';
import { ATTACHMENT_MAX_BYTES, uploadAttachment } from '../../operations/attachments/store.ts';
import { type ApiRoute, Download, route } from '../route.ts';

const Owner = z.strictObject({ ownerType: z.enum(['case', 'session', 'exemption']), ownerId: z.guid() });

/** Control characters, marks of direction and what a path is made of have no place in a name. */
const NOT_IN_NAME = /[\p{Cc}\p{Cf}/\\:*?"<>|]/gu;
const NAME_MAX = 120;

/** The file's name from the header `x-file-name`, percent-encoded UTF-8; null when there is none worth keeping. */
export function fileNameFrom(header: unknown): string | null {
  if (typeof header !== 'string' || header.length > 2000) return null;
  try {
    const name = decodeURIComponent(header).normalize('NFC').replace(NOT_IN_NAME, '').trim();
    return name.length >= 3 && [...name].length <= NAME_MAX && !/\p{Cs}/u.test(name) ? name : null;
  } catch {
    return null;
  }
}

export const attachmentRoutes: readonly ApiRoute[] = [
  route({
    operation: 'attachment.list',
    method: 'GET',
    url: '/api/v1/attachments',
    query: Owner,
    run: (principal, { query }) => readAttachments(principal, query.ownerType, query.ownerId),
  }),
  route({
    operation: 'attachment.store',
    method: 'POST',
    url: '/api/v1/attachments/:ownerType/:ownerId',
    params: Owner,
    body: z.instanceof(Buffer),
    raw: { limitBytes: ATTACHMENT_MAX_BYTES, tooLarge: { code: 'ATTACHMENT_TOO_LARGE', meta: { limit: 10 } } },
    status: 201,
    run: async (principal, { params, body }, reply) => {
      const fileName = fileNameFrom(reply.request.headers['x-file-name']);
      if (fileName === null) return fail('INVALID_INPUT', { where: `文件名，最长 ${NAME_MAX} 个字` });
      return uploadAttachment(principal, { ...params, fileName, bytes: body });
    },
  }),
  route({
    operation: 'attachment.download',
    method: 'GET',
    url: '/api/v1/attachments/:attachmentId',
    params: z.strictObject({ attachmentId: z.guid() }),
    run: async (principal, { params }, reply) => {
      const file = await downloadAttachment(principal, params.attachmentId);
      if (!file.ok) return file;
      const { fileName, mediaType, bytes } = file.value;
      reply.header('x-content-type-options', 'nosniff');
      return ok(new Download({ fileName, contentType: mediaType, body: bytes }));
    },
  }),
];
