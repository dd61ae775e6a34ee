import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ok } from '#domain/shared/result.ts';
import { printCertificate } from '../../operations/certificates/print.ts';
import { ownCertificates, signedCertificate } from '../../operations/certificates/read.ts';
import { verificationKeys, verifyForPublic } from '../../operations/certificates/verify.ts';
import { type ApiRoute, Download, publicRoute, type RequestContext, route } from '../route.ts';

const ById = z.strictObject({ id: z.guid() });
const ByCode = z.strictObject({ code: z.string().max(200) });

/** Behind a trusted balancer the peer is the balancer; the dispatcher has put the reader's own address here. */
function readerOf(reply: FastifyReply, context: RequestContext): string {
  return String(reply.request.headers['x-shoumi-ip'] ?? context.ip);
}

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
      const body = Buffer.from(`${JSON.stringify(signed.value, null, 2)}\n`, 'utf8');
      return ok(
        new Download({ fileName: `证明-${serial}.json`, contentType: 'application/json; charset=utf-8', body }),
      );
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
