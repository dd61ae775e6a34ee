import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distractorTable, type ItemMark, itemStatistics, reliability } from './item-statistics.ts';

describe('item statistics', () => {
  /*
   * By hand: marks 0, 1, 1, 2 (of 2); totals 2, 3, 6, 7; rest = total − mark = 2, 2, 5, 5.
   * Means 1 and 3.5. cov(mark, rest) = (1.5 + 0 + 0 + 1.5)/3 = 1; var mark = 2/3; var rest = 9/3 = 3.
   * Index = 100·1/√2 = 70.7107. Both lists stand sorted already, so the efficiency is 100.
   * var total = (6.25 + 2.25 + 2.25 + 6.25)/3 = 17/3; cov(mark, total) = (2.5 + 2.5)/3 = 5/3;
   * r = (5/3)/√(2/3·17/3) = 5/√34.
   */
  const rows: ItemMark[] = [
    [0, 2],
    [1, 3],
    [1, 6],
    [2, 7],
  ].map(([mark = 0, total = 0]) => ({ mark, total }));

  it('equal the numbers computed by hand', () => {
    const result = itemStatistics(rows, 2);
    expect(result.candidates).toBe(4);
    expect(result.facility).toBe(0.5);
    expect(result.standardDeviation).toBeCloseTo(Math.sqrt(2 / 3) / 2, 12);
    expect(result.discriminationIndex).toBeCloseTo(100 / Math.SQRT2, 9);
    expect(result.discriminativeEfficiency).toBeCloseTo(100, 9);
    expect(result.pointBiserial).toBeCloseTo(5 / Math.sqrt(34), 12);
  });

  it('show an efficiency below 100 when weaker candidates do better', () => {
    // marks 1, 0, 1; rest 1, 2, 3: cov = 0, so index and efficiency are 0.
    const result = itemStatistics(
      [
        { mark: 1, total: 2 },
        { mark: 0, total: 2 },
        { mark: 1, total: 4 },
      ],
      1,
    );
    expect(result.discriminationIndex).toBeCloseTo(0, 12);
    expect(result.discriminativeEfficiency).toBeCloseTo(0, 12);
    // marks 1, 1, 0; rest 1, 2, 3: cov = −1/2; sorted 0, 1, 1 against 1, 2, 3: cov_max = 1/2.
    const inverse = itemStatistics(
      [
        { mark: 1, total: 2 },
        { mark: 1, total: 3 },
        { mark: 0, total: 3 },
      ],
      1,
    );
    expect(inverse.discriminativeEfficiency).toBeCloseTo(-100, 9);
  });

  it('are null where they are not defined', () => {
    expect(itemStatistics([], 1)).toMatchObject({ candidates: 0, facility: null, discriminationIndex: null });
    expect(itemStatistics([{ mark: 1, total: 5 }], 1)).toMatchObject({ facility: 1, pointBiserial: null });
    const same = [
      { mark: 1, total: 5 },
      { mark: 1, total: 9 },
    ];
    expect(itemStatistics(same, 1)).toMatchObject({ discriminationIndex: null, discriminativeEfficiency: null });
  });

  it('stay within their ranges and ignore the order of candidates', () => {
    const row = fc.record({ mark: fc.integer({ min: 0, max: 4 }), rest: fc.integer({ min: 0, max: 96 }) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (list) => {
        const marks = list.map(({ mark, rest }) => ({ mark, total: mark + rest }));
        const a = itemStatistics(marks, 4);
        const b = itemStatistics([...marks].reverse(), 4);
        expect(a.facility).toBeCloseTo(b.facility ?? -1, 9);
        expect(Math.abs(a.discriminationIndex ?? 0)).toBeLessThanOrEqual(100 + 1e-6);
        expect(a.discriminativeEfficiency ?? 0).toBeLessThanOrEqual(100 + 1e-6);
        expect(a.discriminationIndex ?? 0).toBeCloseTo(b.discriminationIndex ?? 0, 6);
      }),
    );
  });
});

describe('reliability', () => {
  it('is KR-20 for marks of 0 and 1', () => {
    // Totals 3, 2, 1, 0: variance 5/3. Item variances 1/4, 1/3, 1/4 → sum 5/6. 3/2 · (1 − (5/6)/(5/3)) = 0.75.
    expect(
      reliability([
        [1, 1, 1],
        [1, 1, 0],
        [1, 0, 0],
        [0, 0, 0],
      ]),
    ).toBeCloseTo(0.75, 12);
  });

  it('is 1 when every item says the same and null without spread', () => {
    expect(
      reliability([
        [2, 2],
        [0, 0],
        [1, 1],
      ]),
    ).toBeCloseTo(1, 12);
    expect(
      reliability([
        [1, 0],
        [0, 1],
      ]),
    ).toBeNull();
    expect(reliability([[1, 1]])).toBeNull();
  });

  it('refuses ragged marks', () => {
    expect(() => reliability([[1, 1], [1]])).toThrow(RangeError);
  });
});

describe('the distractor table', () => {
  const rows = [
    ...Array.from({ length: 10 }, (_, i) => ({ chosen: ['a'], total: 90 + i })),
    ...Array.from({ length: 6 }, (_, i) => ({ chosen: ['b'], total: 50 + i })),
    ...Array.from({ length: 4 }, (_, i) => ({ chosen: ['c'], total: 40 + i })),
  ];

  it('counts takers, their share in the strongest and weakest 27 %, and their mean total', () => {
    // 20 candidates: groups of ⌈5.4⌉ = 6; the weakest six are the four of c and two of b.
    const [a, b, c, d] = distractorTable(rows, ['a', 'b', 'c', 'd'], ['a']);
    expect(a).toMatchObject({
      isCorrect: true,
      chosen: 10,
      share: 0.5,
      upperShare: 1,
      lowerShare: 0,
      meanTotal: 94.5,
      isIdle: false,
    });
    expect(b).toMatchObject({ chosen: 6, upperShare: 0, lowerShare: 2 / 6, meanTotal: 52.5 });
    expect(c).toMatchObject({ chosen: 4, lowerShare: 4 / 6 });
    expect(d).toMatchObject({ chosen: 0, share: 0, meanTotal: null, isIdle: true });
  });

  it('does not depend on the order of candidates, ties included', () => {
    const tied = rows.map((row) => ({ ...row, total: Math.round(row.total / 20) }));
    expect(distractorTable([...tied].reverse(), ['a', 'b'], ['a'])).toEqual(distractorTable(tied, ['a', 'b'], ['a']));
  });

  it('of no candidates is all zero', () => {
    expect(distractorTable([], ['a'], ['a'])).toEqual([
      {
        optionId: 'a',
        isCorrect: true,
        chosen: 0,
        share: 0,
        upperShare: 0,
        lowerShare: 0,
        meanTotal: null,
        isIdle: false,
      },
    ]);
  });
});
