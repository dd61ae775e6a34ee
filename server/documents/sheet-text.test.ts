import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapped } from './sheet-text.ts';

/** Full width for Chinese, half for the rest. */
const measure = (text: string, size: number) =>
  [...text].reduce((sum, char) => sum + (/[\u0020-\u024f]/.test(char) ? 0.5 : 1) * size, 0);
const lines = (text: string, width: number) => wrapped(text, width, { size: 10 }, measure);

const SIGNS = [...'涉密人员，。；（）《》“”、abc123 -/'];
const texts = fc.array(fc.constantFrom(...SIGNS), { maxLength: 120 }).map((chars) => chars.join(''));

describe('wrapped', () => {
  it('loses nothing but spaces, adds nothing, and never grows wider than its place', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 50, max: 300 }), (text, width) => {
        const out = lines(text, width);
        expect(out.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
        for (const line of out) expect(measure(line, 10)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('begins no line with a closing sign and ends none with an opening one', () => {
    expect(lines('甲乙丙丁戊己，庚辛', 60)).toEqual(['甲乙丙丁戊', '己，庚辛']);
    expect(lines('甲乙丙丁戊（己庚）', 60)).toEqual(['甲乙丙丁戊', '（己庚）']);
  });

  it('keeps numbers and words together where they fit, and divides what is wider than a line without a hyphen', () => {
    expect(lines('编号 SG-2026-0007 号', 84)).toEqual(['编号', 'SG-2026-0007 号']);
    expect(lines('0123456789abcdef', 40)).toEqual(['01234567', '89abcdef']);
  });

  it('keeps the line breaks of the text, empty lines too', () => {
    expect(lines('一\n\n二', 100)).toEqual(['一', '', '二']);
  });
});
