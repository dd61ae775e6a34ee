import { type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { MonthCell } from '../../domain/people/dashboard-math.ts';
import type { Category } from '../../domain/people/types.ts';
import type { Db, Tx } from '../client.ts';
import {
  dayOf,
  examIs,
  expiresWithin,
  HOUR_TENTHS,
  placeIs,
  rowsOf,
  type Scope,
  sourceOf,
  statusIs,
} from './dashboard-filter.ts';

/** Counts of one group of plans. Every count is a number of rows that the list shows under the same filter. */
export type Tally = {
  readonly total: number;
  readonly done: number;
  readonly overdue: number;
  readonly passed: number;
  readonly sat: number;
  /** Sum of 学时, not rounded. */
  readonly hours: number;
  readonly minRequiredTenths: number | null;
  readonly maxRequiredTenths: number | null;
};

export type DashboardRows = {
  readonly all: Tally;
  /** By the units asked for; the null key holds people in none of them. */
  readonly byUnit: ReadonlyMap<string | null, Tally>;
  readonly byCategory: ReadonlyMap<Category, Tally>;
  /** Rows by half 学时, `floor(学时 × 2)`, at most `HOURS_CAP`. */
  readonly byHalfHour: ReadonlyMap<number, number>;
  readonly months: readonly MonthCell[];
};

/** Halves of a 学时 above which the histogram counts together. */
export const HOURS_CAP = 40;

const EMPTY: Tally = {
  total: 0,
  done: 0,
  overdue: 0,
  passed: 0,
  sat: 0,
  hours: 0,
  minRequiredTenths: null,
  maxRequiredTenths: null,
};

/** Month of a date within the training year: 0 before it, 1 to 12, 13 after it; null for no date. */
function monthOf(column: SQL, year: number): SQL {
  const starts = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}-01`);
  return sql`width_bucket(${column}, ${`{${[...starts, `${year + 1}-01-01`].join(',')}}`}::date[])`;
}

type GroupRow = Tally & {
  set: number;
  unit: string | null;
  category: Category;
  half: number;
  doneMonth: number | null;
  assignedMonth: number;
};

/** `grouping()` of the four columns below: a bit is set where a column is not part of the group. */
const SETS = { all: 0b11111, unit: 0b01111, category: 0b10111, half: 0b11011, month: 0b11100 } as const;

/**
 * Every figure of the dashboard in one pass over the plans of the scope. `unitIds` are the units to break down by: none
 * may contain another. Rows a principal may not see are in no count.
 */
export async function readDashboard(
  db: Db | Tx,
  principal: Principal,
  scope: Scope,
  unitIds: readonly string[],
): Promise<DashboardRows> {
  const day = dayOf(scope);
  const buckets = unitIds.length > 0 ? sql`c.ancestor_id in ${[...unitIds]}` : sql`false`;
  const rows = await db.execute<GroupRow>(sql`
    with s as (
      select b.unit, s.category, least(${HOUR_TENTHS} / 5, ${HOURS_CAP}::int) as half,
        ${monthOf(sql`s.completed_on`, scope.year)} as done_month, ${monthOf(sql`s.assigned_on`, scope.year)} as assigned_month,
        s.completed_on, s.due_on, s.exam_state, s.counted_minutes, s.required_minutes, s.minutes_per_hour
      from ${sourceOf(scope)} s
      left join (select c.descendant_id, c.ancestor_id as unit from unit_closure c where ${buckets}) b on b.descendant_id = s.unit_id
      where ${rowsOf(principal, scope)})
    select grouping(unit, category, half, done_month, assigned_month) as set, unit, category, half,
      done_month as "doneMonth", assigned_month as "assignedMonth", count(*)::int as total,
      (count(*) filter (where ${statusIs('done', day)}))::int as done,
      (count(*) filter (where ${statusIs('overdue', day)}))::int as overdue,
      (count(*) filter (where ${examIs('passed')}))::int as passed,
      (count(*) filter (where ${examIs('sat')}))::int as sat,
      sum(s.counted_minutes::float8 / s.minutes_per_hour) as hours,
      min(s.required_minutes * 10 / s.minutes_per_hour) as "minRequiredTenths",
      max(s.required_minutes * 10 / s.minutes_per_hour) as "maxRequiredTenths"
    from s group by grouping sets ((), (unit), (category), (half), (done_month, assigned_month))`);
  const of = (set: number) => rows.filter((row) => row.set === set);
  const [all] = of(SETS.all);
  return {
    all: all && all.total > 0 ? all : EMPTY,
    byUnit: new Map(of(SETS.unit).map((row) => [row.unit, row])),
    byCategory: new Map(of(SETS.category).map((row) => [row.category, row])),
    byHalfHour: new Map(of(SETS.half).map((row) => [row.half, row.total])),
    months: of(SETS.month).map((row) => ({ assigned: row.assignedMonth, done: row.doneMonth, count: row.total })),
  };
}

/** Only what the trend of the year before needs, over the same people and units. */
export async function readTrend(db: Db | Tx, principal: Principal, scope: Scope): Promise<MonthCell[]> {
  return db.execute<MonthCell>(sql`
    select ${monthOf(sql`s.completed_on`, scope.year)} as done,
      ${monthOf(sql`s.assigned_on`, scope.year)} as assigned, count(*)::int as count
    from ${sourceOf(scope)} s where ${rowsOf(principal, scope)} group by 1, 2`);
}

/** Plans that are 免训 by approval on the scope's day, in none of the other figures. */
export async function countExempt(db: Db | Tx, principal: Principal, scope: Scope): Promise<number> {
  const of: Scope = { ...scope, filter: { ...scope.filter, status: 'exempt' } };
  const rows = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sourceOf(of)} s where ${rowsOf(principal, of)}`,
  );
  return rows[0]?.n ?? 0;
}

export type Expiring = { readonly within30: number; readonly within60: number; readonly within90: number };

/** Certificates of any year that end within 30, 60 and 90 days after the scope's day; each includes the one before. */
export async function countExpiring(db: Db | Tx, principal: Principal, scope: Scope): Promise<Expiring> {
  const of90 = { ...scope, filter: { ...scope.filter, expiring: 90 as const } };
  const ends = (days: number) =>
    sql`(count(*) filter (where s.certificate_until <= ${dayOf(scope)} + ${days}::int))::int`;
  const rows = await db.execute<Expiring>(sql`
    select ${ends(30)} as within30, ${ends(60)} as within60, count(*)::int as within90
    from ${sourceOf(of90)} s where ${placeIs(principal, scope.filter)} and ${expiresWithin(90, of90)}`);
  return rows[0] ?? { within30: 0, within60: 0, within90: 0 };
}
