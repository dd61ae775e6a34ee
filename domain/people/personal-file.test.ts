import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMinutes } from '../hours/ledger.ts';
import { TOPICS } from '../learning/lesson-ast.ts';
import { type FileSection, withinLimit, yearSums } from './personal-file.ts';

type Row = Parameters<typeof yearSums>[0][number];

const row = (id: string, change: Partial<Row> = {}): Row => ({
  id,
  mode: 'session',
  minutes: 90,
  title: '集中培训',
  lessonId: null,
  topics: [TOPICS[0]],
  reversesId: null,
  trainingYear: 2026,
  ...change,
});

const rows = fc
  .array(
    fc.record({
      minutes: fc.integer({ min: 1, max: 400 }),
      trainingYear: fc.integer({ min: 2023, max: 2026 }),
      topics: fc.subarray([...TOPICS, '其他']),
      isReversed: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.flatMap(({ isReversed, ...draft }, i) => [
      row(`${i}`, draft),
      ...(isReversed
        ? [
            row(`c${i}`, {
              ...draft,
              mode: 'correction',
              minutes: -draft.minutes,
              reversesId: `${i}`,
              trainingYear: 2026,
            }),
          ]
        : []),
    ]),
  );

describe('yearSums', () => {
  it('adds up to what the ledger counts, year by year and topic by topic, corrections taken off', () => {
    fc.assert(
      fc.property(rows, (ledger) => {
        const sums = yearSums(ledger, 2023, 2026);
        expect(sums.reduce((all, { minutes }) => all + minutes, 0)).toBe(countMinutes(ledger));
        for (const { minutes, byTopic, withoutTopic } of sums) {
          expect(byTopic.reduce((all, one) => all + one, withoutTopic)).toBe(minutes);
        }
      }),
    );
  });

  it('takes a correction from the year of the row it names', () => {
    const late = row('c', { mode: 'correction', minutes: -90, reversesId: 'a', trainingYear: 2026 });
    const sums = yearSums([row('a', { trainingYear: 2025 }), row('b'), late], 2025, 2026);
    expect(sums.map(({ year, minutes }) => [year, minutes])).toEqual([
      [2025, 0],
      [2026, 90],
    ]);
  });
});

describe('withinLimit', () => {
  const section = (title: string, count: number): FileSection => ({
    title,
    notes: [],
    columns: [{ head: '内容', share: 1 }],
    rows: Array.from({ length: count }, (_, i) => [`${i}`]),
  });

  it('leaves a file alone that is not too long', () => {
    const sections = [section('甲', 3), section('乙', 2)];
    expect(withinLimit(sections, 5)).toEqual(sections);
  });

  it('cuts the last sections first and says how many there are', () => {
    const [first, second] = withinLimit([section('甲', 3), section('乙', 10)], 5);
    expect([first?.rows.length, first?.notes.length, second?.rows.length]).toEqual([3, 0, 2]);
    expect(second?.notes[0]).toContain('共 10 条');
    expect(second?.notes[0]).toContain('前 2 条');
  });
});
