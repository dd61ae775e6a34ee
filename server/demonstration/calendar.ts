import { addDays, daysBetween, type IsoDate, startOfDay } from '#domain/shared/dates.ts';
import type { Rng } from '#domain/shared/rng.ts';
import { between } from './chance.ts';

/** Month and day of the long public holidays; the exact days move, which nothing here depends on. */
const HOLIDAYS = ['01-01', '05-01', '05-02', '05-03', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'];

function isWorkday(date: IsoDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.includes(date.slice(5));
}

/** The date itself when it is a working day, else the next one. */
export function workdayFrom(date: IsoDate): IsoDate {
  let day = date;
  while (!isWorkday(day)) day = addDays(day, 1);
  return day;
}

/** The date itself when it is a working day, else the one before. */
export function workdayUntil(date: IsoDate): IsoDate {
  let day = date;
  while (!isWorkday(day)) day = addDays(day, -1);
  return day;
}

/** The date at a share (0 to 1) of the way from one date to another. */
export function dateAt(from: IsoDate, to: IsoDate, share: number): IsoDate {
  return addDays(from, Math.round(daysBetween(from, to) * Math.min(1, Math.max(0, share))));
}

/** The instant of a wall-clock minute of a date. */
export function instantOf(zone: string, date: IsoDate, minuteOfDay: number): Date {
  return new Date(startOfDay(zone, date).getTime() + minuteOfDay * 60_000);
}

export function laterBy(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}

export function laterDate(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}

export function earlierDate(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

/** When people sit down to read: in the morning, after lunch, some in the evening. Minutes of the day. */
export function readingMinute(rng: Rng): number {
  const at = rng();
  if (at < 0.45) return between(rng, 8 * 60 + 35, 10 * 60 + 20);
  if (at < 0.88) return between(rng, 13 * 60 + 35, 15 * 60 + 40);
  return between(rng, 19 * 60 + 20, 20 * 60 + 40);
}

/** When people sit an exam: in working hours, early enough to finish. */
export function examMinute(rng: Rng): number {
  return rng() < 0.5 ? between(rng, 9 * 60, 10 * 60 + 30) : between(rng, 14 * 60, 16 * 60);
}
