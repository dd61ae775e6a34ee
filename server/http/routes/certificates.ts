import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ENDINGS } from '#domain/certification/state.ts';
import { ok } from '#domain/shared/result.ts';
import { askForChange } from '../../operations/certificates/ask-change.ts';
import { decideChange } from '../../operations/certificates/decide-change.ts';
import { printCertificate } from '../../operations/certificates/print.ts';
import { ownCertificates, signedCertificate } from '../../operations/certificates/read.ts';
import { revocationList } from '../../operations/certificates/register.ts';
import { verificationKeys, verifyForPublic } from '../../operations/certificates/verify.ts';
import { withdrawChange } from '../../operations/certificates/withdraw-change.ts';
import { type ApiRoute, Download, publicRoute, type RequestContext, route } from '../route.ts';

const ById = z.strictObject({ id: z.guid() });
/** A request says why: the reason is shown to the approver, the holder and the auditor. */
const ChangeRequest = z.strictObject({ kind: z.enum(ENDINGS), reason: z.string().trim().min(2).max(300) });
const Decision = z
  .strictObject({ decision: z.enum(['approved', 'refused']), comment: z.string().trim().max(300).default('') })
  .refine((given) => given.decision === 'approved' || given.comment.length >= 2, {
    path: ['comment'],
    error: 'a refusal says why',
  });
const ByCode = z.strictObject({ code: z.string().max(200) });

/** Behind a trusted balancer the peer is the balancer; the dispatcher has put the reader's own address here. */
function readerOf(reply: FastifyReply, context: RequestContext): string {
  return String(reply.request.headers['x-shoumi-ip'] ?? context.ip);
}

function fileOf(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8');
}

const JSON_TYPE = 'application/json; charset=utf-8';

export const certificateRoutes: ApiRoute[] = [
  route({
    operation: 'certificate.list-own',
    method: 'GET',
    url: '/api/v1/certificates',
    run: async (principal) => ok({ certificates: await ownCertificates(principal) }),
  }),
  route({
    operation: 'certificate.download',
    method: 'GET',
    url: '/api/v1/certificates/:id/pdf',
    params: ById,
    run: async (principal, { params }) => {
      const printed = await printCertificate(principal, params.id);
      if (!printed.ok) return printed;
      const { serial, pdf } = printed.value;
      return ok(new Download({ fileName: `证明-${serial}.pdf`, contentType: 'application/pdf', body: pdf }));
    },
  }),
  route({
    operation: 'certificate.download',
    method: 'GET',
    url: '/api/v1/certificates/:id/signed',
    params: ById,
    run: async (principal, { params }) => {
      const signed = await signedCertificate(principal, params.id);
      if (!signed.ok) return signed;
      const { serial } = JSON.parse(signed.value.payload) as { serial: string };
      const body = fileOf(signed.value);
      return ok(new Download({ fileName: `证明-${serial}.json`, contentType: JSON_TYPE, body }));
    },
  }),
  route({
    operation: 'certificate.request',
    method: 'POST',
    url: '/api/v1/certificates/:id/requests',
    params: ById,
    body: ChangeRequest,
    status: 201,
    run: (principal, { params, body }) => askForChange(principal, params.id, body),
  }),
  route({
    operation: 'certificate.decide',
    method: 'POST',
    url: '/api/v1/certificate-requests/:id/decision',
    params: ById,
    body: Decision,
    run: (principal, { params, body }) => decideChange(principal, params.id, body),
  }),
  route({
    operation: 'certificate.withdraw',
    method: 'POST',
    url: '/api/v1/certificate-requests/:id/withdraw',
    params: ById,
    run: (principal, { params }) => withdrawChange(principal, params.id),
  }),
  route({
    operation: 'certificate.revocations',
    method: 'GET',
    url: '/api/v1/certificate-revocations',
    run: async (principal) => {
      const list = await revocationList(principal);
      if (!list.ok) return list;
      const { asOf, file } = list.value;
      return ok(new Download({ fileName: `撤销清单-${asOf}.json`, contentType: JSON_TYPE, body: fileOf(file) }));
    },
  }),
  publicRoute({
    operation: 'certificate.verify',
    method: 'GET',
    url: '/api/v1/verify/:code',
    params: ByCode,
    run: (_principal, { params, context }, reply) => verifyForPublic(params.code, readerOf(reply, context)),
  }),
  publicRoute({
    operation: 'certificate.verify',
    method: 'GET',
    url: '/api/v1/verify-keys',
    run: async () => ok({ keys: await verificationKeys() }),
  }),
];
