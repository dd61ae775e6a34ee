import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intBelow, rngFrom, shuffled } from './rng.ts';

describe('the generator', () => {
  it('gives the stream of its seed on every machine, so that an old paper can be drawn again', () => {
    const rng = rngFrom('守密-2026');
    expect(Array.from({ length: 6 }, () => intBelow(rng, 1_000_000))).toEqual([
      831559, 444420, 277037, 15392, 397446, 438813,
    ]);
  });

  it('stays in [0, bound) and differs between seeds', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1000 }), (seed, bound) => {
        const value = intBelow(rngFrom(seed), bound);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(bound);
        expect(rngFrom(seed)()).not.toBe(rngFrom(`${seed}.`)());
      }),
    );
  });

  it('spreads evenly over ten boxes', () => {
    const rng = rngFrom('boxes');
    const boxes = new Map<number, number>();
    for (let i = 0; i < 100_000; i += 1) {
      const box = intBelow(rng, 10);
      boxes.set(box, (boxes.get(box) ?? 0) + 1);
    }
    // Standard deviation of a box is 95; five of them either way.
    for (let box = 0; box < 10; box += 1) expect(Math.abs((boxes.get(box) ?? 0) - 10_000)).toBeLessThan(475);
  });
});

describe('shuffling', () => {
  it('keeps every value and leaves the input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (values, seed) => {
        const before = [...values];
        expect(shuffled(rngFrom(seed), values).sort()).toEqual([...values].sort());
        expect(values).toEqual(before);
      }),
    );
  });
});
