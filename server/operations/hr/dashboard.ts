import { db, readDb } from '#db/client.ts';
import {
  countExempt,
  countExpiring,
  type DashboardRows,
  HOURS_CAP,
  readDashboard,
  readTrend,
  type Tally,
} from '#db/dal/dashboard.ts';
import type { Scope } from '#db/dal/dashboard-filter.ts';
import { listVisibleUnits, type UnitNode } from '#db/dal/units.ts';
import type { Principal } from '#domain/access/principal.ts';
import { hoursBins, type MonthPoint, monthEnd, monthPoints } from '#domain/people/dashboard-math.ts';
import type { CompletionBar, CountedLink, DashboardView, TrendPoint } from '#domain/people/dashboard-view.ts';
import { EXPIRY_DAYS, type PeopleQuery, type ProgressFilter } from '#domain/people/progress-filter.ts';
import { CATEGORIES, CATEGORY_LABEL } from '#domain/people/types.ts';
import { openScope } from './scope.ts';

/** The units a dashboard is broken down by: the children of the one chosen, or of the one the principal looks after. */
function breakdownOf(
  units: readonly UnitNode[],
  chosen: string | undefined,
): { root: UnitNode | null; parts: UnitNode[] } {
  const ids = new Set(units.map((unit) => unit.id));
  const roots = units.filter((unit) => unit.parentId === null || !ids.has(unit.parentId));
  const root = chosen ? units.find((unit) => unit.id === chosen) : roots.length === 1 ? roots[0] : undefined;
  if (chosen && !root) return { root: null, parts: [] };
  return root ? { root, parts: units.filter((unit) => unit.parentId === root.id) } : { root: null, parts: roots };
}

function bar(key: string, label: string, tally: Tally, list: PeopleQuery): CompletionBar {
  return {
    key,
    label,
    all: { count: tally.total, list },
    done: { count: tally.done, list: { ...list, status: 'done' } },
    missing: { count: tally.total - tally.done, list: { ...list, status: 'not-done' } },
  };
}

const byGap = (a: CompletionBar, b: CompletionBar) =>
  b.missing.count - a.missing.count || a.label.localeCompare(b.label, 'zh-CN');

function unitBars(rows: DashboardRows, units: ReturnType<typeof breakdownOf>, base: PeopleQuery): CompletionBar[] {
  const bars = units.parts.flatMap((unit) => {
    const tally = rows.byUnit.get(unit.id);
    return tally ? [bar(unit.id, unit.name, tally, { ...base, unit: unit.id })] : [];
  });
  const direct = rows.byUnit.get(null);
  if (direct && units.root) {
    const label = units.parts.length > 0 ? `${units.root.name}（本级）` : units.root.name;
    bars.push(bar('direct', label, direct, { ...base, unit: units.root.id, direct: '1' }));
  }
  return bars.sort(byGap);
}

function lastMonth(year: number, day: string): number {
  const dayYear = Number(day.slice(0, 4));
  if (year < dayYear) return 12;
  return year > dayYear ? 0 : Number(day.slice(5, 7));
}

function trendOf(
  points: readonly MonthPoint[],
  before: readonly MonthPoint[],
  base: PeopleQuery,
  scope: Scope,
): TrendPoint[] {
  const rate = (point: MonthPoint | undefined) => (point && point.total > 0 ? point.done / point.total : null);
  return Array.from({ length: 12 }, (_, index) => {
    const point = points[index];
    const end = monthEnd(scope.year, index + 1);
    const doneBy = end.localeCompare(scope.day) < 0 ? end : scope.day;
    return {
      month: index + 1,
      rate: rate(point),
      lastYear: rate(before[index]),
      done: point ? { count: point.done, list: { ...base, status: 'done' as const, doneBy } } : null,
    };
  });
}

function changeOf(points: readonly MonthPoint[], all: Tally, scope: Scope): number | null {
  const before = Number(scope.day.slice(0, 4)) === scope.year ? points[points.length - 2] : undefined;
  if (!before || before.total === 0 || all.total === 0) return null;
  return (all.done / all.total - before.done / before.total) * 100;
}

function tilesOf(all: Tally, exempt: number, change: number | null, base: PeopleQuery): DashboardView['tiles'] {
  const link = (count: number, more: PeopleQuery = {}): CountedLink => ({ count, list: { ...base, ...more } });
  return {
    owed: link(all.total),
    done: link(all.done, { status: 'done' }),
    missing: link(all.total - all.done, { status: 'not-done' }),
    change,
    averageHours: all.total > 0 ? all.hours / all.total : null,
    passed: link(all.passed, { exam: 'passed' }),
    sat: link(all.sat, { exam: 'sat' }),
    overdue: link(all.overdue, { status: 'overdue' }),
    exempt: link(exempt, { status: 'exempt' }),
  };
}

/** What the dashboard takes of an address; the rest belongs to the list. */
function dashboardFilter({ year, unit, category, plan, asOf }: ProgressFilter): ProgressFilter {
  const all = { year, unit, category, plan, asOf };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/**
 * The dashboard of a year as of a date for what the principal looks after. Every count is the number of rows of the list
 * it links to, because both use `rowsOf`. Today's figures cost one pass over the stored plans of the year; earlier dates
 * are derived from the records.
 */
export async function readHrDashboard(
  principal: Principal,
  given: ProgressFilter,
): Promise<{ view: DashboardView; unitOptions: readonly UnitNode[]; today: string }> {
  const { scope, org } = await openScope(db, dashboardFilter(given));
  const units = await listVisibleUnits(readDb, principal);
  const breakdown = breakdownOf(units, scope.filter.unit);
  const before = { ...scope, year: scope.year - 1 };
  const [rows, lastYear, expiring, exempt] = await Promise.all([
    readDashboard(
      readDb,
      principal,
      scope,
      breakdown.parts.map((unit) => unit.id),
    ),
    readTrend(readDb, principal, before),
    countExpiring(readDb, principal, scope),
    countExempt(readDb, principal, scope),
  ]);
  const base: PeopleQuery = { ...scope.filter, year: scope.year };
  const points = monthPoints(rows.months, lastMonth(scope.year, scope.day));
  const { minRequiredTenths: least, maxRequiredTenths: most } = rows.all;
  const bins = hoursBins(rows.byHalfHour, most ?? 0, HOURS_CAP);
  const view: DashboardView = {
    organisation: org.name,
    year: scope.year,
    day: scope.day,
    now: org.now,
    zone: org.zone,
    tiles: tilesOf(rows.all, exempt, changeOf(points, rows.all, scope), base),
    units: unitBars(rows, breakdown, base),
    categories: CATEGORIES.flatMap((category) => {
      const tally = rows.byCategory.get(category);
      return tally ? [bar(category, CATEGORY_LABEL[category], tally, { ...base, category })] : [];
    }),
    hours: bins.map((bin) => ({
      ...bin,
      list: { ...base, hoursFrom: bin.from, ...(bin.to === null ? {} : { hoursTo: bin.to }) },
    })),
    requiredHours: least !== null && least === most ? least / 10 : null,
    trend: trendOf(points, monthPoints(lastYear, lastMonth(before.year, scope.day)), base, scope),
    expiring: EXPIRY_DAYS.map((days) => ({
      days,
      count: expiring[`within${days}`],
      list: { ...base, expiring: days },
    })),
  };
  return { view, unitOptions: units, today: scope.today };
}
