import type { FastifyReply } from 'fastify';
import { type AppErrorCode, errorMessage, errorStatus } from '#domain/shared/errors.ts';
import type { AppError } from '#domain/shared/result.ts';

/** RFC 9457 problem details with our stable `code`; the detail is a sentence for the person. */
export function problemOf(error: AppError, requestId: string) {
  const status = errorStatus(error.code);
  return {
    type: `urn:shoumi:error:${error.code}`,
    title: errorMessage(error.code, error.meta),
    status,
    detail: errorMessage(error.code, error.meta),
    code: error.code satisfies AppErrorCode,
    ...(error.meta ? { meta: error.meta } : {}),
    instance: requestId,
  };
}

export function sendProblem(reply: FastifyReply, error: AppError): FastifyReply {
  if (error.code === 'BUSY' || error.code === 'DATABASE_UNAVAILABLE') reply.header('retry-after', '2');
  return reply
    .code(errorStatus(error.code))
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(error, reply.request.id)));
}
