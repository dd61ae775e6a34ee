import { z } from 'zod';
import { ok } from '#domain/shared/result.ts';
import { printPaper } from '../../operations/documents/print-paper.ts';
import { type ApiRoute, Download, route } from '../route.ts';

const PDF = 'application/pdf';

export const documentRoutes: readonly ApiRoute[] = [
  route({
    operation: 'case.document',
    method: 'GET',
    url: '/api/v1/documents/:documentId.pdf',
    params: z.strictObject({ documentId: z.guid() }),
    run: async (principal, { params }) => {
      const printed = await printPaper(principal, params.documentId);
      if (!printed.ok) return printed;
      return ok(new Download({ fileName: printed.value.fileName, contentType: PDF, body: printed.value.pdf }));
    },
  }),
];
