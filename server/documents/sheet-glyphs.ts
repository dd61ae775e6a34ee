import type { Coverage } from './glyph-coverage.ts';
import { STAND_IN } from './printable.ts';

export type Glyphs = {
  /** The text as it can be printed: what the font lacks as a box, line breaks as one sign, tabs as spaces. */
  readonly shown: (text: string, where: string) => string;
  /** A sentence for every place a box stands for a character; empty when none was needed. */
  readonly remarks: () => readonly string[];
};

/** Places named one by one; more are counted, so that a text in a foreign script does not fill a page of remarks. */
const MAX_NAMED = 12;

function codeName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function plain(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/\t/g, '  ');
}

/**
 * Keeps account of the characters a font lacks over a whole document. Nothing is left out silently: each one is a visible
 * box, and a remark gives its place and code, so that nobody mistakes the print for the record.
 */
export function glyphsOf(coverage: Coverage): Glyphs {
  const places = new Set<string>();
  const shown = (text: string, where: string) =>
    [...plain(text)]
      .map((char, index) => {
        if (char === '\n' || coverage.has(char.codePointAt(0) ?? 0)) return char;
        places.add(`${where}第 ${index + 1} 字（${codeName(char)}）`);
        return STAND_IN;
      })
      .join('');
  const remarks = () => {
    if (places.size === 0) return [];
    const named = [...places].slice(0, MAX_NAMED).join('、');
    const more = places.size > MAX_NAMED ? `等 ${places.size} 处` : '';
    return [`字库缺字，以“${STAND_IN}”代印：${named}${more}。姓名以花名册为准，其他内容以电子记录为准。`];
  };
  return { shown, remarks };
}
