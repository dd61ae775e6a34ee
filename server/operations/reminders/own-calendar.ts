import { db } from '#db/client.ts';
import { listOwnDates, type OwnDate } from '#db/dal/calendar.ts';
import { listTodo } from '#db/dal/case-lists.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { readOrganisationNow } from '#db/dal/org-clock.ts';
import { lifecyclePolicyOn } from '#db/dal/system-lifecycle.ts';
import type { Principal } from '#domain/access/principal.ts';
import { type CalendarEntry, calendarFile } from '#domain/reminders/calendar.ts';
import { type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';

/**
 * A calendar leaves the system for a phone that anybody may look at: it says that something is due, not what. The page
 * behind the link does.
 */
const WORDS: Readonly<Record<OwnDate['kind'] | 'todo', readonly [summary: string, path: string]>> = {
  plan: ['守密：学习任务截止', '/'],
  review: ['守密：本人事项到期', '/me/cases'],
  certificate: ['守密：证明有效期届满', '/me'],
  trip: ['守密：已登记的行程', '/me/cases'],
  'cooling-off': ['守密：本人事项期限届满', '/me/cases'],
  todo: ['守密：待办到期', '/todo'],
};

function entry(kind: keyof typeof WORDS, id: string, from: IsoDate, until: IsoDate): CalendarEntry {
  const [summary, path] = WORDS[kind];
  return {
    uid: `${kind}-${id}@shoumi`,
    summary,
    description: '请登录系统查看。',
    url: `${env.PUBLIC_URL}${path}`,
    from,
    until,
  };
}

/** The principal's own dates and what waits for the principal as a calendar file (RFC 5545). */
export async function ownCalendar(principal: Principal): Promise<string> {
  const { today } = await readOrganisationNow(db);
  const policy = await lifecyclePolicyOn(db, today);
  const [dates, todo, now] = await Promise.all([
    listOwnDates(db, principal, policy.reviewMonths),
    listTodo(db, principal),
    unsafeNow(db),
  ]);
  const waiting = todo.flatMap(({ id, dueOn }) =>
    dueOn === null ? [] : [entry('todo', id, isoDate(dueOn), isoDate(dueOn))],
  );
  return calendarFile(
    '守密待办',
    [...dates.map(({ kind, id, from, until }) => entry(kind, id, from, until)), ...waiting],
    now,
  );
}
