import { readFileSync } from 'node:fs';
import { Canvas, Document, Page, renderToBuffer } from '@react-pdf/renderer';
import { createElement } from 'react';
import { fontFiles } from './fonts.ts';
import { coverageOf, type FontMap } from './glyph-coverage.ts';
import type { Press } from './sheet-blocks.ts';
import { glyphsOf } from './sheet-glyphs.ts';
import { type Mark, SHEET } from './sheet-layout.ts';

type Fonts = { readonly regular: FontMap; readonly bold: FontMap };

/** The same map with the widths it has told remembered: a file asks for the same few hundred again and again. */
function remembering(font: FontMap): FontMap {
  const known = new Map<number, number>();
  const advanceOf = (codePoint: number) => {
    const width = known.get(codePoint) ?? font.advanceOf(codePoint);
    known.set(codePoint, width);
    return width;
  };
  return { has: font.has, advanceOf };
}

let fonts: Fonts | undefined;

function loaded(): Fonts {
  const { regular, bold } = fontFiles();
  fonts ??= {
    regular: remembering(coverageOf(readFileSync(regular))),
    bold: remembering(coverageOf(readFileSync(bold))),
  };
  return fonts;
}

/** What a document is set with; one for each document, as it keeps account of what could not be printed. */
export function newPress(): Press {
  const { regular, bold } = loaded();
  return {
    glyphs: glyphsOf(regular),
    measure: (text, size, isBold = false) => {
      const font = isBold ? bold : regular;
      let ems = 0;
      for (const char of text) ems += font.advanceOf(char.codePointAt(0) ?? 0);
      return ems * size;
    },
  };
}

/** The part of the renderer's painter that is used here; each call gives the painter again. */
type Painter = {
  font(file: string): Painter;
  fontSize(size: number): Painter;
  fillColor(colour: string): Painter;
  strokeColor(colour: string): Painter;
  lineWidth(width: number): Painter;
  text(text: string, x: number, y: number, options: { lineBreak: false; baseline: 'alphabetic' }): Painter;
  moveTo(x: number, y: number): Painter;
  lineTo(x: number, y: number): Painter;
  rect(x: number, y: number, width: number, height: number): Painter;
  stroke(): Painter;
  fill(): Painter;
};

function draw(painter: Painter, mark: Mark): void {
  if (mark.kind === 'line') {
    painter
      .strokeColor(mark.ink)
      .lineWidth(0.6)
      .moveTo(...mark.from)
      .lineTo(...mark.to)
      .stroke();
  } else if (mark.kind === 'ground') {
    painter.fillColor(mark.ink).rect(mark.x, mark.y, mark.width, mark.height).fill();
  } else {
    const { regular, bold } = fontFiles();
    painter
      .font(mark.isBold ? bold : regular)
      .fontSize(mark.size)
      .fillColor(mark.ink);
    painter.text(mark.text, mark.x, mark.y, { lineBreak: false, baseline: 'alphabetic' });
  }
}

export type Sheets = {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly pages: readonly (readonly Mark[])[];
};

/**
 * The pages as a PDF with its fonts inside. Marks are painted straight on to the pages: laid out as elements, a file of
 * a hundred pages would take six times as long and more memory than the server has to spare.
 */
export function sheetsPdf({ title, author, subject, pages }: Sheets): Promise<Buffer> {
  const style = { width: SHEET.width, height: SHEET.height - 1 };
  const children = pages.map((marks, key) => {
    const paint = (painter: Painter) => {
      for (const mark of marks) draw(painter, mark);
      return null;
    };
    return createElement(Page, { key, size: 'A4' }, createElement(Canvas, { style, paint }));
  });
  return renderToBuffer(createElement(Document, { title, author, subject, language: 'zh-CN' }, children));
}
