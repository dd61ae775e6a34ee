import { Temporal } from 'temporal-polyfill';

/** `2026-11-21 09:05` in a zone, as papers give instants. */
export function instantText(zone: string, at: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
