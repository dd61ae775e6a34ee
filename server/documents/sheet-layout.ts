/** A4 upright in points, and where the text stands on it. */
export const SHEET = { width: 595.28, height: 841.89, left: 62, right: 533.28, top: 62, bottom: 768 } as const;

export const INK = { text: '#0F1B2D', soft: '#4A5A70', rule: '#7D8A9C', ground: '#EEF2F7', title: '#0F1B2D' } as const;
export type Ink = (typeof INK)[keyof typeof INK];

export type TextMark = {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  /** The base line. */
  readonly y: number;
  readonly size: number;
  readonly isBold: boolean;
  readonly ink: Ink;
};
type LineMark = {
  readonly kind: 'line';
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly ink: Ink;
};
type GroundMark = {
  readonly kind: 'ground';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly ink: Ink;
};
export type Mark = TextMark | LineMark | GroundMark;

/** A horizontal strip of a document: what stands on it, measured from its own top. */
export type Strip = {
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Never the last on a page: a heading, the first lines of an area to sign. */
  readonly isTied?: boolean;
  /** Of a table: repeated above the first of its rows on every further page. */
  readonly head?: Strip;
  /** What is said once more when the strip is the first on its page: the label of a row that was divided. */
  readonly again?: readonly Mark[];
  /** Of a table: its left and right edge, so that a row divided between pages is closed on both. */
  readonly edges?: readonly [left: number, right: number];
};

function moved(mark: Mark, down: number): Mark {
  if (mark.kind !== 'line') return { ...mark, y: mark.y + down };
  const at = ([x, y]: readonly [number, number]): readonly [number, number] => [x, y + down];
  return { ...mark, from: at(mark.from), to: at(mark.to) };
}

/** A line across a table at the height where it is divided. */
function closing({ edges }: Strip, y: number): Mark[] {
  return edges ? [{ kind: 'line', from: [edges[0], y], to: [edges[1], y], ink: INK.rule }] : [];
}

/** How much room a strip needs so that what it is tied to stands on the same page. */
function tiedHeight(strips: readonly Strip[], at: number): number {
  let height = 0;
  for (const strip of strips.slice(at)) {
    height += strip.height;
    if (!strip.isTied) return height;
  }
  return height;
}

/**
 * Divides strips among pages in order. A strip higher than a page is the caller's fault; whatever the rest, each stands
 * on exactly one page, and a table that goes on has its head again.
 */
export function paginated(strips: readonly Strip[]): Mark[][] {
  const room = SHEET.bottom - SHEET.top;
  const pages: Mark[][] = [];
  let page: Mark[] = [];
  let y: number = SHEET.top;
  const place = (strip: Strip) => {
    page.push(...strip.marks.map((mark) => moved(mark, y)));
    y += strip.height;
  };
  strips.forEach((strip, index) => {
    const needed = Math.min(tiedHeight(strips, index), room - (strip.head?.height ?? 0));
    if (y > SHEET.top && y + needed > SHEET.bottom) {
      const before = strips[index - 1];
      if (before?.edges) page.push(...closing(before, y));
      pages.push(page);
      page = [];
      y = SHEET.top;
      if (strip.head) place(strip.head);
      const top = y;
      place(strip);
      page.push(...closing(strip, top), ...(strip.again ?? []).map((mark) => moved(mark, top)));
    } else place(strip);
  });
  return [...pages, page];
}
