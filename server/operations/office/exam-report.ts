import { readDb } from '#db/client.ts';
import { type ExamOverview, listExamOverviews, listMarkedPapers, type MarkedPaper } from '#db/dal/office.ts';
import type { Principal } from '#domain/access/principal.ts';
import { reliability } from '#domain/assessment/item-statistics.ts';
import { PAPERS_READ } from './item-table.ts';

export type ExamReport = ExamOverview & {
  /** Cronbach's alpha over the places of the paper; null when it is not defined. */
  readonly alpha: number | null;
  /** Papers behind alpha. */
  readonly papers: number;
};

/**
 * Everybody has another paper, but each place of it holds the same type with the same points; so alpha is taken over
 * places. The questions' own difference in difficulty counts as error then, which makes the value cautious.
 */
function alphaOf(papers: readonly MarkedPaper[]): number | null {
  const places = papers[0]?.positions.length ?? 0;
  const alike = papers.filter((paper) => paper.positions.length === places);
  return reliability(
    alike.map((paper) => [...paper.positions].sort((a, b) => a.position - b.position).map((mark) => mark.points)),
  );
}

/** The exams of a year with attempts, pass rate, spread of scores and reliability. */
export async function readExamReports(principal: Principal, year: number): Promise<ExamReport[]> {
  const [exams, papers] = await Promise.all([
    listExamOverviews(readDb, principal, year),
    listMarkedPapers(readDb, principal, year, PAPERS_READ),
  ]);
  return exams.map((exam) => {
    const own = papers.filter((paper) => paper.examId === exam.examId);
    return { ...exam, alpha: alphaOf(own), papers: own.length };
  });
}
