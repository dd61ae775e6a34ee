import type { CaseListItem } from '../../domain/certification/case/view.ts';
import { addDays, type IsoDate } from '../../domain/shared/dates.ts';

export type TodoGroup = {
  readonly key: 'overdue' | 'week' | 'later';
  readonly label: string;
  readonly items: readonly CaseListItem[];
};

const WEEK_DAYS = 7;

/** What waits by how soon it must be done; groups without anything are left out, the order inside stays. */
export function todoGroups(items: readonly CaseListItem[], today: IsoDate): TodoGroup[] {
  const week = addDays(today, WEEK_DAYS - 1);
  const keyOf = (item: CaseListItem): TodoGroup['key'] => {
    if (item.isOverdue || (item.dueOn !== null && item.dueOn < today)) return 'overdue';
    return item.dueOn !== null && item.dueOn <= week ? 'week' : 'later';
  };
  const groups: TodoGroup[] = [
    { key: 'overdue', label: '已逾期', items: items.filter((item) => keyOf(item) === 'overdue') },
    { key: 'week', label: '七天内', items: items.filter((item) => keyOf(item) === 'week') },
    { key: 'later', label: '以后', items: items.filter((item) => keyOf(item) === 'later') },
  ];
  return groups.filter((group) => group.items.length > 0);
}
