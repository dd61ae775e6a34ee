import { describe, expect, it } from 'vitest';
import { INK, type Mark, paginated, SHEET, type Strip } from './sheet-layout.ts';

const said = (text: string): Mark => ({ kind: 'text', text, x: 0, y: 0, size: 10, isBold: false, ink: INK.text });
const strip = (text: string, height: number, more: Partial<Strip> = {}): Strip => ({
  height,
  marks: [said(text)],
  ...more,
});
const wordsOf = (pages: readonly (readonly Mark[])[]) =>
  pages.map((marks) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])));
const ROOM = SHEET.bottom - SHEET.top;

describe('paginated', () => {
  it('puts every strip on exactly one page, in order, above the foot', () => {
    const strips = Array.from({ length: 100 }, (_, i) => strip(`${i}`, 10 + (i % 7) * 9));
    const pages = paginated(strips);
    expect(wordsOf(pages).flat()).toEqual(strips.map((_, i) => `${i}`));
    for (const marks of pages) {
      const last = Math.max(...marks.map((mark) => (mark.kind === 'text' ? mark.y : 0)));
      expect(last).toBeLessThan(SHEET.bottom);
    }
    expect(pages.length).toBeGreaterThan(3);
  });

  it('never leaves a heading alone at the end of a page', () => {
    const pages = paginated([strip('long', ROOM - 30), strip('heading', 20, { isTied: true }), strip('text', 20)]);
    expect(wordsOf(pages)).toEqual([['long'], ['heading', 'text']]);
  });

  it('repeats the head of a table on each page it goes on to, and closes its edges on both', () => {
    const head = strip('head', 20);
    const row = (text: string) => strip(text, ROOM / 2, { head, edges: [62, 533] });
    const pages = paginated([{ ...head, isTied: true }, row('a'), row('b'), row('c')]);
    expect(wordsOf(pages)).toEqual([
      ['head', 'a'],
      ['head', 'b'],
      ['head', 'c'],
    ]);
    expect(pages.map((marks) => marks.filter((mark) => mark.kind === 'line').length)).toEqual([1, 2, 1]);
  });

  it('says the label of a divided row again where the row goes on, and only there', () => {
    const part = (text: string) => strip(text, 200, { again: [said('again')], edges: [62, 533] });
    const pages = paginated([strip('first', 200), part('a'), part('b'), part('c')]);
    expect(wordsOf(pages)).toEqual([
      ['first', 'a', 'b'],
      ['c', 'again'],
    ]);
  });

  it('lays out what is tied together but longer than a page all the same', () => {
    const pages = paginated(Array.from({ length: 30 }, (_, i) => strip(`${i}`, 40, { isTied: true })));
    expect(wordsOf(pages).flat()).toHaveLength(30);
  });
});
