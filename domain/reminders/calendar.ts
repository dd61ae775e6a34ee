import { addDays, type IsoDate } from '../shared/dates.ts';

/** One all-day entry. */
export type CalendarEntry = {
  /** Stays the same for the same thing, so that importing again replaces it. */
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  readonly from: IsoDate;
  /** Last day, itself included. */
  readonly until: IsoDate;
};

const CRLF = '\r\n';
const LINE_OCTETS = 75;

/** TEXT of RFC 5545 §3.3.11: backslash, semicolon, comma and line ends are escaped; other control characters go. */
function text(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

const octets = (line: string) => new TextEncoder().encode(line).length;

/** Folds at 75 octets (§3.1), between characters, so that no reader ever sees half a Chinese one. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (octets(part + character) > LINE_OCTETS) {
      parts.push(part);
      part = ' ';
    }
    part += character;
  }
  return [...parts, part].join(CRLF);
}

const day = (date: IsoDate) => date.replaceAll('-', '');
const stamp = (now: Date) => `${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;

function event(entry: CalendarEntry, now: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${text(entry.uid)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART;VALUE=DATE:${day(entry.from)}`,
    // The end of an all-day entry is the first day after it.
    `DTEND;VALUE=DATE:${day(addDays(entry.until, 1))}`,
    `SUMMARY:${text(entry.summary)}`,
    `DESCRIPTION:${text(entry.description)}`,
    `URL:${entry.url}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/**
 * A calendar file (RFC 5545) of all-day entries: CRLF, folded lines, escaped text, one stable UID an entry. `now` is when
 * it was made. `url` of an entry must be an absolute address.
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Shoumi//Reminders//ZH-CN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${text(name)}`,
    ...entries.flatMap((entry) => event(entry, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}${CRLF}`).join('');
}
