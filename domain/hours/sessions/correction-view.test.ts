import { expect, it } from 'vitest';
import { isShortAfter } from './correction-view.ts';

const rule = (required: number, counted: number, amount: number, unit = 'minutes') => ({
  unit,
  required,
  counted,
  countingRows: [{ id: 'row', amount }],
});

it('tells when a correction leaves a finished plan short, and only for rows that counted', () => {
  expect(isShortAfter([rule(180, 180, 45)], 'row', 1)).toBe(true);
  expect(isShortAfter([rule(180, 225, 45)], 'row', 45)).toBe(false);
  expect(isShortAfter([rule(180, 225, 45)], 'row', 46)).toBe(false);
  expect(isShortAfter([rule(180, 180, 45)], 'other', 45)).toBe(false);
  expect(isShortAfter([rule(1, 1, 1, 'lessons')], 'row', 45)).toBe(false);
  expect(isShortAfter([rule(180, 300, 45), rule(90, 90, 45)], 'row', 45)).toBe(true);
});
