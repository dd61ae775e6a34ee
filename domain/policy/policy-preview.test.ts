import { expect, it } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import { type Compared, comparePlans, type Outlook } from './policy-preview.ts';
import { compareReviews } from './review-preview.ts';

const today = isoDate('2026-06-10');
const outlook = (change: Partial<Outlook> = {}): Outlook => ({
  complete: false,
  overdue: false,
  dueOn: isoDate('2026-12-31'),
  rules: [{ id: 'hours', title: '学时', met: false }],
  ...change,
});
const person = (n: number) => ({
  personId: `p${n}`,
  employeeNo: `E${String(n).padStart(4, '0')}`,
  name: `人${n}`,
  unit: '一处',
});
const one = (n: number, before: Outlook, after: Outlook): Compared => ({ person: person(n), before, after });
const met = [{ id: 'hours', title: '学时', met: true }];

it('tells who becomes complete, overdue, on time again and due soon', () => {
  const { groups, before, after } = comparePlans(
    [
      one(1, outlook(), outlook({ complete: true, rules: met })),
      one(2, outlook(), outlook({ overdue: true, dueOn: isoDate('2026-05-31') })),
      one(3, outlook({ overdue: true, dueOn: isoDate('2026-05-31') }), outlook()),
      one(4, outlook(), outlook({ dueOn: isoDate('2026-07-01') })),
    ],
    today,
  );
  expect(groups.map(({ id, count, people }) => [id, count, people[0]?.name])).toEqual([
    ['complete', 1, '人1'],
    ['overdue', 1, '人2'],
    ['on-time', 1, '人3'],
    ['due-soon', 1, '人4'],
    ['gained:hours', 1, '人1'],
  ]);
  expect(before).toEqual({ complete: 0, incomplete: 4, overdue: 1 });
  expect(after).toEqual({ complete: 1, incomplete: 3, overdue: 1 });
});

it('names whom a single rule fails for now, and a rule that only the new version has', () => {
  const added = [...met, { id: 'topic', title: '保密法律法规', met: false }];
  const { groups } = comparePlans([one(1, outlook({ rules: met }), outlook({ rules: added }))], today);
  expect(groups.map(({ id }) => id)).toEqual(['new:topic']);
});

it('tells a requirement that is no longer reached from one that is dropped', () => {
  const unmet = [{ id: 'hours', title: '学时', met: false }];
  const ids = (before: Outlook, after: Outlook) =>
    comparePlans([one(1, before, after)], today).groups.map(({ id }) => id);
  expect(ids(outlook({ rules: met }), outlook({ rules: unmet }))).toEqual(['lost:hours']);
  expect(ids(outlook({ rules: unmet }), outlook({ rules: [] }))).toEqual(['gained:hours']);
});

it('counts everybody and names the first hundred by number', () => {
  const many = Array.from({ length: 130 }, (_, i) => one(130 - i, outlook(), outlook({ overdue: true })));
  const [group] = comparePlans(many, today).groups;
  expect([group?.count, group?.people.length, group?.people[0]?.name]).toEqual([130, 100, '人1']);
});

it('tells whose review becomes overdue under another interval, on the day it begins to hold', () => {
  const base = { ...person(1), level: 'general' as const, reviewedOn: isoDate('2024-01-31') };
  const months = { core: 12, important: 24, general: 36 };
  const shorter = { ...months, general: 24 };
  const result = compareReviews([base], { before: months, after: shorter }, today);
  expect(result.groups.map(({ id, people }) => [id, people[0]?.note])).toEqual([
    ['overdue', '上次 2024-01-31，应于 2026-01-31 前复审'],
  ]);
  expect(compareReviews([base], { before: shorter, after: months }, today).groups.map(({ id }) => id)).toEqual([
    'on-time',
  ]);
  expect(compareReviews([base], { before: months, after: months }, today).groups).toEqual([]);
});
