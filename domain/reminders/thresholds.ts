import { daysBetween, type IsoDate } from '../shared/dates.ts';

/** Days after a due date on which the overdue go to 人事部门 as well. */
export const ESCALATE_DAYS = 7;

/**
 * Days after a due date from which nobody is reminded any more: whoever was to be told has been, and the lists show it
 * from then on. Keeps an installation that begins with old records from telling everybody about the past.
 */
export const FORGET_DAYS = 30;

/**
 * Of the days before a due date on which people are reminded, the last one that has come: of several that passed while
 * nothing ran only that one is told. Null when none has come yet, and from the day after the due date on.
 */
export function latestThreshold(dueOn: IsoDate, days: readonly number[], today: IsoDate): number | null {
  const left = daysBetween(today, dueOn);
  if (left < 0) return null;
  const reached = days.filter((day) => day >= left);
  return reached.length > 0 ? Math.min(...reached) : null;
}

/** Days since a due date that passed and is not forgotten; null otherwise. */
export function overdueDays(dueOn: IsoDate, today: IsoDate): number | null {
  const over = daysBetween(dueOn, today);
  return over > 0 && over <= FORGET_DAYS ? over : null;
}

/**
 * How many times in a row a step has waited longer than it should: 0 up to and on the last good day, 1 from the day
 * after, one more each `stepDays`.
 */
export function waitsOver(since: IsoDate, stepDays: number, today: IsoDate): number {
  const waited = daysBetween(since, today);
  return waited > stepDays ? Math.floor((waited - 1) / stepDays) : 0;
}

const HOUR_MS = 3_600_000;

/** Hours after the discovery of a violation at which 保密办 and 单位领导 are told (实施条例 2024 第 61 条: 24). */
export const VIOLATION_HOURS = [0, 12, 20, 24] as const;

/** The last of those marks that has passed; null for a discovery in the future. */
export function violationMark(discoveredAt: Date, now: Date): (typeof VIOLATION_HOURS)[number] | null {
  const hours = (now.getTime() - discoveredAt.getTime()) / HOUR_MS;
  return VIOLATION_HOURS.findLast((mark) => mark <= hours) ?? null;
}
