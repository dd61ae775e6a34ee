/** A reference into the law register: 法规/版本/条 or 法规/版本/条(项). */
export type LawRef = {
  readonly law: string;
  readonly version: string;
  readonly article: string;
  readonly item?: string;
};

const REFERENCE = /^([^/\s]+)\/(\d{4})\/(\d+(?:-\d+)?)(?:\(([一二三四五六七八九十]+)\))?$/;
const DIGITS = '零一二三四五六七八九';

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

/** Chinese numeral of 1–999 as statutes write it: 10 = 十, 110 = 一百一十, 308 = 三百零八. */
export function chineseNumber(n: number): string {
  const hundreds = Math.floor(n / 100);
  const rest = n % 100;
  const head = hundreds > 0 ? `${DIGITS[hundreds]}百` : '';
  if (rest === 0) return head;
  const tens = Math.floor(rest / 10);
  const unit = rest % 10 > 0 ? DIGITS[rest % 10] : '';
  if (tens === 0) return `${head}${head ? '零' : ''}${unit}`;
  const ten = tens === 1 && !head ? '十' : `${DIGITS[tens]}十`;
  return `${head}${ten}${unit}`;
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
