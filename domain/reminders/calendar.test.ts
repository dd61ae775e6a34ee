import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import { type CalendarEntry, calendarFile } from './calendar.ts';

const NOW = new Date('2026-11-21T01:02:03.456Z');
const entry: CalendarEntry = {
  uid: 'plan-1@shoumi',
  summary: '待办到期',
  description: '请登录系统查看。',
  url: 'https://example.cn/',
  from: isoDate('2026-12-31'),
  until: isoDate('2026-12-31'),
};

/** What a reader makes of it: unfolded lines, each as name and value with the escapes undone. */
function read(file: string): [name: string, value: string][] {
  const lines = file.replaceAll('\r\n ', '').split('\r\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(':');
      const value = line.slice(at + 1).replace(/\\([\\;,n])/g, (_, one: string) => (one === 'n' ? '\n' : one));
      return [line.slice(0, at), value];
    });
}

test('a file of one entry has every property that RFC 5545 asks for, in its form', () => {
  expect(calendarFile('守密', [entry], NOW).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Shoumi//Reminders//ZH-CN',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:守密',
    'BEGIN:VEVENT',
    'UID:plan-1@shoumi',
    'DTSTAMP:20261121T010203Z',
    'DTSTART;VALUE=DATE:20261231',
    'DTEND;VALUE=DATE:20270101',
    'SUMMARY:待办到期',
    'DESCRIPTION:请登录系统查看。',
    'URL:https://example.cn/',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('an entry of several days ends on the day after its last, across the end of February of a leap year', () => {
  const file = calendarFile('守密', [{ ...entry, from: isoDate('2028-02-27'), until: isoDate('2028-02-29') }], NOW);
  expect(read(file)).toContainEqual(['DTEND;VALUE=DATE', '20280301']);
});

test('whatever the text, no line is longer than 75 octets, no line ends but with CRLF, and a reader gets the text back', () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(anyText, anyText, (summary, description) => {
      const file = calendarFile('守密', [{ ...entry, summary, description }], NOW);
      for (const line of file.split('\r\n')) {
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
      }
      const plain = (text: string) => text.replace(/\r\n|\r/g, '\n').replace(/[^\P{Cc}\n]/gu, '');
      const properties = read(file);
      expect(properties).toContainEqual(['SUMMARY', plain(summary)]);
      expect(properties).toContainEqual(['DESCRIPTION', plain(description)]);
      expect(properties.filter(([name]) => name === 'BEGIN')).toHaveLength(2);
    }),
  );
});
