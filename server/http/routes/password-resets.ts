import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ok } from '#domain/shared/result.ts';
import { isSecure } from '../../auth/cookies.ts';
import { approvePasswordReset } from '../../operations/account/approve-reset.ts';
import { completeReset } from '../../operations/account/complete-reset.ts';
import { readReset, requestReset } from '../../operations/account/request-reset.ts';
import { type ApiRoute, publicRoute, route } from '../route.ts';

/** Longer than any reset lives; the database decides when it ends. */
const COOKIE_SECONDS = 30 * 60;

const cookieName = () => (isSecure() ? '__Host-shoumi-reset' : 'shoumi-reset');

function tokenOf(reply: FastifyReply): string | null {
  return parseCookie(reply.request.headers.cookie ?? '')[cookieName()] ?? null;
}

function setToken(reply: FastifyReply, value: string, maxAge: number): void {
  const cookie = {
    name: cookieName(),
    value,
    path: '/',
    httpOnly: true,
    secure: isSecure(),
    sameSite: 'strict' as const,
    maxAge,
  };
  reply.header('set-cookie', stringifySetCookie(cookie));
}

const employeeNo = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^\P{Cc}+$/u);

export const passwordResetRoutes: readonly ApiRoute[] = [
  publicRoute({
    operation: 'password-reset.request',
    method: 'POST',
    url: '/api/v1/password-resets',
    body: z.strictObject({ employeeNo }),
    status: 201,
    run: async (_principal, { body, context }, reply) => {
      const opened = await requestReset({ ...context, employeeNo: body.employeeNo });
      if (!opened.ok) return opened;
      const { token, code, expiresAt } = opened.value;
      setToken(reply, token, COOKIE_SECONDS);
      return ok({ code, expiresAt });
    },
  }),
  publicRoute({
    operation: 'password-reset.request',
    method: 'GET',
    url: '/api/v1/password-resets/mine',
    run: async (_principal, _input, reply) => ok(await readReset(tokenOf(reply))),
  }),
  publicRoute({
    operation: 'password-reset.complete',
    method: 'POST',
    url: '/api/v1/password-resets/mine/complete',
    body: z.strictObject({ next: z.string().min(1).max(1024) }),
    run: async (_principal, { body, context }, reply) => {
      const done = await completeReset(tokenOf(reply), body.next, context);
      if (done.ok) setToken(reply, '', 0);
      return done;
    },
  }),
  route({
    operation: 'admin.approve-reset',
    method: 'POST',
    url: '/api/v1/admin/password-resets/approve',
    body: z.strictObject({
      employeeNo,
      code: z.string().trim().min(1).max(40),
      reason: z.string().trim().min(2).max(200),
    }),
    run: (principal, { body }) => approvePasswordReset(principal, body),
  }),
];
