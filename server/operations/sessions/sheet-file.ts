import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Temporal } from 'temporal-polyfill';
import { cellText, type SheetData, type SheetRow } from '#domain/hours/sessions/sheet.ts';
import { type JudgedRow, SHEET_COLUMNS, type SheetTable } from '#domain/hours/sessions/sign-in-sheet.ts';
import { type Sheet, type SheetColumn, writeXlsx } from '../../documents/xlsx.ts';

const NOTICE = '本系统为非涉密系统，严禁存储、处理、传输国家秘密。';
const WIDTHS = [12, 12, 20, 10];
const REASON = '错误原因';

async function bytesOf(sheet: Sheet): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await writeXlsx(out, sheet);
  await finished(out.end());
  return Buffer.concat(chunks);
}

async function* inOne(rows: readonly (readonly string[])[]): AsyncGenerator<readonly (readonly string[])[]> {
  yield rows;
}

/** `2026-06-10 08:55` in a zone. */
export function wallText(zone: string, instant: Date): string {
  const at = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  return at.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** An empty sheet with the four heads, ready to be filled and sent back. */
export function sheetTemplate(title: string, when: string): Promise<Buffer> {
  const columns = SHEET_COLUMNS.map((head, i) => ({ head, width: WIDTHS[i] ?? 12 }));
  const notes = [`${title} 签到表`, `时间：${when}；“签到时间”“学时”可以不填。`, NOTICE];
  return bytesOf({ name: '签到表', notes, columns, rows: inOne([]) });
}

function rowTexts(row: SheetRow | undefined, width: number): string[] {
  return Array.from({ length: width }, (_, i) => cellText(row?.cells[i]));
}

/**
 * The sheet that was sent, cell for cell under its own row numbers, with a column 错误原因 at the end. What was a formula
 * comes back empty, a date as text.
 */
export function sheetWithErrors(
  sheet: SheetData,
  table: SheetTable,
  judged: readonly JudgedRow[],
  zone: string,
): Promise<Buffer> {
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  const verdicts = new Map(judged.map((row) => [row.row, row]));
  const width = Math.max(...[table.head, ...table.body].map((row) => row.cells.length));
  const last = table.body.at(-1)?.number ?? table.head.number;
  const notes = Array.from({ length: table.head.number - 1 }, (_, i) =>
    rowTexts(byNumber.get(i + 1), width)
      .filter((text) => text !== '')
      .join('　'),
  );
  const columns: SheetColumn[] = rowTexts(table.head, width).map((head) => ({ head, width: 16 }));
  const rows = Array.from({ length: last - table.head.number }, (_, i) => {
    const number = table.head.number + 1 + i;
    const texts = rowTexts(byNumber.get(number), width);
    const verdict = verdicts.get(number);
    const timeAt = table.columns.签到时间;
    if (timeAt !== undefined && verdict?.signedAt) texts[timeAt] = wallText(zone, verdict.signedAt);
    return [...texts, verdict?.problems.join('；') ?? ''];
  });
  return bytesOf({ name: '签到表', notes, columns: [...columns, { head: REASON, width: 48 }], rows: inOne(rows) });
}
