import type { LawRegister } from '../read-laws.ts';
import { error, type Finding, percent } from './finding.ts';

const RUN = 6;
const MAX_SHARE = 0.12;

function runsOf(text: string): string[] {
  const letters = [...text.replace(/[^\p{L}\p{N}]/gu, '')];
  return letters.slice(0, Math.max(0, letters.length - RUN + 1)).map((_, i) => letters.slice(i, i + RUN).join(''));
}

/** Six-character runs of the documents the lessons were drawn from; statutory wording is free to quote. */
export function sourceRuns(documents: readonly string[], laws: LawRegister): ReadonlySet<string> {
  const runs = new Set(documents.flatMap(runsOf));
  for (const { articles } of laws.values()) {
    for (const { paragraphs } of articles.values()) for (const run of runsOf(paragraphs.join(''))) runs.delete(run);
  }
  return runs;
}

/** Lessons and questions are written afresh: at most 12 % of their runs may stand in a source document. */
export function copiedText(file: string, text: string, sources: ReadonlySet<string>): Finding[] {
  const runs = runsOf(text);
  if (runs.length === 0) return [];
  const share = runs.filter((run) => sources.has(run)).length / runs.length;
  return share > MAX_SHARE
    ? [error(file, 1, `与来源文件相同的文字占 ${percent(share)}，不得超过 ${percent(MAX_SHARE)}`)]
    : [];
}
