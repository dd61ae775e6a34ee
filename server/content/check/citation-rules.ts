import { changeSummary } from '../../../domain/law/law-views.ts';
import type { ReviewedLaw } from '../../../domain/law/reviewed-law.ts';
import { articleKey, articleTitle } from '../law-ref.ts';
import { citationJudgeOf, type JudgedCitation, judgedCitations } from '../law-standing.ts';
import type { ParsedLesson } from '../parse-lesson.ts';
import type { ParsedItem } from '../read-items.ts';
import type { LawRegister } from '../read-laws.ts';
import { error, type Finding } from './finding.ts';

type Place = { readonly file: string; readonly line: number };

/** What ships cites law in force; of an article that reads the same now, the number to write is told. */
function judged({ ref, standing }: JudgedCitation, { file, line }: Place): Finding[] {
  const cited = `引用的 ${ref.law}/${ref.version} 不是现行有效版本`;
  switch (standing.kind) {
    case 'current':
      return [];
    case 'moved':
      return [error(file, line, `${cited}，内容未变，应改引 ${ref.law}/${standing.newer}/${standing.article.number}`)];
    case 'revised':
      return [error(file, line, `${cited}，${articleTitle(ref.article)}${changeSummary(standing.change)}`)];
    case 'lapsed':
      return [error(file, line, cited)];
  }
}

/** `reviewed` names versions of the register. */
function reviewedVersions(reviewed: readonly ReviewedLaw[], laws: LawRegister, place: Place): Finding[] {
  return reviewed
    .filter(({ law, version }) => !laws.has(`${law}/${version}`))
    .map(({ law, version }) => error(place.file, place.line, `reviewed 写的 ${law}/${version} 不在登记册中`));
}

/** Lessons cite law in force, and their front matter lists exactly the articles the text cites. */
export function lessonCitations(parsed: ParsedLesson, laws: LawRegister): Finding[] {
  const { file, cites, lesson, lawsLine } = parsed;
  const cited = new Set(cites.map(({ ref }) => articleKey(ref)));
  const listed = new Set(lesson.laws);
  const missing = [...cited].filter((key) => !listed.has(key));
  const extra = [...listed].filter((key) => !cited.has(key));
  return [
    ...cites.flatMap(({ ref, line }) => {
      const standing = citationJudgeOf(laws)(ref, lesson.reviewed);
      return judged({ ref, standing }, { file, line });
    }),
    ...reviewedVersions(lesson.reviewed ?? [], laws, { file, line: lawsLine }),
    ...(missing.length > 0 ? [error(file, lawsLine, `laws 缺少正文引用的 ${missing.join('、')}`)] : []),
    ...(extra.length > 0 ? [error(file, lawsLine, `laws 列出了正文没有引用的 ${extra.join('、')}`)] : []),
  ];
}

/** Questions cite law in force. */
export function itemCitations(item: ParsedItem, laws: LawRegister): Finding[] {
  const { file, source, lineAt } = item;
  const findings = source.laws.flatMap((text, index) =>
    judgedCitations(laws, { laws: [text], reviewed: source.reviewed }).flatMap((citation) =>
      judged(citation, { file, line: lineAt(['laws', index]) }),
    ),
  );
  return [...findings, ...reviewedVersions(source.reviewed ?? [], laws, { file, line: lineAt(['reviewed']) })];
}
