import type { LedgerLineRow } from '#db/dal/person-file.ts';
import { hoursText } from '#domain/hours/ledger.ts';
import { MODE_LABEL } from '#domain/learning/home-view.ts';
import { TOPICS } from '#domain/learning/lesson-ast.ts';
import { type FileSection, type YearSum, yearSums } from '#domain/people/personal-file.ts';
import { dateIn } from '#domain/shared/dates.ts';

/** Minutes that make one 学时 in a training year, as the rules of that year say. */
export type MinutesPerHour = (year: number) => number;

function hours(minutes: number, perHour: number): string {
  return minutes < 0 ? `−${hoursText(-minutes, perHour)}` : hoursText(minutes, perHour);
}

/** 学时 with the minutes they were made of: `4.0（180）`. */
function both(minutes: number, perHour: number): string {
  return minutes === 0 ? '—' : `${hours(minutes, perHour)}（${minutes}）`;
}

function sumCells(sum: Omit<YearSum, 'year'>, perHour: number): string[] {
  return [...sum.byTopic, sum.withoutTopic, sum.minutes].map((minutes) => both(minutes, perHour));
}

function perHourNote(sums: readonly YearSum[], perHour: MinutesPerHour): string {
  const values = new Set(sums.map(({ year }) => perHour(year)));
  if (values.size <= 1) return `1 学时为 ${[...values][0] ?? 45} 分钟。`;
  return `1 学时的分钟数：${sums.map(({ year }) => `${year} 年度 ${perHour(year)}`).join('，')}。`;
}

/** 学时 by year and statutory topic (实施条例 2024 第 9 条), corrections taken off. */
export function hoursSection(
  ledger: readonly LedgerLineRow[],
  years: { readonly firstYear: number; readonly lastYear: number },
  perHour: MinutesPerHour,
): FileSection {
  const sums = yearSums(ledger, years.firstYear, years.lastYear).filter(({ minutes }) => minutes > 0);
  const rows = sums.map((sum) => [`${sum.year}`, ...sumCells(sum, perHour(sum.year))]);
  return {
    title: '学时合计（按年度和法定内容）',
    notes: [
      `单位：学时，括号内为分钟；已扣除更正。${perHourNote(sums, perHour)}一项学时涉及多类内容的，平均计入各类。`,
    ],
    columns: [
      { head: '年度', share: 8 },
      ...TOPICS.map((head) => ({ head, share: 13 })),
      { head: '未分类', share: 13 },
      { head: '合计', share: 14 },
    ],
    rows,
  };
}

/** Every row of the ledger in the years, latest first, corrections as rows of their own. */
export function ledgerSection(ledger: readonly LedgerLineRow[], zone: string, perHour: MinutesPerHour): FileSection {
  return {
    title: '学时台账',
    notes: [],
    columns: [
      { head: '年度', share: 7 },
      { head: '日期', share: 12 },
      { head: '内容', share: 28 },
      { head: '来源', share: 10 },
      { head: '内容类别', share: 17 },
      { head: '学时', share: 7 },
      { head: '分钟', share: 7 },
      { head: '说明', share: 12 },
    ],
    rows: ledger.map((row) => [
      `${row.trainingYear}`,
      dateIn(zone, new Date(row.occurredTo)),
      row.title,
      MODE_LABEL[row.mode],
      row.topics.join('、') || '—',
      hours(row.minutes, perHour(row.trainingYear)),
      `${row.minutes}`,
      row.reason || '—',
    ]),
  };
}
