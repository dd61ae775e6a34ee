import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSerial, serialOf } from './serial.ts';

const year = fc.integer({ min: 1000, max: 9999 });
const number = fc.integer({ min: 1, max: 999_999_999 });

describe('serialOf', () => {
  it('numbers certificates within a year in six digits and a check character', () => {
    expect(serialOf(2026, 123)).toMatch(/^SM-2026-000123-[0-9A-Z]$/);
    expect(serialOf(2026, 1_234_567)).toMatch(/^SM-2026-1234567-[0-9A-Z]$/);
  });

  it('makes serials it accepts, and two numbers never share one', () => {
    fc.assert(
      fc.property(year, number, number, (y, a, b) => {
        expect(isSerial(serialOf(y, a))).toBe(true);
        expect(serialOf(y, a) === serialOf(y, b)).toBe(a === b);
      }),
    );
  });

  it('gives away every single wrong digit', () => {
    fc.assert(
      fc.property(year, number, fc.nat(), fc.integer({ min: 1, max: 9 }), (y, n, at, shift) => {
        const serial = serialOf(y, n);
        const places = [...serial].flatMap((char, index) =>
          /\d/.test(char) && index < serial.length - 1 ? [index] : [],
        );
        const place = places[at % places.length] ?? 0;
        const digit = (Number(serial[place]) + shift) % 10;
        expect(isSerial(serial.slice(0, place) + digit + serial.slice(place + 1))).toBe(false);
      }),
    );
  });

  it('refuses numbers that are none', () => {
    for (const wrong of [0, -1, 1.5, Number.NaN, 1_000_000_000])
      expect(() => serialOf(2026, wrong)).toThrow(RangeError);
    expect(() => serialOf(26, 1)).toThrow(RangeError);
  });
});
