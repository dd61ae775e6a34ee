import { expect, it } from 'vitest';
import { GivenDate } from './dates.ts';

it('takes from an address only dates that the database knows', () => {
  expect(['2026-02-28', '1900-01-01', '9999-12-31'].every((text) => GivenDate.safeParse(text).success)).toBe(true);
  expect(['0000-01-01', '2026-02-30', '2026-1-1', ''].some((text) => GivenDate.safeParse(text).success)).toBe(false);
});
