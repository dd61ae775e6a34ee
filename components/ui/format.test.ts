import { expect, test } from 'vitest';
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatHours,
  formatPercent,
  formatSpan,
  formatTime,
  formatWindow,
} from './format.ts';

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

test('a window of whole days names its last day; any other window tells the minute', () => {
  expect(formatWindow('2025-12-31T16:00:00Z', '2026-12-31T16:00:00Z')).toBe('2026-01-01 至 2026-12-31');
  expect(formatWindow('2026-11-20T01:00:00Z', '2026-11-20T09:30:00Z')).toBe('2026-11-20 09:00 至 2026-11-20 17:30');
});

test('a span is told in words by its two largest units', () => {
  expect(formatSpan(59)).toBe('不到 1 分钟');
  expect(formatSpan(3600)).toBe('1 小时');
  expect(formatSpan(3 * 86_400 + 4 * 3600 + 59)).toBe('3 天 4 小时');
});
