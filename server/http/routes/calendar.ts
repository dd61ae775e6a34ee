import { ok } from '#domain/shared/result.ts';
import { ownCalendar } from '../../operations/reminders/own-calendar.ts';
import { type ApiRoute, Download, route } from '../route.ts';

export const calendarRoutes: readonly ApiRoute[] = [
  route({
    operation: 'calendar.read-own',
    method: 'GET',
    url: '/api/v1/me/calendar.ics',
    run: async (principal) =>
      ok(
        new Download({
          fileName: '守密待办.ics',
          contentType: 'text/calendar; charset=utf-8',
          body: Buffer.from(await ownCalendar(principal), 'utf8'),
        }),
      ),
  }),
];
