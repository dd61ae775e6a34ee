import type { PersonFlag } from '#domain/people/types.ts';
import { addDays, type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { laterDate } from './calendar.ts';
import { type StableNo, stableName } from './data/accounts.ts';
import type { Place, Span } from './roster-types.ts';

/** A person of the demonstration whose number, name and situation never change. */
export type StablePerson = {
  readonly employeeNo: StableNo;
  readonly name: string;
  readonly title: string;
  readonly flags: readonly PersonFlag[];
  readonly places: (span: Span) => readonly [Place, ...Place[]];
};

const LONG_AGO = isoDate('2016-07-01');

function always(unitCode: string, category: Place['category']): StablePerson['places'] {
  return () => [{ from: LONG_AGO, unitCode, category, lifeState: category === 'none' ? 'ordinary' : 'in-post' }];
}

/** So many days ago, but not before this training year. */
function daysAgo(span: Span, days: number): IsoDate {
  return laterDate(addDays(span.today, -days), isoDate(`${span.today.slice(0, 4)}-01-01`));
}

function person(
  employeeNo: StableNo,
  title: string,
  places: StablePerson['places'],
  flags: readonly PersonFlag[] = [],
): StablePerson {
  return { employeeNo, name: stableName(employeeNo), title, flags, places };
}

const ENTERING: StablePerson['places'] = (span) => [
  { from: daysAgo(span, 26), unitCode: 'JL-HG-02', category: 'general', lifeState: 'entering' },
];

const LEAVING: StablePerson['places'] = (span) => [
  { from: LONG_AGO, unitCode: 'JL-HG-03', category: 'general', lifeState: 'in-post' },
  { from: daysAgo(span, 12), unitCode: 'JL-HG-03', category: 'general', lifeState: 'leaving' },
];

export const STABLE: readonly StablePerson[] = [
  person('E0001', '助理研究员', always('JL-HG-04', 'none')),
  person('E0101', '副研究员', always('JL-HG-01', 'general')),
  person('E0102', '助理研究员', ENTERING),
  person('E0103', '研究员', LEAVING),
  person('M0001', '副研究员', always('JL-HG-01', 'none'), ['security-officer']),
  person('H0001', '主任科员', always('JL-RS-01', 'none')),
  person('H0002', '主任科员', always('JL-RS-01', 'none')),
  person('B0001', '主任科员', always('JL-BG-03', 'general')),
  person('B0002', '主任科员', always('JL-BG-03', 'general')),
  person('L0001', '副院长', always('JL', 'important'), ['leader']),
];
