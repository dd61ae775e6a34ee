import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byTopic, countMinutes, hoursText, type LedgerRow, missingHoursText, netRows } from './ledger.ts';

const row = (id: string, minutes: number, change: Partial<LedgerRow> = {}): LedgerRow => ({
  id,
  mode: 'online',
  minutes,
  title: id,
  lessonId: id,
  topics: [],
  reversesId: null,
  ...change,
});
const correction = (id: string, of: string, minutes: number) =>
  row(id, minutes, { mode: 'correction', reversesId: of, lessonId: null });

describe('counting minutes', () => {
  it('takes corrections off the rows they name', () => {
    const rows = [row('a', 12), row('b', 10), correction('c', 'a', -12), row('d', 45, { mode: 'session' })];
    expect(countMinutes(rows)).toBe(55);
    expect(netRows(rows).map((net) => [net.row.id, net.netMinutes])).toEqual([
      ['a', 0],
      ['b', 10],
      ['d', 45],
    ]);
  });

  it('never lets a correction eat into another row', () => {
    expect(countMinutes([row('a', 12), correction('c', 'a', -20), row('b', 10)])).toBe(10);
    expect(countMinutes([row('b', 10), correction('c', 'elsewhere', -20)])).toBe(10);
  });

  const rows = fc
    .array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 200 }),
        topics: fc.uniqueArray(fc.constantFrom('t1', 't2', 't3', 't4', 't5')),
        back: fc.nat(250),
      }),
    )
    .map((list) =>
      list.flatMap(({ minutes, topics, back }, i) => {
        const own = row(`r${i}`, minutes, { topics });
        return back > 0 && back < 200 ? [own, correction(`c${i}`, own.id, -back)] : [own];
      }),
    );

  it('by topic adds up to the total to the minute', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect([...byTopic(list).values()].reduce((a, b) => a + b, 0)).toBe(countMinutes(list));
      }),
    );
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(countMinutes([...list].reverse())).toBe(countMinutes(list));
      }),
    );
  });

  it('divides a row of several topics in whole minutes', () => {
    expect(Object.fromEntries(byTopic([row('a', 11, { topics: ['t1', 't2'] }), row('b', 5)]))).toEqual({
      t1: 6,
      t2: 5,
      '': 5,
    });
  });
});

describe('学时 on screen', () => {
  it.each([
    [112, 45, '2.4'],
    [113, 45, '2.5'],
    [179, 45, '3.9'],
    [180, 45, '4.0'],
    [0, 45, '0.0'],
    [450, 45, '10.0'],
  ])('%i minutes of %i are %s', (minutes, perHour, text) => expect(hoursText(minutes, perHour)).toBe(text));

  it('reach the required figure only when the minutes do, and show a shortage as more than 0.0', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom(40, 45, 50, 60),
        fc.integer({ min: 1, max: 20 }),
        (minutes, perHour, hours) => {
          const required = hours * perHour;
          expect(Number(hoursText(minutes, perHour)) >= hours).toBe(minutes >= required);
          expect(missingHoursText(required - minutes, perHour) === '0.0').toBe(minutes >= required);
        },
      ),
    );
  });
});
