import { z } from 'zod';
import { CASE_KINDS } from '#domain/certification/case/kinds.ts';
import { openCase } from '../../operations/cases/open-case.ts';
import { openPledgeText } from '../../operations/cases/open-pledge-text.ts';
import { openingChoices } from '../../operations/cases/opening-choices.ts';
import { readCase } from '../../operations/cases/read-case.ts';
import { takeStep } from '../../operations/cases/take-step.ts';
import { type ApiRoute, route } from '../route.ts';

const params = z.strictObject({ caseId: z.guid() });
const payload = z.record(z.string().max(60), z.union([z.string().max(4000), z.number(), z.boolean()]));

export const caseRoutes: readonly ApiRoute[] = [
  route({
    operation: 'case.open',
    method: 'POST',
    url: '/api/v1/cases',
    body: z.strictObject({ kind: z.enum(CASE_KINDS), payload }),
    status: 201,
    run: (principal, { body }) => openCase(principal, body.kind, body.payload),
  }),
  route({
    operation: 'case.read',
    method: 'GET',
    url: '/api/v1/cases/:caseId',
    params,
    run: (principal, { params: { caseId } }) => readCase(principal, caseId),
  }),
  route({
    operation: 'case.step',
    method: 'POST',
    url: '/api/v1/cases/:caseId/steps',
    params,
    body: z.strictObject({
      event: z.string().min(1).max(40),
      version: z.int().min(1),
      payload,
      password: z.string().min(1).max(1024).optional(),
    }),
    run: async (principal, { params: { caseId }, body }) => {
      const taken = await takeStep(principal, caseId, body);
      return taken.ok ? readCase(principal, caseId) : taken;
    },
  }),
  route({
    operation: 'case.step',
    method: 'POST',
    url: '/api/v1/cases/:caseId/pledge',
    params,
    run: (principal, { params: { caseId } }) => openPledgeText(principal, caseId),
  }),
  route({
    operation: 'case.open',
    method: 'GET',
    url: '/api/v1/case-choices',
    query: z.strictObject({ q: z.string().trim().max(40).optional(), kind: z.enum(CASE_KINDS) }),
    run: (principal, { query }) => openingChoices(principal, query.kind, query.q ?? ''),
  }),
];
