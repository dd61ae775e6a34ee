import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '#domain/access/principal.ts';
import type { AppError, Result } from '#domain/shared/result.ts';
import { codeOf, errorFrom } from './error-from.ts';
import { sendProblem } from './problem.ts';
import type { ApiRoute } from './route.ts';

type Steps = {
  readonly admit: (request: FastifyRequest, route: ApiRoute) => Promise<Result<Principal | null>>;
  readonly answer: (
    request: FastifyRequest,
    reply: FastifyReply,
    route: ApiRoute,
    principal: Principal | null,
  ) => Promise<FastifyReply>;
};

/** Kinds of body a file may be announced as; never one that a form of another site can send unasked. */
const TYPES =
  /^(?:application\/(?:octet-stream|pdf|vnd\.openxmlformats-officedocument\.[a-z.]+)|image\/(?:png|jpeg))(?:;|$)/;

const admitted = new WeakMap<FastifyRequest, Principal | null>();

/**
 * Routes that take a file, each with its own limit, in a room of their own: everywhere else a body stays JSON of 64 KB.
 * Who asks is decided before a byte of the file is read.
 */
export function registerRaw(app: FastifyInstance, routes: readonly ApiRoute[], { admit, answer }: Steps): void {
  for (const route of routes) {
    const { raw } = route;
    if (!raw) continue;
    app.register((room, _options, done) => {
      room.removeAllContentTypeParsers();
      room.addContentTypeParser(TYPES, { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
      room.setErrorHandler((error, request, reply) => {
        const isTooLarge = codeOf(error) === 'FST_ERR_CTP_BODY_TOO_LARGE';
        return sendProblem(reply, isTooLarge ? raw.tooLarge : (errorFrom(error, request.id) satisfies AppError));
      });
      room.route({
        method: route.method,
        url: route.url,
        bodyLimit: raw.limitBytes,
        onRequest: async (request, reply) => {
          const who = await admit(request, route);
          if (!who.ok) return sendProblem(reply, who.error);
          admitted.set(request, who.value);
        },
        handler: (request, reply) => answer(request, reply, route, admitted.get(request) ?? null),
      });
      done();
    });
  }
}
