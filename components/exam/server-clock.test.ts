import { expect, test } from 'vitest';
import { ServerClock } from './server-clock.ts';

function clockAt(ticks: { now: number }): ServerClock {
  return new ServerClock(() => ticks.now);
}

test('time left follows the monotonic timer from the last answer of the server', () => {
  const ticks = { now: 5000 };
  const clock = clockAt(ticks);
  clock.sync('2026-11-21T02:00:00.000Z');
  ticks.now += 90_000;
  expect(clock.left('2026-11-21T02:10:00.000Z')).toBe(510_000);
});

test('a slow answer never turns the time back, a machine that slept is put right', () => {
  const ticks = { now: 0 };
  const clock = clockAt(ticks);
  clock.sync('2026-11-21T02:00:00.000Z');
  ticks.now = 1000;
  const before = clock.now();
  clock.sync('2026-11-21T02:00:00.200Z');
  expect(clock.now()).toBe(before);
  clock.sync('2026-11-21T03:00:00.000Z');
  expect(clock.now()).toBe(Date.parse('2026-11-21T03:00:00.000Z'));
});

test('a passed deadline leaves nothing, and an unreadable instant changes nothing', () => {
  const ticks = { now: 0 };
  const clock = clockAt(ticks);
  clock.sync('2026-11-21T02:00:00.000Z');
  clock.sync('soon');
  expect(clock.left('2026-11-21T01:59:59.000Z')).toBe(0);
});
