import { hoursText, missingHoursText } from './ledger.ts';
import type { IdleRow, StandingRow, StandingRule } from './plan-standing.ts';

export type ChecklistRow = { readonly id: string; readonly title: string; readonly amount: string };

/** A rule of a plan as a reader sees it: amounts with their unit, and the door to what would close it. */
export type ChecklistRule = {
  readonly id: StandingRule['id'];
  readonly title: string;
  readonly met: boolean;
  readonly required: string;
  readonly counted: string;
  readonly missing: string;
  readonly countingRows: readonly ChecklistRow[];
  readonly notCountingRows: readonly (ChecklistRow & { readonly reason: string })[];
  /** Null when the rule is met or nothing the reader can open would close it. */
  readonly action: { readonly text: string; readonly href: string } | null;
};

const UNIT: Readonly<Record<StandingRule['unit'], string>> = { minutes: '学时', lessons: '门', exams: '次通过' };

/**
 * Puts amounts into words: 学时 with one decimal rounded against the reader, lessons and exams as counts. A row says its
 * minutes too: it is those that add up to the sum, not the rounded 学时.
 */
export function checklistRule(
  rule: StandingRule,
  minutesPerHour: number,
  action: ChecklistRule['action'],
): ChecklistRule {
  const isHours = rule.unit === 'minutes';
  const unit = UNIT[rule.unit];
  const amount = (value: number) => `${isHours ? hoursText(value, minutesPerHour) : value} ${unit}`;
  const row = ({ id, title, amount: value }: StandingRow): ChecklistRow => ({
    id,
    title,
    amount: isHours ? `${value} 分钟，${amount(value)}` : '',
  });
  return {
    id: rule.id,
    title: rule.title,
    met: rule.met,
    required: amount(rule.required),
    counted: amount(rule.counted),
    missing: isHours ? `${missingHoursText(rule.missing, minutesPerHour)} ${unit}` : `${rule.missing} ${unit}`,
    countingRows: rule.countingRows.map(row),
    notCountingRows: rule.notCountingRows.map((idle: IdleRow) => ({ ...row(idle), reason: idle.reason })),
    action: rule.met ? null : action,
  };
}
