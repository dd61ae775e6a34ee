import { articleKey, parseLawRef } from '../law-ref.ts';
import type { ParsedLesson } from '../parse-lesson.ts';
import type { ParsedItem } from '../read-items.ts';
import type { LawRegister } from '../read-laws.ts';
import { error, type Finding } from './finding.ts';

function isOutdated(laws: LawRegister, law: string, version: string): boolean {
  return laws.get(`${law}/${version}`)?.isInForce === false;
}

/** Lessons cite law in force, and their front matter lists exactly the articles the text cites. */
export function lessonCitations(parsed: ParsedLesson, laws: LawRegister): Finding[] {
  const { file, cites, lesson, lawsLine } = parsed;
  const cited = new Set(cites.map(({ ref }) => articleKey(ref)));
  const listed = new Set(lesson.laws);
  const missing = [...cited].filter((key) => !listed.has(key));
  const extra = [...listed].filter((key) => !cited.has(key));
  return [
    ...cites
      .filter(({ ref }) => isOutdated(laws, ref.law, ref.version))
      .map(({ ref, line }) => error(file, line, `引用的 ${ref.law}/${ref.version} 不是现行有效版本`)),
    ...(missing.length > 0 ? [error(file, lawsLine, `laws 缺少正文引用的 ${missing.join('、')}`)] : []),
    ...(extra.length > 0 ? [error(file, lawsLine, `laws 列出了正文没有引用的 ${extra.join('、')}`)] : []),
  ];
}

/** Questions cite law in force. */
export function itemCitations(item: ParsedItem, laws: LawRegister): Finding[] {
  return item.source.laws.flatMap((text, index) => {
    const ref = parseLawRef(text);
    if (!ref || !isOutdated(laws, ref.law, ref.version)) return [];
    return error(item.file, item.lineAt(['laws', index]), `引用的 ${ref.law}/${ref.version} 不是现行有效版本`);
  });
}
