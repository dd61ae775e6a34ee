import { z } from 'zod';
import { Response } from '#domain/assessment/response.ts';
import { ok } from '#domain/shared/result.ts';
import { answerPractice } from '../../operations/practice/answer-practice.ts';
import { drawPractice, readPractice } from '../../operations/practice/practice-pool.ts';
import { type ApiRoute, route } from '../route.ts';

const DRAW_MAX = 10;

export const practiceRoutes: readonly ApiRoute[] = [
  route({
    operation: 'practice.list',
    method: 'GET',
    url: '/api/v1/practice',
    run: async (principal) => ok(await readPractice(principal)),
  }),
  route({
    operation: 'practice.draw',
    method: 'POST',
    url: '/api/v1/practice/draw',
    body: z.strictObject({
      lessonId: z.string().min(1).max(60).optional(),
      moduleId: z
        .string()
        .regex(/^M\d{1,2}$/)
        .optional(),
      set: z.enum(['due', 'wrong']).optional(),
      count: z.int().min(1).max(DRAW_MAX).default(DRAW_MAX),
    }),
    run: (principal, { body }) => drawPractice(principal, body),
  }),
  route({
    operation: 'practice.answer',
    method: 'POST',
    url: '/api/v1/practice/answers',
    body: z.strictObject({ itemId: z.string().min(1).max(80), response: Response }),
    run: (principal, { body }) => answerPractice(principal, body),
  }),
];
