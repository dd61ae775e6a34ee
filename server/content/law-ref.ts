import { chineseNumber } from '../../domain/shared/chinese-number.ts';

/** A reference into the law register: 法规/版本/条 or 法规/版本/条(项). */
export type LawRef = {
  readonly law: string;
  readonly version: string;
  readonly article: string;
  readonly item?: string;
};

const REFERENCE = /^([^/\s]+)\/(\d{4})\/(\d+(?:-\d+)?)(?:\(([一二三四五六七八九十]+)\))?$/;

/** @returns null when the text is no reference; whether the article exists is the register's business. */
export function parseLawRef(text: string): LawRef | null {
  const match = REFERENCE.exec(text.trim());
  if (!match) return null;
  const [, law = '', version = '', article = '', item] = match;
  return item ? { law, version, article, item } : { law, version, article };
}

/** The article without the item: `保密法/2024/31`. */
export function articleKey(ref: LawRef): string {
  return `${ref.law}/${ref.version}/${ref.article}`;
}

/** `31` → 第三十一条, `219-1` → 第二百一十九条之一. */
export function articleTitle(article: string): string {
  const [main = '', inserted] = article.split('-');
  return `第${chineseNumber(Number(main))}条${inserted ? `之${chineseNumber(Number(inserted))}` : ''}`;
}

/** What a reader sees: 《保密法》第三十一条第（三）项; a version no longer in force is named with its year. */
export function refLabel(ref: LawRef, inForce: boolean): string {
  const year = inForce ? '' : `（${ref.version}年版）`;
  const item = ref.item ? `第（${ref.item}）项` : '';
  return `《${ref.law}》${year}${articleTitle(ref.article)}${item}`;
}
