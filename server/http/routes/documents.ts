import { z } from 'zod';
import { ok, type Result } from '#domain/shared/result.ts';
import { printOwnFile, printPersonalFile } from '../../operations/documents/personal-file.ts';
import { printPaper } from '../../operations/documents/print-paper.ts';
import { type ApiRoute, Download, route } from '../route.ts';

const Year = z.coerce.number().int().min(2000).max(2100);
const Range = z
  .strictObject({ from: Year.optional(), to: Year.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'], error: 'order' });

type Printed = { readonly fileName: string; readonly pdf: Uint8Array };

function pdfOf(printed: Result<Printed>): Result<Download> {
  if (!printed.ok) return printed;
  const { fileName, pdf } = printed.value;
  return ok(new Download({ fileName, contentType: 'application/pdf', body: pdf }));
}

export const documentRoutes: readonly ApiRoute[] = [
  route({
    operation: 'case.document',
    method: 'GET',
    url: '/api/v1/documents/:documentId.pdf',
    params: z.strictObject({ documentId: z.guid() }),
    run: async (principal, { params }) => pdfOf(await printPaper(principal, params.documentId)),
  }),
  route({
    operation: 'hr.person',
    method: 'GET',
    url: '/api/v1/people/:personId/file.pdf',
    params: z.strictObject({ personId: z.guid() }),
    query: Range,
    run: async (principal, { params, query }) => pdfOf(await printPersonalFile(principal, params.personId, query)),
  }),
  route({
    operation: 'hours.read-own',
    method: 'GET',
    url: '/api/v1/me/file.pdf',
    query: Range,
    run: async (principal, { query }) => pdfOf(await printOwnFile(principal, query)),
  }),
];
