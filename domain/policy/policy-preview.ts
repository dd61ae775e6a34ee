import { addDays, type IsoDate } from '../shared/dates.ts';

/** Somebody a new rule touches. `note` says how, such as the new due date. */
export type PreviewPerson = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unit: string;
  readonly note: string;
};

export type PreviewGroup = {
  readonly id: string;
  readonly label: string;
  readonly tone: 'success' | 'warning' | 'danger' | 'neutral';
  readonly count: number;
  /** The first hundred by 工号. */
  readonly people: readonly PreviewPerson[];
};

export type PreviewTotals = { readonly complete: number; readonly incomplete: number; readonly overdue: number };

/** What follows from publishing a draft now. */
export type PolicyPreview = {
  /** What was looked at, as one sentence. */
  readonly scope: string;
  readonly looked: number;
  readonly before: PreviewTotals;
  readonly after: PreviewTotals;
  readonly groups: readonly PreviewGroup[];
  readonly asOf: string;
};

export const PREVIEW_NAMES = 100;
/** Due within so many days counts as coming due. */
const SOON_DAYS = 30;

type RuleState = { readonly id: string; readonly title: string; readonly met: boolean };
/** How one unfinished plan stands under a rule. */
export type Outlook = {
  readonly complete: boolean;
  readonly overdue: boolean;
  readonly dueOn: IsoDate;
  readonly rules: readonly RuleState[];
};
export type Compared = {
  readonly person: Omit<PreviewPerson, 'note'>;
  readonly before: Outlook;
  readonly after: Outlook;
};

function group(
  head: Pick<PreviewGroup, 'id' | 'label' | 'tone'>,
  found: readonly Compared[],
  note: (one: Compared) => string = () => '',
): PreviewGroup[] {
  if (found.length === 0) return [];
  const byNumber = [...found].sort((a, b) => (a.person.employeeNo < b.person.employeeNo ? -1 : 1));
  const people = byNumber.slice(0, PREVIEW_NAMES).map((one) => ({ ...one.person, note: note(one) }));
  return [{ ...head, count: found.length, people }];
}

function totals(outlooks: readonly Outlook[]): PreviewTotals {
  const complete = outlooks.filter((outlook) => outlook.complete).length;
  return {
    complete,
    incomplete: outlooks.length - complete,
    overdue: outlooks.filter((outlook) => outlook.overdue).length,
  };
}

type Met = 'met' | 'unmet' | 'none';

const stateOf = (outlook: Outlook, id: string): Met => {
  const rule = outlook.rules.find((one) => one.id === id);
  if (!rule) return 'none';
  return rule.met ? 'met' : 'unmet';
};

/** People by the single rule that changes for them: hours, lessons, topics, the unit's own training, the exam. */
function ruleGroups(all: readonly Compared[]): PreviewGroup[] {
  const titles = new Map(
    all.flatMap(({ before, after }) => [...before.rules, ...after.rules].map(({ id, title }) => [id, title] as const)),
  );
  return [...titles].flatMap(([id, title]) => {
    const from = (was: Met, will: readonly Met[]) =>
      all.filter(({ before, after }) => stateOf(before, id) === was && will.includes(stateOf(after, id)));
    return [
      ...group({ id: `lost:${id}`, label: `“${title}”原已达到，将不再达到`, tone: 'warning' }, from('met', ['unmet'])),
      ...group({ id: `new:${id}`, label: `新增要求“${title}”，尚未达到`, tone: 'warning' }, from('none', ['unmet'])),
      ...group(
        { id: `gained:${id}`, label: `“${title}”原未达到，将达到或不再要求`, tone: 'success' },
        from('unmet', ['met', 'none']),
      ),
    ];
  });
}

/**
 * Who becomes complete, overdue, due or short of a single rule when unfinished plans move to another version; groups
 * nobody is in are left out. Counts are of everybody, names of the first hundred.
 */
export function comparePlans(
  all: readonly Compared[],
  asOf: IsoDate,
): Pick<PolicyPreview, 'before' | 'after' | 'groups'> {
  const soon = addDays(asOf, SOON_DAYS);
  const isDueSoon = ({ complete, overdue, dueOn }: Outlook) => !complete && !overdue && dueOn <= soon;
  const dueNote = ({ after }: Compared) => `截止 ${after.dueOn}`;
  return {
    before: totals(all.map(({ before }) => before)),
    after: totals(all.map(({ after }) => after)),
    groups: [
      ...group(
        { id: 'complete', label: '将达标（发布时即办理达标）', tone: 'success' },
        all.filter(({ before, after }) => after.complete && !before.complete),
      ),
      ...group(
        { id: 'overdue', label: '将变为逾期', tone: 'danger' },
        all.filter(({ before, after }) => after.overdue && !before.overdue),
        dueNote,
      ),
      ...group(
        { id: 'on-time', label: '将不再逾期', tone: 'success' },
        all.filter(({ before, after }) => before.overdue && !after.overdue && !after.complete),
        dueNote,
      ),
      ...group(
        { id: 'due-soon', label: `将在 ${SOON_DAYS} 天内到期`, tone: 'warning' },
        all.filter(({ before, after }) => isDueSoon(after) && !isDueSoon(before)),
        dueNote,
      ),
      ...ruleGroups(all),
    ],
  };
}
