import { z } from 'zod';
import { hotSql } from '#db/client.ts';
import { unsafeContentState } from '#db/dal/system-health.ts';
import { ok } from '#domain/shared/result.ts';
import { logger } from '../../logger.ts';
import { takeToken } from '../../token-bucket.ts';
import { sourceOf } from '../client-ip.ts';
import { type ApiRoute, publicRoute } from '../route.ts';

const HEALTH_TIMEOUT_MS = 2_000;

async function health(): Promise<{
  status: 'ok' | 'unavailable';
  database: 'up' | 'down';
  content: { lessons: number; items: number } | null;
}> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('health check timed out')), HEALTH_TIMEOUT_MS).unref(),
  );
  try {
    const content = await Promise.race([unsafeContentState(hotSql), late]);
    return { status: content.lessons > 0 ? 'ok' : 'unavailable', database: 'up', content };
  } catch (error) {
    logger.warn({ err: error }, 'health check failed');
    return { status: 'unavailable', database: 'down', content: null };
  }
}

export const systemRoutes: readonly ApiRoute[] = [
  publicRoute({
    operation: 'health.read',
    method: 'GET',
    url: '/api/health',
    query: z.looseObject({}),
    run: async (_principal, _input, reply) => {
      const state = await health();
      if (state.status !== 'ok') reply.code(503);
      return ok(state);
    },
  }),
  publicRoute({
    operation: 'csp.report',
    method: 'POST',
    url: '/api/v1/csp-reports',
    body: z.looseObject({}),
    run: async (_principal, { body, context }) => {
      const allowed = takeToken(`csp:${sourceOf(context.ip)}`, performance.now() / 1000);
      if (!allowed.ok) return allowed;
      logger.warn({ report: JSON.stringify(body).slice(0, 1000) }, 'content security policy violated');
      return ok(undefined);
    },
  }),
];
