import { readDb } from '#db/client.ts';
import { type BankRow, listBank, listMarkedPapers, type MarkedPaper } from '#db/dal/office.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import { type ItemMark, type ItemStatistics, itemStatistics } from '#domain/assessment/item-statistics.ts';
import { flagsOf, ITEM_FLAGS, type ItemFlag } from '#domain/assessment/office-view.ts';

/** Papers behind the figures: enough for steady values, few enough to read at once. */
export const PAPERS_READ = 2000;

export type ItemTableRow = BankRow & { readonly statistics: ItemStatistics; readonly flags: readonly ItemFlag[] };
export type ItemTable = { readonly rows: readonly ItemTableRow[]; readonly papers: number };

type Marks = Map<string, { rows: ItemMark[]; max: number }>;
type ReadMarks = { readonly year: number; readonly marks: Marks; readonly papers: number; readonly readAt: number };

/** A year's marks change slowly and are many; the 保密办 looks at figures up to a minute old. */
const FRESH_MS = 60_000;
let known: ReadMarks | null = null;

async function readMarks(principal: Principal, year: number): Promise<ReadMarks> {
  if (known?.year === year && performance.now() - known.readAt < FRESH_MS) return known;
  const papers = await listMarkedPapers(readDb, principal, year, PAPERS_READ);
  known = { year, marks: marksByItem(papers), papers: papers.length, readAt: performance.now() };
  return known;
}

function marksByItem(papers: readonly MarkedPaper[]): Marks {
  const out: Marks = new Map();
  for (const paper of papers) {
    for (const { itemId, version, points, max } of paper.positions) {
      const key = `${itemId}@${version}`;
      const entry = out.get(key) ?? { rows: [], max };
      entry.rows.push({ mark: points, total: paper.score });
      out.set(key, entry);
    }
  }
  return out;
}

const severity = (row: ItemTableRow): number => {
  return Math.min(ITEM_FLAGS.length, ...row.flags.map((flag) => ITEM_FLAGS.indexOf(flag)));
};

/**
 * Every current question with its figures over the latest {@link PAPERS_READ} graded papers of a year, those that ask
 * for a look first. Figures are of the current version alone: an earlier wording is another question. No key is read.
 */
export async function readItemTable(principal: Principal, year: number): Promise<ItemTable> {
  if (!hasRole(principal, 'office')) return { rows: [], papers: 0 };
  const [bank, { marks, papers }] = await Promise.all([listBank(readDb, principal), readMarks(principal, year)]);
  const rows = bank.map((item) => {
    const own = marks.get(`${item.itemId}@${item.version}`);
    const statistics = itemStatistics(own?.rows ?? [], own?.max ?? 0);
    const flags = item.pool === 'exam' && papers > 0 ? flagsOf(statistics, item.exposure) : [];
    return { ...item, statistics, flags };
  });
  return { rows: rows.sort((a, b) => severity(a) - severity(b)), papers };
}
