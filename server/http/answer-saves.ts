import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SaveVerdict } from '#db/dal/answer-batch.ts';
import { Response } from '#domain/assessment/response.ts';
import { sessionTokenOf } from '../auth/cookies.ts';
import { principalOf } from '../auth/principal.ts';
import { tokenHash } from '../auth/token.ts';
import { writeAnswer } from '../operations/exam/answer-writer.ts';
import { fitsPaper, isOwnAttempt } from '../operations/exam/paper-shapes.ts';
import { takeOver } from '../operations/exam/take-over.ts';
import type { OperationId } from '../policies.ts';
import { sendProblem } from './problem.ts';

/** Policy `person`: decided inside the save statement, which checks session and ownership with the write. */
export const SAVE_ROUTE = {
  operation: 'attempt.save' satisfies OperationId,
  method: 'PUT',
  url: '/api/v1/attempts/:attemptId/answers/:position',
} as const;

const Params = z.strictObject({ attemptId: z.uuid(), position: z.coerce.number().int().min(1).max(500) });
const Body = z.strictObject({ seq: z.int().min(1).max(2_000_000_000), response: Response });

type Save = { tokenHash: string; attemptId: string; position: number; seq: number; response: Response };

export function registerAnswerSaves(app: FastifyInstance): void {
  app.route({
    method: SAVE_ROUTE.method,
    url: SAVE_ROUTE.url,
    handler: async (request, reply) => {
      const token = sessionTokenOf(request.headers.cookie);
      const hash = token ? tokenHash(token) : null;
      if (!hash) return sendProblem(reply, { code: 'NOT_SIGNED_IN' });
      const params = Params.safeParse(request.params);
      if (!params.success) return refuseAfterSession(request, reply, 'NOT_FOUND');
      const body = Body.safeParse(request.body);
      if (!body.success) return refuseAfterSession(request, reply, 'INVALID_INPUT');
      const save = { tokenHash: hash.toString('hex'), ...params.data, ...body.data };
      if ((await fitsPaper(save.attemptId, save.position, save.response)) === false) {
        return refuseUnfitting(request, reply, save);
      }
      return answer(reply, await writeHere(request, save));
    },
  });
}

/** A newer log-in takes the paper over with its first answer; the older device is told at its next one. */
async function writeHere(request: FastifyRequest, save: Save): Promise<SaveVerdict> {
  for (let round = 0; round < 3; round += 1) {
    const verdict = await writeAnswer(save);
    if (verdict.verdict === 'TAKE_OVER') {
      const principal = await signedIn(request);
      if (!principal) return { ...verdict, verdict: 'NOT_SIGNED_IN' };
      await takeOver(principal, save.attemptId);
    } else if (verdict.verdict !== 'AGAIN') {
      return verdict;
    }
  }
  return { verdict: 'STALE_SEQUENCE', ackedSeq: 0, deadlineAt: null, serverNow: new Date(0) };
}

const signedIn = (request: FastifyRequest) =>
  principalOf({
    cookie: request.headers.cookie,
    requestId: request.id,
    ip: String(request.headers['x-shoumi-ip'] ?? ''),
  });

async function refuseAfterSession(request: FastifyRequest, reply: FastifyReply, code: 'NOT_FOUND' | 'INVALID_INPUT') {
  if (!(await signedIn(request))) return sendProblem(reply, { code: 'NOT_SIGNED_IN' });
  return sendProblem(reply, code === 'NOT_FOUND' ? { code } : { code, meta: { where: '作答内容' } });
}

/** A stranger must not learn from the refusal that the attempt exists, so ownership is looked at first. */
async function refuseUnfitting(request: FastifyRequest, reply: FastifyReply, save: Save) {
  const principal = await signedIn(request);
  if (!principal) return sendProblem(reply, { code: 'NOT_SIGNED_IN' });
  return sendProblem(reply, {
    code: (await isOwnAttempt(principal, save.attemptId)) ? 'RESPONSE_NOT_FITTING' : 'NOT_FOUND',
  });
}

function answer(reply: FastifyReply, verdict: SaveVerdict): FastifyReply {
  if (verdict.verdict === 'saved' || verdict.verdict === 'repeated') {
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(
        `{"ackedSeq":${verdict.ackedSeq},"serverNow":"${verdict.serverNow.toISOString()}","deadlineAt":"${verdict.deadlineAt?.toISOString()}"}`,
      );
  }
  const code = verdict.verdict === 'TAKE_OVER' || verdict.verdict === 'AGAIN' ? 'STALE_SEQUENCE' : verdict.verdict;
  return sendProblem(reply, code === 'STALE_SEQUENCE' ? { code, meta: { ackedSeq: verdict.ackedSeq } } : { code });
}
