import { and, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { ProgressFilter, StatusFilter } from '../../domain/people/progress-filter.ts';
import { exemptedBefore, PROGRESS_TODAY, peopleWithoutPlan, progressFromRecords } from './dashboard-source.ts';
import { endOfDay } from './org-clock.ts';
import { unitVisibleTo } from './scopes.ts';

/** A filter with the values that decide which source is read filled in. */
export type Scope = {
  readonly filter: ProgressFilter;
  readonly year: number;
  /** As-of date, never after `today`. */
  readonly day: string;
  readonly today: string;
};

/** The day of a scope as a value inside a statement. */
export function dayOf(scope: Scope): SQL {
  return sql`${scope.day}::date`;
}

/** Rows `s` of plans as they stood on the scope's day: stored for today, derived from the records for earlier days. */
export function sourceOf(scope: Scope): SQL {
  if (scope.filter.status === 'unassigned') return peopleWithoutPlan(dayOf(scope), scope.year);
  if (scope.day === scope.today) return PROGRESS_TODAY;
  const ofYear = sql`pa.training_year = ${scope.year}::int`;
  if (scope.filter.status === 'exempt') {
    return progressFromRecords(dayOf(scope), sql`${ofYear} and pa.id in ${exemptedBefore(endOfDay(dayOf(scope)))}`);
  }
  const only =
    scope.filter.expiring === undefined
      ? ofYear
      : sql`pa.id in (select ends.assignment_id from certificates ends
          where ends.valid_until between ${dayOf(scope)} and ${dayOf(scope)} + ${scope.filter.expiring}::int)`;
  return progressFromRecords(dayOf(scope), only);
}

/** The one definition of each state; counts, bars, lists and exports all use it. */
export function statusIs(status: StatusFilter, day: SQL): SQL {
  switch (status) {
    case 'done':
      return sql`s.completed_on is not null`;
    case 'not-done':
      return sql`s.completed_on is null`;
    case 'overdue':
      return sql`(s.completed_on is null and s.due_on < ${day})`;
    case 'in-progress':
      return sql`(s.completed_on is null and s.due_on >= ${day} and ${hasBegun})`;
    case 'not-started':
      return sql`(s.completed_on is null and s.due_on >= ${day} and not ${hasBegun})`;
    case 'exempt':
      return sql`(s.is_exempt and s.assignment_id in ${exemptedBefore(endOfDay(day))})`;
    case 'unassigned':
      return sql`s.assignment_id is null`;
  }
}

const hasBegun = sql`(s.counted_minutes > 0 or s.exam_state in ('passed', 'failed'))`;

/** State of a row as text, one of PROGRESS_STATES. */
export function stateOf(day: SQL): SQL {
  return sql`case when s.assignment_id is null then 'unassigned' when ${statusIs('done', day)} then 'done'
    when s.is_exempt then 'exempt' when ${statusIs('overdue', day)} then 'overdue' when ${statusIs('in-progress', day)} then 'in-progress' else 'not-started' end`;
}

/** Tenths of a 学时, rounded down; the unit of the histogram and of the hours filter. */
export const HOUR_TENTHS: SQL = sql`(s.counted_minutes * 10 / s.minutes_per_hour)`;

export function examIs(exam: NonNullable<ProgressFilter['exam']>): SQL {
  return exam === 'sat' ? sql`s.exam_state in ('passed', 'failed')` : sql`s.exam_state = ${exam}`;
}

/** Certificates that end within so many days; the source holds only the last one of a person and plan. */
export function expiresWithin(days: number, scope: Scope): SQL {
  return sql`(s.certificate_until >= ${dayOf(scope)} and s.certificate_until <= ${dayOf(scope)} + ${days}::int)`;
}

/** Who and where: what the principal may see, unit, category, plan. Without the year. */
export function placeIs(principal: Principal, filter: ProgressFilter): SQL {
  const unit = filter.unit
    ? filter.direct
      ? sql`s.unit_id = ${filter.unit}::uuid`
      : sql`s.unit_id in (select d.descendant_id from unit_closure d where d.ancestor_id = ${filter.unit}::uuid)`
    : undefined;
  const parts = [
    // 免训, or ended by a change of category: not owed, so in no figure (应训) and in no list behind one. Those that are
    // 免训 have a number and a list of their own.
    filter.status === 'exempt' ? sql`s.unit_id is not null` : sql`s.unit_id is not null and not s.is_exempt`,
    unitVisibleTo(principal, sql`s.unit_id`),
    unit,
    filter.category ? sql`s.category = ${filter.category}` : undefined,
    filter.plan ? sql`s.plan_kind = ${filter.plan}` : undefined,
  ];
  return and(...parts) ?? sql`false`;
}

const LIKE_SPECIAL = /[\\%_]/g;

function nameMatches(text: string): SQL {
  const typed = text.toLowerCase().replace(LIKE_SPECIAL, (c) => `\\${c}`);
  const anywhere = `%${typed}%`;
  return sql`s.person_id in (select n.id from people n
    where lower(n.name) like ${anywhere} or lower(n.employee_no) like ${anywhere} or n.name_pinyin like ${anywhere})`;
}

/** The whole WHERE of a list, its count and its export; a dashboard's figure is this with one more filter set. */
export function rowsOf(principal: Principal, scope: Scope): SQL {
  const { filter } = scope;
  const day = dayOf(scope);
  const parts = [
    placeIs(principal, filter),
    filter.expiring === undefined ? sql`s.training_year = ${scope.year}::int` : expiresWithin(filter.expiring, scope),
    filter.status ? statusIs(filter.status, day) : undefined,
    filter.exam ? examIs(filter.exam) : undefined,
    filter.hoursFrom === undefined ? undefined : sql`${HOUR_TENTHS} >= ${Math.round(filter.hoursFrom * 10)}::int`,
    filter.hoursTo === undefined ? undefined : sql`${HOUR_TENTHS} < ${Math.round(filter.hoursTo * 10)}::int`,
    filter.doneBy ? sql`s.completed_on <= ${filter.doneBy}::date` : undefined,
    filter.q ? nameMatches(filter.q) : undefined,
  ];
  return and(...parts) ?? sql`false`;
}
