import { z } from 'zod';
import { Response } from '#domain/assessment/response.ts';
import { ok } from '#domain/shared/result.ts';
import { answerCheck } from '../../operations/learning/answer-check.ts';
import { answerReview } from '../../operations/learning/answer-review.ts';
import { confirmPresence } from '../../operations/learning/confirm-presence.ts';
import { heartbeat } from '../../operations/learning/heartbeat.ts';
import { listLessons } from '../../operations/learning/list-lessons.ts';
import { markSection } from '../../operations/learning/mark-section.ts';
import { openLesson } from '../../operations/learning/open-lesson.ts';
import { readArticle } from '../../operations/learning/read-article.ts';
import { type ApiRoute, route } from '../route.ts';

const LessonParams = z.strictObject({
  lessonId: z
    .string()
    .regex(/^m\d+(-[a-z0-9]+)+$/)
    .max(60),
});
const SectionId = z.string().min(1).max(20);
const ItemId = z.string().min(1).max(80);

export const learningRoutes: readonly ApiRoute[] = [
  route({
    operation: 'lesson.list',
    method: 'GET',
    url: '/api/v1/lessons',
    run: async (principal) => ok(await listLessons(principal)),
  }),
  route({
    operation: 'lesson.open',
    method: 'POST',
    url: '/api/v1/lessons/:lessonId/open',
    params: LessonParams,
    body: z.strictObject({ viewerId: z.uuid() }),
    run: (principal, { params, body }) => openLesson(principal, params.lessonId, body.viewerId),
  }),
  route({
    operation: 'lesson.heartbeat',
    method: 'POST',
    url: '/api/v1/lessons/:lessonId/heartbeat',
    params: LessonParams,
    body: z.strictObject({ viewerId: z.uuid().optional(), section: SectionId.optional() }),
    run: (principal, { params, body }) => heartbeat(principal, params.lessonId, body),
  }),
  route({
    operation: 'lesson.presence',
    method: 'POST',
    url: '/api/v1/lessons/:lessonId/presence',
    params: LessonParams,
    body: z.strictObject({ viewerId: z.uuid().optional() }),
    run: (principal, { params, body }) => confirmPresence(principal, params.lessonId, body.viewerId),
  }),
  route({
    operation: 'lesson.section',
    method: 'POST',
    url: '/api/v1/lessons/:lessonId/sections',
    params: LessonParams,
    body: z.strictObject({ viewerId: z.uuid().optional(), section: SectionId }),
    run: (principal, { params, body }) => markSection(principal, params.lessonId, body),
  }),
  route({
    operation: 'lesson.check',
    method: 'POST',
    url: '/api/v1/lessons/:lessonId/checks',
    params: LessonParams,
    body: z.strictObject({ itemId: ItemId, response: Response }),
    run: (principal, { params, body }) => answerCheck(principal, params.lessonId, body),
  }),
  route({
    operation: 'lesson.review-answer',
    method: 'POST',
    url: '/api/v1/reviews/:moduleId/answers',
    params: z.strictObject({ moduleId: z.string().regex(/^M\d{1,2}$/) }),
    body: z.strictObject({ itemId: ItemId, response: Response }),
    run: (principal, { params, body }) => answerReview(principal, params.moduleId, body),
  }),
  route({
    operation: 'law.read',
    method: 'GET',
    url: '/api/v1/laws/:law/:version/:article',
    params: z.strictObject({
      law: z.string().min(1).max(40),
      version: z.string().regex(/^\d{4}$/),
      article: z.string().regex(/^\d{1,4}(-\d{1,2})?$/),
    }),
    run: async (_, { params }) => readArticle(params.law, params.version, params.article),
  }),
];
