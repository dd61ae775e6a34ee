import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { refusal } from '#domain/access/policy.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { AppError, Result } from '#domain/shared/result.ts';
import { principalOf } from '../auth/principal.ts';
import { auditRefusal } from '../auth/refusals.ts';
import { policyOf } from '../policies.ts';
import { registerAnswerSaves } from './answer-saves.ts';
import { errorFrom } from './error-from.ts';
import { originOf } from './origin.ts';
import { sendProblem } from './problem.ts';
import { registerRaw } from './raw-routes.ts';
import { type ApiRoute, Download } from './route.ts';
import { apiRoutes } from './routes.ts';

const BODY_LIMIT_BYTES = 64 * 1024;

/**
 * The JSON API under /api/v1 and /api/health. Every state change needs our own Origin and a JSON body; the policy of
 * the operation is decided before the input is looked at; expected errors leave as problem details.
 */
export function createApi(): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: (request) => String(request.headers['x-request-id'] ?? ''),
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true },
    requestTimeout: 10_000,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson);
  app.addContentTypeParser(['application/csp-report', 'application/reports+json'], { parseAs: 'string' }, parseJson);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (request.method === 'GET' || request.method === 'HEAD') return;
    if (request.url === '/api/v1/csp-reports') return;
    if (originOf(request.raw) !== 'own') return sendProblem(reply, { code: 'FOREIGN_ORIGIN' });
  });
  registerAnswerSaves(app);
  for (const route of apiRoutes.filter((one) => one.raw === undefined)) register(app, route);
  registerRaw(app, apiRoutes, { admit, answer });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, { code: 'NOT_FOUND' }));
  app.setErrorHandler((error, request, reply) => sendProblem(reply, errorFrom(error, request.id)));
  return app;
}

const FORBIDDEN_KEYS = /"(?:__proto__|constructor|prototype)"\s*:/;

/** What no column can hold: PostgreSQL knows neither U+0000 nor half a surrogate pair. Only an escape can spell them. */
const UNSTORABLE = /[\0\p{Cs}]/u;

function refuseUnstorable(key: string, value: unknown): unknown {
  if (UNSTORABLE.test(key) || (typeof value === 'string' && UNSTORABLE.test(value))) {
    throw new SyntaxError('unstorable text');
  }
  return value;
}

function parseJson(
  _request: FastifyRequest,
  body: string | Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void {
  const text = String(body);
  try {
    if (FORBIDDEN_KEYS.test(text)) throw new SyntaxError('forbidden key');
    done(null, text === '' ? {} : JSON.parse(text, text.includes('\\u') ? refuseUnstorable : undefined));
  } catch (cause) {
    done(Object.assign(new Error('malformed JSON', { cause }), { code: 'SHOUMI_MALFORMED_JSON' }));
  }
}

function register(app: FastifyInstance, route: ApiRoute): void {
  app.route({
    method: route.method,
    url: route.url,
    handler: async (request, reply) => {
      const admitted = await admit(request, route);
      return admitted.ok ? answer(request, reply, route, admitted.value) : sendProblem(reply, admitted.error);
    },
  });
}

/** Who asks, when the policy of the operation lets them; a refusal of somebody signed in goes to the trail. */
async function admit(request: FastifyRequest, route: ApiRoute): Promise<Result<Principal | null>> {
  const principal = await principalOf({
    cookie: request.headers.cookie,
    requestId: request.id,
    ip: clientIp(request),
  });
  const refused = refusal(policyOf(route.operation), principal);
  if (!refused) return { ok: true, value: principal };
  if (principal && refused === 'FORBIDDEN') await auditRefusal(principal, route.operation);
  return { ok: false, error: { code: refused } };
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  route: ApiRoute,
  principal: Principal | null,
): Promise<FastifyReply> {
  const input = route.parse(request);
  if (!input.ok) return sendProblem(reply, input.error);
  const result = await route.run(principal, input.value, reply);
  return result.ok ? sendValue(reply, route.status, result.value) : refuse(reply, result.error);
}

/** The dispatcher puts the peer's address here after it has removed whatever the client sent under that name. */
function clientIp(request: FastifyRequest): string {
  return String(request.headers['x-shoumi-ip'] ?? request.ip);
}

function refuse(reply: FastifyReply, error: AppError): FastifyReply {
  return sendProblem(reply, error);
}

function sendValue(reply: FastifyReply, status: number, value: unknown): FastifyReply {
  if (value instanceof Download) {
    const name = encodeURIComponent(value.fileName);
    return reply
      .header('content-type', value.contentType)
      .header('content-disposition', `${value.disposition}; filename*=UTF-8''${name}`)
      .send(value.body);
  }
  if (value === undefined) return reply.code(204).send();
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(value));
}
