/** A cell as the file holds it. Formulas are never worked out: such a cell is `bad`, like a spreadsheet's own error. */
export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'bad'; readonly reason: string };

/** A row that holds anything, under the number the spreadsheet shows beside it; cells by column, 0 = A. */
export type SheetRow = { readonly number: number; readonly cells: readonly (SheetCell | null)[] };

export type SheetData = {
  readonly rows: readonly SheetRow[];
  /** Days are counted from 1904 instead of 1900. */
  readonly is1904: boolean;
};

/** Text as people compare it: one width of letters and digits, no blanks around. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\u200b|\ufeff/g, '')
    .trim();
}

/** What the cell shows, for a workbook that goes back. */
export function cellText(cell: SheetCell | null | undefined): string {
  if (!cell) return '';
  if (cell.kind === 'text') return cell.text;
  return cell.kind === 'number' ? String(cell.value) : '';
}
