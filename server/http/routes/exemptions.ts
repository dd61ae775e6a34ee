import { z } from 'zod';
import { ExemptionForm } from '#domain/people/exemption.ts';
import { askForExemption, askForOwnExemption } from '../../operations/exemptions/ask.ts';
import { decideOnExemption, withdrawExemption } from '../../operations/exemptions/decide.ts';
import { type ApiRoute, route } from '../route.ts';

const { kind, cause, reason, newDueOn } = ExemptionForm.shape;
const Ask = z
  .strictObject({ assignmentId: z.guid(), kind, cause, reason, newDueOn })
  .refine((body) => (body.kind === 'extension') === (body.newDueOn !== null), { path: ['newDueOn'] });
const Id = z.strictObject({ exemptionId: z.guid() });
const Decision = z
  .strictObject({ decision: z.enum(['approved', 'refused']), comment: z.string().trim().max(200) })
  .refine((body) => body.decision !== 'refused' || body.comment.length >= 2, { path: ['comment'] });

export const exemptionRoutes: readonly ApiRoute[] = [
  route({
    operation: 'standing.exemption',
    method: 'POST',
    url: '/api/v1/me/exemptions',
    body: Ask,
    status: 201,
    run: (principal, { body: { assignmentId, ...form } }) => askForOwnExemption(principal, assignmentId, form),
  }),
  route({
    operation: 'standing.exemption',
    method: 'POST',
    url: '/api/v1/me/exemptions/:exemptionId/withdrawal',
    params: Id,
    run: (principal, { params }) => withdrawExemption(principal, params.exemptionId),
  }),
  route({
    operation: 'hr.exemption-request',
    method: 'POST',
    url: '/api/v1/hr/exemptions',
    body: Ask,
    status: 201,
    run: (principal, { body: { assignmentId, ...form } }) => askForExemption(principal, assignmentId, form),
  }),
  route({
    operation: 'hr.exemption-request',
    method: 'POST',
    url: '/api/v1/hr/exemptions/:exemptionId/withdrawal',
    params: Id,
    run: (principal, { params }) => withdrawExemption(principal, params.exemptionId),
  }),
  route({
    operation: 'hr.exemption-decide',
    method: 'POST',
    url: '/api/v1/hr/exemptions/:exemptionId/decision',
    params: Id,
    body: Decision,
    run: (principal, { params, body }) => decideOnExemption(principal, params.exemptionId, body),
  }),
];
