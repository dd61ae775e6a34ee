import { stringifySetCookie } from 'cookie';
import { z } from 'zod';
import { db } from '#db/client.ts';
import { listOwnSessions } from '#db/dal/accounts.ts';
import { markOwnNoticesRead } from '#db/dal/notices.ts';
import { ok } from '#domain/shared/result.ts';
import { isSecure, sessionCookieName } from '../../auth/cookies.ts';
import { changePassword } from '../../operations/account/change-password.ts';
import { endSession } from '../../operations/account/end-session.ts';
import { type ApiRoute, route } from '../route.ts';

export const accountRoutes: readonly ApiRoute[] = [
  route({
    operation: 'account.change-password',
    method: 'POST',
    url: '/api/v1/account/password',
    body: z.strictObject({ current: z.string().min(1).max(1024), next: z.string().min(1).max(1024) }),
    run: async (principal, { body }, reply) => {
      const changed = await changePassword(principal, body.current, body.next);
      if (!changed.ok) return changed;
      const cookie = {
        name: sessionCookieName(),
        value: changed.value.token,
        path: '/',
        httpOnly: true,
        secure: isSecure(),
        sameSite: 'lax' as const,
        maxAge: 12 * 3600,
      };
      reply.header('set-cookie', stringifySetCookie(cookie));
      return ok(undefined);
    },
  }),
  route({
    operation: 'account.list-sessions',
    method: 'GET',
    url: '/api/v1/account/sessions',
    run: async (principal) => ok({ sessions: await listOwnSessions(db, principal) }),
  }),
  route({
    operation: 'account.end-session',
    method: 'POST',
    url: '/api/v1/account/sessions/:sessionId/end',
    params: z.strictObject({ sessionId: z.uuid() }),
    run: (principal, { params }) => endSession(principal, params.sessionId),
  }),
  route({
    operation: 'notice.mark-read',
    method: 'POST',
    url: '/api/v1/notices/read',
    body: z.strictObject({ id: z.uuid().optional() }),
    run: async (principal, { body }) => {
      await markOwnNoticesRead(db, principal, body.id ?? null);
      return ok(undefined);
    },
  }),
];
