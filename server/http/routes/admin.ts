import { z } from 'zod';
import { GivenDate } from '#domain/shared/dates.ts';
import { ok } from '#domain/shared/result.ts';
import { changeAccountStatus, endAccountSessions, unlockAccount } from '../../operations/admin/account-actions.ts';
import { exportAudit } from '../../operations/admin/audit-trail.ts';
import { type ApiRoute, Download, route } from '../route.ts';

const ById = z.strictObject({ id: z.guid() });
/** Every act of an administrator on an account says why. */
const reason = z.string().trim().min(2).max(200);

const AuditQuery = z.strictObject({
  from: GivenDate.optional(),
  to: GivenDate.optional(),
  actor: z.string().trim().min(1).max(60).optional(),
  action: z.string().trim().min(1).max(60).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
});

export const adminRoutes: readonly ApiRoute[] = [
  route({
    operation: 'admin.set-account-status',
    method: 'POST',
    url: '/api/v1/admin/accounts/:id/status',
    params: ById,
    body: z.strictObject({ status: z.enum(['active', 'disabled']), reason }),
    run: (principal, { params, body }) => changeAccountStatus(principal, params.id, body),
  }),
  route({
    operation: 'admin.unlock',
    method: 'POST',
    url: '/api/v1/admin/accounts/:id/unlock',
    params: ById,
    body: z.strictObject({ reason }),
    run: (principal, { params, body }) => unlockAccount(principal, params.id, body.reason),
  }),
  route({
    operation: 'admin.end-sessions',
    method: 'POST',
    url: '/api/v1/admin/accounts/:id/end-sessions',
    params: ById,
    body: z.strictObject({ reason }),
    run: (principal, { params, body }) => endAccountSessions(principal, params.id, body.reason),
  }),
  route({
    operation: 'admin.audit-export',
    method: 'GET',
    url: '/api/v1/admin/audit.csv',
    query: AuditQuery,
    run: async (principal, { query }) => {
      const exported = await exportAudit(principal, query);
      if (!exported.ok) return exported;
      const contentType = 'text/csv; charset=utf-8';
      return ok(new Download({ fileName: '审计日志.csv', contentType, body: exported.value.body }));
    },
  }),
];
