import { type CitationJudge, type CitationStanding, citationJudge, needsReview } from '../../domain/law/citation.ts';
import type { ReviewedLaw } from '../../domain/law/reviewed-law.ts';
import { type LawRef, parseLawRef } from './law-ref.ts';
import type { LawRegister } from './read-laws.ts';

/** What cites law: a lesson or a question. */
type Citing = { readonly laws: readonly string[]; readonly reviewed?: readonly ReviewedLaw[] | undefined };

export type JudgedCitation = { readonly ref: LawRef; readonly standing: CitationStanding };

const judges = new WeakMap<LawRegister, CitationJudge>();

/** The judge of a register; it remembers the comparisons it made. */
export function citationJudgeOf(laws: LawRegister): CitationJudge {
  const known = judges.get(laws) ?? citationJudge([...laws.values()]);
  judges.set(laws, known);
  return known;
}

/** How each citation of a lesson or a question stands; what is no reference is left out. */
export function judgedCitations(laws: LawRegister, citing: Citing): JudgedCitation[] {
  const judge = citationJudgeOf(laws);
  return citing.laws.flatMap((text) => {
    const ref = parseLawRef(text);
    return ref ? [{ ref, standing: judge(ref, citing.reviewed) }] : [];
  });
}

/** Whether it cites an article that was revised since and nobody has read it again beside the version in force. */
export function isUnderReview(laws: LawRegister, citing: Citing): boolean {
  const judged = judgedCitations(laws, citing);
  return judged.length < citing.laws.length || judged.some(({ standing }) => needsReview(standing));
}
