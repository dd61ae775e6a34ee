import { questionsOf } from '../../../domain/assessment/item-source.ts';
import { parseLawRef } from '../law-ref.ts';
import type { ParsedLesson } from '../parse-lesson.ts';
import type { ParsedItem } from '../read-items.ts';
import type { LawRegister } from '../read-laws.ts';
import { error, type Finding } from './finding.ts';
import { wholeText } from './lesson-text.ts';

const ARTICLE = '第[一二三四五六七八九十百零]+条(?:之[一二三四五六七八九十])?';

type Named = { readonly law: string; readonly title: string };

/**
 * Articles a text names in words: 保密法第三十一条, and in the same paragraph a further 第五十二条 of the same law. Laws
 * the register does not hold are not looked for.
 */
export function articlesNamed(text: string, laws: LawRegister): Named[] {
  const names = [...new Set([...laws.values()].map(({ law }) => law))].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${names.join('|')})|\\n|${ARTICLE}`, 'g');
  const found: Named[] = [];
  let law = '';
  for (const [match, name] of text.matchAll(pattern)) {
    if (name || match === '\n') law = name ?? '';
    else if (law) found.push({ law, title: match });
  }
  return found;
}

/** What is wrong with the articles a text names: not in the register, not in force, or not among those listed. */
function wrongArticles(text: string, listed: readonly string[], laws: LawRegister): string[] {
  const inForce = [...laws.values()].filter((version) => version.isInForce);
  const keys = new Set(listed.flatMap((ref) => parseLawRef(ref) ?? []).map((ref) => `${ref.law}/${ref.article}`));
  return articlesNamed(text, laws).flatMap(({ law, title }) => {
    const article = inForce
      .filter((version) => version.law === law)
      .flatMap((version) =>
        [...version.articles].filter(([, one]) => one.title === title).map(([number]) => number),
      )[0];
    if (article === undefined) return [`写到 ${law}${title}，登记册中没有现行有效的这一条`];
    return keys.has(`${law}/${article}`) ? [] : [`写到 ${law}${title}，laws 里没有列出`];
  });
}

/** Articles named in words are held against the register like those cited. */
export function articlesInItem(item: ParsedItem, laws: LawRegister): Finding[] {
  const { source } = item;
  const words = questionsOf(source).flatMap((question) => [
    question.explanation,
    ...('options' in question ? question.options.map((option) => option.why) : []),
  ]);
  const text = [source.explanation, ...words].join('\n');
  return [...new Set(wrongArticles(text, source.laws, laws))].map((message) =>
    error(item.file, item.lineAt(['explanation']), `${source.id} ${message}`),
  );
}

export function articlesInLesson(parsed: ParsedLesson, laws: LawRegister): Finding[] {
  return [...new Set(wrongArticles(wholeText(parsed.lesson), parsed.lesson.laws, laws))].map((message) =>
    error(parsed.file, 1, message),
  );
}
