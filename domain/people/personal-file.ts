import { type LedgerRow, NO_TOPIC, netRows, topicShares } from '../hours/ledger.ts';
import { TOPICS } from '../learning/lesson-ast.ts';

/** A table of a personal file; cells are text exactly as they are printed. */
export type FileSection = {
  readonly title: string;
  readonly notes: readonly string[];
  readonly columns: readonly { readonly head: string; readonly share: number }[];
  readonly rows: readonly (readonly string[])[];
};

/**
 * Everything a 个人保密教育培训档案 prints; its canonical JSON is what the digest on every page is made of. Instants and
 * amounts are text, in the organisation's zone and in its 学时.
 */
export type PersonalFileBody = {
  readonly v: 1;
  readonly title: string;
  readonly organisation: string;
  /** Training years, both included. */
  readonly firstYear: number;
  readonly lastYear: number;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly person: readonly { readonly label: string; readonly value: string }[];
  readonly sections: readonly FileSection[];
};

/** Rows of one file; a longer one is cut with a note in the section that was. */
export const MAX_FILE_ROWS = 5000;

/** The sections with no more than `limit` rows in all, the first ones served first; what was cut says so. */
export function withinLimit(sections: readonly FileSection[], limit: number): FileSection[] {
  let left = limit;
  return sections.map((section) => {
    const rows = section.rows.slice(0, left);
    left -= rows.length;
    if (rows.length === section.rows.length) return section;
    const cut = `共 ${section.rows.length} 条，一份档案最多列 ${limit} 条，此处只列前 ${rows.length} 条；请缩小年度范围分次生成。`;
    return { ...section, notes: [...section.notes, cut], rows };
  });
}

/** Net minutes of a training year, by topic in the order of the regulation, and without one. */
export type YearSum = {
  readonly year: number;
  readonly minutes: number;
  readonly byTopic: readonly number[];
  readonly withoutTopic: number;
};

type YearRow = LedgerRow & { readonly trainingYear: number };

/**
 * Sums of each year from first to last. A correction is taken from the year of the row it names, whatever year it was
 * entered in; the topics of a year add up to its minutes.
 */
export function yearSums(rows: readonly YearRow[], firstYear: number, lastYear: number): YearSum[] {
  const nets = netRows(rows);
  return Array.from({ length: Math.max(0, lastYear - firstYear + 1) }, (_, i) => {
    const year = firstYear + i;
    const shares = nets
      .filter(({ row }) => row.trainingYear === year)
      .flatMap(({ row, netMinutes }) => [...topicShares(row.topics, netMinutes)]);
    const sumOf = (isOf: (topic: string) => boolean) =>
      shares.reduce((sum, [topic, minutes]) => (isOf(topic) ? sum + minutes : sum), 0);
    const isStatutory = (topic: string) => (TOPICS as readonly string[]).includes(topic);
    return {
      year,
      minutes: sumOf(() => true),
      byTopic: TOPICS.map((name) => sumOf((topic) => topic === name)),
      withoutTopic: sumOf((topic) => topic === NO_TOPIC || !isStatutory(topic)),
    };
  });
}
