const DIGITS = '零一二三四五六七八九';

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
