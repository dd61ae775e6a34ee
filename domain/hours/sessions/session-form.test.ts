import { expect, it } from 'vitest';
import { SessionForm } from './session-form.ts';

const FORM = {
  title: '上半年保密集中培训',
  mode: 'session',
  topics: ['保密法律法规'],
  unitId: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
  isUnitOrganised: true,
  place: '一楼会议室',
  teacher: '',
  startsAt: '2026-06-10T09:00',
  endsAt: '2026-06-10T11:00',
  minutes: 90,
};

const faults = (change: object) => {
  const issues = SessionForm.safeParse({ ...FORM, ...change }).error?.issues ?? [];
  return [...new Set(issues.map((issue) => issue.path[0]))];
};

it('takes a session as it is usually entered', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ minutes: 120 })).toEqual([]);
});

it.each([
  ['more minutes than it lasted', { minutes: 121 }, 'minutes'],
  ['no minutes', { minutes: 0 }, 'minutes'],
  ['parts of a minute', { minutes: 1.5 }, 'minutes'],
  ['an end before the start', { endsAt: '2026-06-10T08:59' }, 'endsAt'],
  ['no length', { endsAt: '2026-06-10T09:00' }, 'endsAt'],
  ['more than a day', { endsAt: '2026-06-11T09:01' }, 'endsAt'],
  ['a day that does not exist', { startsAt: '2026-02-30T09:00' }, 'startsAt'],
  ['an hour that does not exist', { startsAt: '2026-06-10T24:01' }, 'startsAt'],
  ['an instant with a zone', { startsAt: '2026-06-10T09:00Z' }, 'startsAt'],
  ['no topic', { topics: [] }, 'topics'],
  ['a topic twice', { topics: ['保密法律法规', '保密法律法规'] }, 'topics'],
  ['a topic that is not statutory', { topics: ['消防'] }, 'topics'],
  ['a mode that is entered elsewhere', { mode: 'online' }, 'mode'],
  ['a title of spaces', { title: '   ' }, 'title'],
  ['an unknown field', { state: 'approved' }, undefined],
])('refuses %s', (_what, change, where) => {
  expect(faults(change)).toContain(where);
});
