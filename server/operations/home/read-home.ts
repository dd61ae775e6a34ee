import { db } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import type { PersonRow } from '#db/dal/people.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import type { CaseListItem } from '#domain/certification/case/view.ts';
import type { OwnHome } from '#domain/learning/home-view.ts';
import type { ApprovalCounts } from '#domain/people/approvals.ts';
import type { DashboardView } from '#domain/people/dashboard-view.ts';
import { dateIn, daysBetween, type IsoDate, isoDate, trainingYear } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { readTodo } from '../cases/lists.ts';
import { readHrDashboard } from '../hr/dashboard.ts';
import { readPeoplePage } from '../hr/people.ts';
import { type OfficeSummary, readOfficeSummary } from '../office/summary.ts';
import { readApprovals } from './approvals.ts';
import { readOwnHome } from './read-own-home.ts';

export type Home = {
  readonly name: string;
  readonly greeting: string;
  readonly year: number;
  readonly today: IsoDate;
  /** Last day on which the own plans are on time; the end of the year without one. */
  readonly dueOn: string;
  readonly daysLeft: number;
  readonly now: Date;
  /** Null for accounts that belong to nobody's training record. */
  readonly own: OwnHome | null;
  /** 人事 and 单位领导: the organisation; 部门保密员: the own subtree. */
  readonly people: {
    readonly scope: 'organisation' | 'unit';
    readonly view: DashboardView;
    readonly missing: readonly PersonRow[];
  } | null;
  readonly office: OfficeSummary | null;
  /** Cases that wait for the principal: the most urgent, and how many there are. */
  readonly waiting: { readonly items: readonly CaseListItem[]; readonly total: number };
  /** Requests of others that wait for the principal's approval. */
  readonly approvals: ApprovalCounts;
};

/** People a 部门保密员 sees by name at once; the rest is behind the number. */
const MISSING_SHOWN = 8;
const WAITING_SHOWN = 6;

function greetingAt(now: Date): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: env.SHOUMI_ZONE, hour: '2-digit', hourCycle: 'h23' }).format(now),
  );
  if (hour < 5) return '您好';
  if (hour < 11) return '早上好';
  if (hour < 13) return '中午好';
  return hour < 18 ? '下午好' : '晚上好';
}

async function peopleOf(principal: Principal): Promise<Home['people']> {
  const isHr = hasRole(principal, 'hr') || hasRole(principal, 'leader');
  if (!isHr && !hasRole(principal, 'unit-officer')) return null;
  const { view } = await readHrDashboard(principal, {});
  if (isHr) return { scope: 'organisation', view, missing: [] };
  const { rows } = await readPeoplePage(principal, { ...view.tiles.missing.list, sort: 'status', size: MISSING_SHOWN });
  return { scope: 'unit', view, missing: rows };
}

/** The first screen of whoever has a business role or a training record. Counts and rows keep to what each may see. */
export async function readHome(principal: Principal): Promise<Home> {
  const now = await unsafeNow(db);
  const year = trainingYear(env.SHOUMI_ZONE, now);
  const today = dateIn(env.SHOUMI_ZONE, now);
  const [own, people, office, todo, approvals] = await Promise.all([
    principal.personId === null ? null : readOwnHome(principal, year, now),
    peopleOf(principal),
    hasRole(principal, 'office') ? readOfficeSummary(principal, year) : null,
    principal.personId === null ? [] : readTodo(principal),
    readApprovals(principal),
  ]);
  const open =
    own?.plans.filter((plan) => plan.completedOn === null && plan.exempt === null).map((plan) => plan.dueOn) ?? [];
  const dueOn = open.sort()[0] ?? `${year}-12-31`;
  return {
    name: principal.name,
    greeting: greetingAt(now),
    year,
    today,
    dueOn,
    daysLeft: daysBetween(today, isoDate(dueOn)),
    now,
    own,
    people,
    office,
    waiting: { items: todo.slice(0, WAITING_SHOWN), total: todo.length },
    approvals,
  };
}
