import { expect, test } from 'vitest';
import { formatDate, formatDateTime, formatDuration, formatHours, formatPercent, formatTime } from './format.ts';

test('instants are told in the zone of the organisation, with midnight as 00', () => {
  const instant = '2026-11-20T16:00:03Z';
  expect(formatDateTime(instant)).toBe('2026-11-21 00:00');
  expect(formatTime(instant)).toBe('00:00:03');
  expect(formatDate(instant, 'UTC')).toBe('2026-11-20');
});

test('hours and shares never round up to what is not reached', () => {
  expect(formatHours(179)).toBe('3.9');
  expect(formatHours(180)).toBe('4.0');
  expect(formatPercent(999_999, 1_000_000)).toBe('99.9%');
  expect(formatPercent(7, 7)).toBe('100.0%');
  expect(formatPercent(0, 0)).toBe('—');
});

test('a duration shows minutes and seconds and never a negative time', () => {
  expect(formatDuration(380)).toBe('6:20');
  expect(formatDuration(3980)).toBe('1:06:20');
  expect(formatDuration(-3)).toBe('0:00');
});
