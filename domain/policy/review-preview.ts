import type { PostLevel } from '../certification/case/kinds.ts';
import { addDays, addMonths, type IsoDate } from '../shared/dates.ts';
import { type PolicyPreview, PREVIEW_NAMES, type PreviewPerson } from './policy-preview.ts';

/** A person in a classified post and the day 上岗 or the last 复审 was finished. */
export type ReviewBase = Omit<PreviewPerson, 'note'> & { readonly level: PostLevel; readonly reviewedOn: IsoDate };
type Months = Readonly<Record<PostLevel, number>>;

const SOON_DAYS = 30;

/** Day by which the next 复审 is due. */
function reviewDueOn(base: Pick<ReviewBase, 'level' | 'reviewedOn'>, months: Months): IsoDate {
  return addMonths(base.reviewedOn, months[base.level]);
}

/**
 * Whose 复审 becomes overdue, is no longer overdue or comes due within thirty days when the intervals change; judged on
 * the day the new ones begin to hold. Running 脱密期 are not touched by a new range and are not listed.
 */
export function compareReviews(
  people: readonly ReviewBase[],
  months: { readonly before: Months; readonly after: Months },
  asOf: IsoDate,
): Pick<PolicyPreview, 'before' | 'after' | 'groups'> {
  const all = people.map((person) => ({
    person,
    before: reviewDueOn(person, months.before),
    after: reviewDueOn(person, months.after),
  }));
  const isOverdue = (dueOn: IsoDate) => dueOn < asOf;
  const isSoon = (dueOn: IsoDate) => dueOn >= asOf && dueOn <= addDays(asOf, SOON_DAYS);
  const totals = (key: 'before' | 'after') => {
    const overdue = all.filter((one) => isOverdue(one[key])).length;
    return { complete: all.length - overdue, incomplete: overdue, overdue };
  };
  const group = (
    head: { id: string; label: string; tone: 'success' | 'warning' | 'danger' },
    test: (one: (typeof all)[number]) => boolean,
  ) => {
    const found = all.filter(test).sort((a, b) => (a.person.employeeNo < b.person.employeeNo ? -1 : 1));
    if (found.length === 0) return [];
    const listed = found.slice(0, PREVIEW_NAMES).map(({ person, after }) => ({
      personId: person.personId,
      employeeNo: person.employeeNo,
      name: person.name,
      unit: person.unit,
      note: `上次 ${person.reviewedOn}，应于 ${after} 前复审`,
    }));
    return [{ ...head, count: found.length, people: listed }];
  };
  return {
    before: totals('before'),
    after: totals('after'),
    groups: [
      ...group(
        { id: 'overdue', label: '复审将变为逾期', tone: 'danger' },
        (one) => isOverdue(one.after) && !isOverdue(one.before),
      ),
      ...group(
        { id: 'on-time', label: '复审将不再逾期', tone: 'success' },
        (one) => isOverdue(one.before) && !isOverdue(one.after),
      ),
      ...group(
        { id: 'due-soon', label: `复审将在 ${SOON_DAYS} 天内到期`, tone: 'warning' },
        (one) => isSoon(one.after) && !isSoon(one.before),
      ),
    ],
  };
}
