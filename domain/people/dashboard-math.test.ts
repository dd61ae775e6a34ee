import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursBins, monthEnd, monthPoints } from './dashboard-math.ts';

describe('the trend of a year', () => {
  it('counts what was assigned and completed by the end of each month, earlier years included', () => {
    const cells = [
      { assigned: 0, done: null, count: 4 },
      { assigned: 1, done: 2, count: 3 },
      { assigned: 3, done: 13, count: 2 },
    ];
    expect(monthPoints(cells, 3)).toEqual([
      { month: 1, done: 0, total: 7 },
      { month: 2, done: 3, total: 7 },
      { month: 3, done: 3, total: 9 },
    ]);
  });

  it('knows the last day of every month', () => {
    expect([monthEnd(2026, 1), monthEnd(2026, 2), monthEnd(2028, 2), monthEnd(2026, 12)]).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2028-02-29',
      '2026-12-31',
    ]);
  });
});

describe('the histogram of hours', () => {
  it('loses nobody and leaves no gap between bins, whatever the requirement', () => {
    const halves = fc.dictionary(fc.integer({ min: 0, max: 40 }).map(String), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(halves, fc.integer({ min: 0, max: 300 }), (counts, required) => {
        const byHalf = new Map(Object.entries(counts).map(([half, count]) => [Number(half), count]));
        const bins = hoursBins(byHalf, required, 40);
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe([...byHalf.values()].reduce((a, b) => a + b, 0));
        expect(bins.map((bin) => bin.from).slice(1)).toEqual(bins.map((bin) => bin.to).slice(0, -1));
        expect(bins.at(-1)?.to).toBeNull();
      }),
    );
  });

  it('puts the required 4.0 学时 on the edge of a bin', () => {
    expect(hoursBins(new Map(), 40, 40).some((bin) => bin.from === 4)).toBe(true);
  });
});
