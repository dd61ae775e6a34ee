import { z } from 'zod';
import { ok } from '#domain/shared/result.ts';
import { submitAttempt } from '../../operations/exam/close-attempt.ts';
import { listExams } from '../../operations/exam/list-exams.ts';
import { readAttempt } from '../../operations/exam/read-attempt.ts';
import { attemptResult } from '../../operations/exam/result.ts';
import { startAttempt } from '../../operations/exam/start-attempt.ts';
import { reportEvent, takeOver } from '../../operations/exam/take-over.ts';
import { type ApiRoute, route } from '../route.ts';

const ExamParams = z.strictObject({ examId: z.uuid() });
const AttemptParams = z.strictObject({ attemptId: z.uuid() });

export const examRoutes: readonly ApiRoute[] = [
  route({
    operation: 'exam.list',
    method: 'GET',
    url: '/api/v1/exams',
    run: async (principal) => ok({ exams: await listExams(principal) }),
  }),
  route({
    operation: 'exam.start',
    method: 'POST',
    url: '/api/v1/exams/:examId/attempts',
    params: ExamParams,
    status: 201,
    run: (principal, { params }) => startAttempt(principal, params.examId),
  }),
  route({
    operation: 'attempt.read',
    method: 'GET',
    url: '/api/v1/attempts/:attemptId',
    params: AttemptParams,
    run: (principal, { params }) => readAttempt(principal, params.attemptId),
  }),
  route({
    operation: 'attempt.submit',
    method: 'POST',
    url: '/api/v1/attempts/:attemptId/submit',
    params: AttemptParams,
    run: (principal, { params }) => submitAttempt(principal, params.attemptId),
  }),
  route({
    operation: 'attempt.event',
    method: 'POST',
    url: '/api/v1/attempts/:attemptId/events',
    params: AttemptParams,
    body: z.strictObject({ kind: z.string().max(40) }),
    run: (principal, { params, body }) => reportEvent(principal, params.attemptId, body.kind),
  }),
  route({
    operation: 'attempt.take-over',
    method: 'POST',
    url: '/api/v1/attempts/:attemptId/take-over',
    params: AttemptParams,
    run: (principal, { params }) => takeOver(principal, params.attemptId),
  }),
  route({
    operation: 'attempt.result',
    method: 'GET',
    url: '/api/v1/attempts/:attemptId/result',
    params: AttemptParams,
    run: (principal, { params }) => attemptResult(principal, params.attemptId),
  }),
];
