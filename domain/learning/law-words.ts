import { chineseNumber } from '../shared/chinese-number.ts';

/** `保密法 29、31`: the name of a law, then bare article numbers; years and what already says 条 are left alone. */
const SHORT = /(保密法|条例) ?((?:\d{1,3}、)*\d{1,3})(?! ?[\d条年项])/g;

/** The short references of an explanation as people read them: `保密法 29` → `保密法第二十九条`. */
export function lawWords(text: string): string {
  return text.replace(SHORT, (_, law: string, articles: string) => {
    const named = articles.split('、').map((article) => `第${chineseNumber(Number(article))}条`);
    return `${law}${named.join('、')}`;
  });
}
