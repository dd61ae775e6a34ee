import { expect, test } from 'vitest';
import type { CaseListItem } from '../../domain/certification/case/view.ts';
import { isoDate } from '../../domain/shared/dates.ts';
import { todoGroups } from './todo-groups.ts';

const item = (id: string, dueOn: string | null): CaseListItem => ({
  id,
  no: id,
  kind: 'entry',
  kindLabel: '上岗',
  personName: null,
  employeeNo: null,
  unitName: '',
  summary: '',
  stateLabel: '',
  turn: [],
  isMyTurn: true,
  stateSince: '',
  waitingDays: 0,
  dueOn,
  isOverdue: false,
  endsOn: null,
  closedAt: null,
});

test('what waits is grouped by yesterday, the seven days from today, and later; without a date it is later', () => {
  const items = [
    item('yesterday', '2026-11-20'),
    item('today', '2026-11-21'),
    item('seventh', '2026-11-27'),
    item('eighth', '2026-11-28'),
    item('whenever', null),
  ];
  const groups = todoGroups(items, isoDate('2026-11-21'));
  expect(groups.map((group) => [group.key, group.items.map((one) => one.id)])).toEqual([
    ['overdue', ['yesterday']],
    ['week', ['today', 'seventh']],
    ['later', ['eighth', 'whenever']],
  ]);
});

test('groups without anything are not shown', () => {
  expect(todoGroups([], isoDate('2026-11-21'))).toEqual([]);
});
