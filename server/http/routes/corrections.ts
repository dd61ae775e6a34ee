import { z } from 'zod';
import { CORRECTION_DECISIONS } from '#domain/hours/sessions/correction-view.ts';
import { decideOnCorrection } from '../../operations/corrections/decide.ts';
import { previewCorrection } from '../../operations/corrections/preview.ts';
import { askForCorrection } from '../../operations/corrections/request.ts';
import { type ApiRoute, route } from '../route.ts';

const MAX_MINUTES = 10_000;

export const correctionRoutes: readonly ApiRoute[] = [
  route({
    operation: 'hours.correction-request',
    method: 'POST',
    url: '/api/v1/corrections',
    body: z.strictObject({
      ledgerId: z.guid(),
      minutes: z.int().min(1).max(MAX_MINUTES),
      reason: z.string().trim().min(4).max(200),
    }),
    status: 201,
    run: (principal, { body }) => askForCorrection(principal, body),
  }),
  route({
    operation: 'hours.correction-request',
    method: 'GET',
    url: '/api/v1/corrections/preview',
    query: z.strictObject({ ledgerId: z.guid(), minutes: z.coerce.number().int().min(1).max(MAX_MINUTES) }),
    run: (principal, { query }) => previewCorrection(principal, query.ledgerId, query.minutes),
  }),
  route({
    operation: 'hours.correction-decide',
    method: 'POST',
    url: '/api/v1/corrections/:correctionId/decision',
    params: z.strictObject({ correctionId: z.guid() }),
    body: z
      .strictObject({ decision: z.enum(CORRECTION_DECISIONS), comment: z.string().trim().max(200) })
      .refine((body) => body.decision !== 'refused' || body.comment.length >= 2, { path: ['comment'] }),
    run: (principal, { params, body }) => decideOnCorrection(principal, params.correctionId, body),
  }),
];
