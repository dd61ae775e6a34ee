import type { Glyphs } from './sheet-glyphs.ts';
import { INK, type Ink, type Mark, SHEET, type Strip, type TextMark } from './sheet-layout.ts';
import { type Measure, wrapped } from './sheet-text.ts';

/** What blocks are set with: how wide a text is, and what of it can be printed. */
export type Press = { readonly measure: Measure; readonly glyphs: Glyphs };

const WIDTH = SHEET.right - SHEET.left;

export function gap(height: number): Strip {
  return { height, marks: [] };
}

type Look = {
  readonly size: number;
  readonly isBold?: boolean;
  readonly ink?: Ink;
  readonly align?: 'left' | 'centre' | 'right';
  /** Height of a line in sizes. */
  readonly lead?: number;
  /** Of the first line, in sizes. */
  readonly indent?: number;
  readonly isTied?: boolean;
  /** What a remark calls the place of a character that cannot be printed. */
  readonly where: string;
};

function mark(text: string, at: { readonly x: number; readonly y: number }, look: Look): TextMark {
  const { size, isBold = false, ink = INK.text } = look;
  return { kind: 'text', text, ...at, size, isBold, ink };
}

function startOf(line: string, press: Press, look: Look): number {
  if (look.align === undefined || look.align === 'left') return SHEET.left;
  const free = WIDTH - press.measure(line, look.size, look.isBold);
  return SHEET.left + (look.align === 'centre' ? free / 2 : free);
}

/** A paragraph, one strip a line, so that it may go on on the next page. */
export function paragraph(text: string, look: Look, press: Press): Strip[] {
  const { size, lead = 1.7, indent = 0, isTied = false } = look;
  const height = size * lead;
  // An indent is made of full-width spaces, so that the first line is broken like all others.
  const shown = press.glyphs.shown(text, look.where).replace(/^/gm, '\u3000'.repeat(indent));
  return wrapped(shown, WIDTH, look, press.measure).map((line) => ({
    height,
    isTied,
    marks:
      line.trim() === '' ? [] : [mark(line, { x: startOf(line, press, look), y: size * (0.5 * lead + 0.36) }, look)],
  }));
}

export type Column = {
  readonly head?: string;
  /** Share of the table's width. */
  readonly share: number;
  readonly isLabel?: boolean;
};

export type TableLook = { readonly size: number; readonly where: (row: readonly string[], column: number) => string };

const LEAD = 1.45;
/** Lines of a row whose shorter cells stand in the middle. */
const MAX_CENTRED = 3;
/** A row with more lines may be divided between pages, in parts of so many lines. */
const MAX_TOGETHER = 14;
const PART_LINES = 3;

type Grid = { readonly edges: readonly number[]; readonly pad: number };

function gridOf(columns: readonly Column[], size: number): Grid {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const edges: number[] = [SHEET.left];
  for (const { share } of columns) edges.push((edges.at(-1) ?? SHEET.left) + (WIDTH * share) / all);
  return { edges, pad: size * 0.45 };
}

type Cell = { readonly lines: readonly string[]; readonly isBold: boolean; readonly isLabel: boolean };

function verticals({ edges }: Grid, height: number): Mark[] {
  return edges.map((x) => ({ kind: 'line', from: [x, 0], to: [x, height], ink: INK.rule }));
}

function across({ edges }: Grid, y: number): Mark {
  return { kind: 'line', from: [edges[0] ?? 0, y], to: [edges.at(-1) ?? 0, y], ink: INK.rule };
}

function grounds(cells: readonly Cell[], { edges }: Grid, height: number): Mark[] {
  return cells.flatMap(({ isLabel }, i): Mark[] => {
    const x = edges[i] ?? 0;
    return isLabel ? [{ kind: 'ground', x, y: 0, width: (edges[i + 1] ?? x) - x, height, ink: INK.ground }] : [];
  });
}

type Part = { readonly from: number; readonly to: number; readonly isFirst: boolean; readonly isLast: boolean };

function lineMark(text: string, grid: Grid, size: number, at: { readonly column: number; readonly y: number }): Mark {
  const x = (grid.edges[at.column] ?? 0) + size * 0.5;
  return mark(text, { x, y: at.y + size * (0.5 * LEAD + 0.36) }, { size, where: '' });
}

/** What a row goes on with at the top of a page: its label again. */
function labelsAgain(cells: readonly Cell[], grid: Grid, size: number): Mark[] {
  return cells.flatMap(({ lines, isLabel }, column) =>
    isLabel
      ? [...lines.slice(0, PART_LINES - 1), '（续）'].map((text, n) =>
          lineMark(text, grid, size, { column, y: n * size * LEAD }),
        )
      : [],
  );
}

