import { expect, it } from 'vitest';
import { acceptedSteps, codeSecondsLeft, codeStep, isSignInOpen } from './attendance-window.ts';

const times = { startsAt: new Date('2026-06-10T01:00:00Z'), endsAt: new Date('2026-06-10T03:00:00Z') };

it.each([
  ['2026-06-10T00:29:59.999Z', false],
  ['2026-06-10T00:30:00Z', true],
  ['2026-06-10T03:30:00Z', true],
  ['2026-06-10T03:30:00.001Z', false],
])('opens the sign-in half an hour before and closes it half an hour after: %s', (at, open) => {
  expect(isSignInOpen(times, new Date(at))).toBe(open);
});

it('changes the code every 30 seconds and takes the one before it as well, never an older or a later one', () => {
  const at = new Date('2026-06-10T01:00:29Z');
  const next = new Date('2026-06-10T01:00:30Z');
  expect(codeStep(next)).toBe(codeStep(at) + 1);
  expect(codeSecondsLeft(at)).toBe(1);
  expect(codeSecondsLeft(next)).toBe(30);
  expect(acceptedSteps(next)).toEqual([codeStep(next), codeStep(at)]);
});
