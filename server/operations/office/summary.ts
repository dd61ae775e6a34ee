import { readDb } from '#db/client.ts';
import { countBank, readMonthResults } from '#db/dal/office.ts';
import type { Principal } from '#domain/access/principal.ts';
import { content } from '../../content/read-content.ts';
import { env } from '../../env.ts';
import { readItemTable } from './item-table.ts';

export type OfficeSummary = {
  readonly lessons: number;
  readonly items: { readonly exam: number; readonly practice: number; readonly check: number };
  readonly quarantined: number;
  readonly month: { readonly graded: number; readonly passed: number; readonly open: number };
  /** Exam questions whose figures of this year ask for a look. */
  readonly flaggedItems: number;
};

/** State of content and exams in a few numbers; each has its list under /office. */
export async function readOfficeSummary(principal: Principal, year: number): Promise<OfficeSummary> {
  const [bank, month, table] = await Promise.all([
    countBank(readDb, principal),
    readMonthResults(readDb, principal, env.SHOUMI_ZONE),
    readItemTable(principal, year),
  ]);
  const published = (pool: string) =>
    bank.filter((cell) => cell.pool === pool && cell.status === 'published').reduce((sum, cell) => sum + cell.items, 0);
  return {
    lessons: content().lessons.size,
    items: { exam: published('exam'), practice: published('practice'), check: published('check') },
    quarantined: bank.filter((cell) => cell.status === 'quarantined').reduce((sum, cell) => sum + cell.items, 0),
    month,
    flaggedItems: table.rows.filter((row) => row.flags.length > 0).length,
  };
}