/** Lines `from` to `to` of a row as one strip. */
function rowPart(cells: readonly Cell[], grid: Grid, size: number, part: Part): Strip {
  const step = size * LEAD;
  const above = part.isFirst ? grid.pad : 0;
  const height = above + (part.to - part.from) * step + (part.isLast ? grid.pad : 0);
  const texts = cells.flatMap(({ lines, isBold, isLabel }, column): Mark[] => {
    // In the middle of its row where the row is short, and labels always.
    const isMiddle = part.isFirst && part.isLast && (isLabel || part.to <= MAX_CENTRED);
    const drop = isMiddle ? ((part.to - lines.length) * step) / 2 : 0;
    return lines
      .slice(part.from, part.to)
      .map((text, n) => ({ ...lineMark(text, grid, size, { column, y: above + drop + n * step }), isBold }));
  });
  const rules = [
    ...verticals(grid, height),
    ...(part.isFirst ? [across(grid, 0)] : []),
    ...(part.isLast ? [across(grid, height)] : []),
  ];
  const edges = [grid.edges[0] ?? 0, grid.edges.at(-1) ?? 0] as const;
  return {
    height,
    edges,
    marks: [...grounds(cells, grid, height), ...rules, ...texts],
    ...(part.isFirst ? {} : { again: labelsAgain(cells, grid, size) }),
  };
}

function rowStrips(cells: readonly Cell[], grid: Grid, size: number): Strip[] {
  const count = Math.max(1, ...cells.map(({ lines }) => lines.length));
  const each = count > MAX_TOGETHER ? PART_LINES : count;
  const parts = Math.ceil(count / each);
  return Array.from({ length: parts }, (_, i) =>
    rowPart(cells, grid, size, {
      from: i * each,
      to: Math.min(count, (i + 1) * each),
      isFirst: i === 0,
      isLast: i === parts - 1,
    }),
  );
}

/** A table over the whole width. Rows grow with their text; its head comes again on every page it goes on to. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  look: TableLook,
  press: Press,
): Strip[] {
  const { size } = look;
  const grid = gridOf(columns, size);
  const linesOf = (text: string, i: number, where: string, isBold: boolean) => {
    const width = (grid.edges[i + 1] ?? 0) - (grid.edges[i] ?? 0) - size;
    return wrapped(press.glyphs.shown(text, where), width, { size, isBold }, press.measure);
  };
  const headCells = columns.map(({ head = '' }, i) => ({
    lines: linesOf(head, i, head, true),
    isBold: true,
    isLabel: true,
  }));
  const [head] = columns.some((column) => column.head) ? rowStrips(headCells, grid, size) : [];
  const body = rows.flatMap((row) => {
    const cells = columns.map(({ isLabel = false }, i) => ({
      lines: linesOf(row[i] ?? '', i, look.where(row, i), false),
      isBold: false,
      isLabel,
    }));
    return rowStrips(cells, grid, size).map((strip) => (head ? { ...strip, head } : strip));
  });
  return head ? [{ ...head, isTied: true }, ...body] : body;
}

/** Size of facts in a table of labels and values. */
export const FACT_SIZE = 10;

/** Two facts of the person side by side; the last alone over the whole width where their number is odd. */
export function personTable(
  person: readonly { readonly label: string; readonly value: string }[],
  press: Press,
): Strip[] {
  const pairs = person.length - (person.length % 2);
  const rows = Array.from({ length: pairs / 2 }, (_, i) =>
    person.slice(i * 2, i * 2 + 2).flatMap(({ label, value }) => [label, value]),
  );
  const columns = [{ share: 16, isLabel: true }, { share: 34 }, { share: 16, isLabel: true }, { share: 34 }];
  const where = (row: readonly string[], column: number) => row[column - 1] ?? '标题';
  const last = person.slice(pairs).map(({ label, value }) => [label, value]);
  return [
    ...table(columns, rows, { size: FACT_SIZE, where }, press),
    ...table([{ share: 16, isLabel: true }, { share: 84 }], last, { size: FACT_SIZE, where }, press),
  ];
}

/** The heading of a part; never the last line of a page. */
export function subtitle(text: string, press: Press): Strip[] {
  const look = { size: 11, isBold: true, isTied: true, where: '标题' };
  return [{ ...gap(12), isTied: true }, ...paragraph(text, look, press), { ...gap(3), isTied: true }];
}

/** What could not be printed, said near the name it most often is about. */
export function remarkLines(press: Press): Strip[] {
  const remarks = press.glyphs.remarks();
  return remarks.flatMap((remark) => [gap(4), ...paragraph(`注：${remark}`, { size: 9, where: '注' }, press)]);
}
