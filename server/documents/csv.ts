import { guarded } from './xlsx-text.ts';

/** Opens as UTF-8 in spreadsheet programs that would guess otherwise. */
export const CSV_BOM = '\uFEFF';

function cell(text: string): string {
  const safe = guarded(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line by RFC 4180; no cell can start a formula (OU-01). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}
