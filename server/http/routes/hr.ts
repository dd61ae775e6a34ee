import { z } from 'zod';
import { ProgressFilter } from '#domain/people/progress-filter.ts';
import { PLAN_KINDS } from '#domain/policy/plan-policy.ts';
import { ok } from '#domain/shared/result.ts';
import { exportPeople } from '../../operations/hr/export.ts';
import { MAX_REMINDED, remind } from '../../operations/hr/remind.ts';
import { type ApiRoute, Download, route } from '../route.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const Reminders = z.strictObject({
  personIds: z.array(z.guid()).min(1).max(MAX_REMINDED),
  planKind: z.enum(PLAN_KINDS),
  year: z.int().min(2000).max(2100),
});

export const hrRoutes: readonly ApiRoute[] = [
  route({
    operation: 'hr.export',
    method: 'GET',
    url: '/api/v1/hr/people.xlsx',
    query: ProgressFilter,
    run: async (principal, { query }) => {
      const made = await exportPeople(principal, query);
      if (!made.ok) return made;
      return ok(new Download({ fileName: made.value.fileName, contentType: XLSX, body: made.value.body }));
    },
  }),
  route({
    operation: 'hr.remind',
    method: 'POST',
    url: '/api/v1/hr/reminders',
    body: Reminders,
    run: (principal, { body }) => remind(principal, body),
  }),
];
