import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** Calendar date `YYYY-MM-DD`; what day it is depends on the organisation's zone, never on the server's. */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar date somebody gave. Not before 1900: no record is older, and the database knows no year 0. */
export const GivenDate = z.iso.date().refine((text) => text >= '1900');

/** @throws RangeError when the text is no calendar date. */
export function isoDate(text: string): IsoDate {
  if (!ISO_DATE.test(text)) throw new RangeError(`not a calendar date: ${text}`);
  Temporal.PlainDate.from(text, { overflow: 'reject' });
  return text as IsoDate;
}

/** The calendar date of an instant in a zone, e.g. `Asia/Shanghai`. */
export function dateIn(zone: string, instant: Date): IsoDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString() as IsoDate;
}

/** The training year of an instant: the calendar year in the organisation's zone. */
export function trainingYear(zone: string, instant: Date): number {
  return Number(dateIn(zone, instant).slice(0, 4));
}

/** First instant of a calendar date in a zone. */
export function startOfDay(zone: string, date: IsoDate): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

/** Whole days from one date to another; negative when `to` lies before `from`. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as IsoDate;
}

/** Adds calendar months; the day is clamped to the month's end (31 Jan + 1 month = 28/29 Feb). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ months }).toString() as IsoDate;
}
