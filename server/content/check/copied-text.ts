import type { LawRegister } from '../read-laws.ts';
import { error, type Finding, percent } from './finding.ts';
import { runsOf } from './runs.ts';

const RUN = 6;
const MAX_SHARE = 0.12;

/** Whether a run of six letters stands in a document that must not be copied. */
export type Runs = { readonly has: (run: string) => boolean };

/** Six-letter runs of texts. */
export function sixRuns(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => runsOf(text, RUN)));
}

/** Statutory wording is free to quote. */
export function statuteRuns(laws: LawRegister): ReadonlySet<string> {
  return sixRuns(
    [...laws.values()].flatMap(({ articles }) => [...articles.values()].map(({ paragraphs }) => paragraphs.join(''))),
  );
}

/** What of some runs is no statute's. */
export function withoutStatutes(runs: Runs, laws: LawRegister): Runs {
  const free = statuteRuns(laws);
  return { has: (run) => runs.has(run) && !free.has(run) };
}

/** Lessons and questions are written afresh: at most 12 % of their runs may stand in a source document. */
export function copiedText(file: string, text: string, sources: Runs): Finding[] {
  const runs = runsOf(text, RUN);
  if (runs.length === 0) return [];
  const share = runs.filter((run) => sources.has(run)).length / runs.length;
  return share > MAX_SHARE
    ? [error(file, 1, `与来源文件相同的文字占 ${percent(share)}，不得超过 ${percent(MAX_SHARE)}`)]
    : [];
}
