import { expect, test } from 'vitest';
import { z } from 'zod';
import { awayReason, IDLE_AFTER_MS, lessonHours, newViewerId, shownSeconds } from './study-time.ts';

const here = { nowMs: 500_000, lastUseMs: 400_000, isVisible: true, isFocused: true };

test('time counts only while the page is visible, in front and recently used', () => {
  expect(awayReason(here)).toBeNull();
  expect(awayReason({ ...here, isVisible: false })).toBe('hidden');
  expect(awayReason({ ...here, isFocused: false })).toBe('hidden');
  expect(awayReason({ ...here, lastUseMs: here.nowMs - IDLE_AFTER_MS })).toBeNull();
  expect(awayReason({ ...here, lastUseMs: here.nowMs - IDLE_AFTER_MS - 1 })).toBe('idle');
});

test('the badge never runs more than one interval ahead of the server', () => {
  expect(shownSeconds(60, 4_900, true)).toBe(64);
  expect(shownSeconds(60, 90_000, true)).toBe(75);
  expect(shownSeconds(60, 90_000, false)).toBe(60);
  expect(shownSeconds(60, -5_000, true)).toBe(60);
});

test('a tab names itself with a random UUID', () => {
  const ids = Array.from({ length: 50 }, newViewerId);
  expect(new Set(ids).size).toBe(50);
  expect(ids.every((id) => z.uuid({ version: 'v4' }).safeParse(id).success)).toBe(true);
});

test('twelve minutes read as 0.3 学时 of 45 minutes', () => {
  expect(lessonHours(12, 45)).toBe('0.3');
  expect(lessonHours(20, 45)).toBe('0.4');
});
