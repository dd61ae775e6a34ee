import type { Writable } from 'node:stream';
import { columnName, rowXml, xmlText } from './xlsx-text.ts';
import { ZipWriter } from './xlsx-zip.ts';

export type SheetColumn = { readonly head: string /** In characters. */; readonly width: number };

export type Sheet = {
  readonly name: string;
  /** Lines above the table, such as scope and notice; the first is the title. */
  readonly notes: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<readonly (readonly string[])[]>;
};

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;
const ROOT_RELS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const BOOK_RELS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
/** Styles: 0 plain, 1 bold. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

function workbook(name: string): string {
  const sheet = xmlText(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31));
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

async function* sheetXml(sheet: Sheet): AsyncGenerator<string> {
  const headRow = sheet.notes.length + 1;
  const widths = sheet.columns.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}" customWidth="1"/>`);
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRow}" topLeftCell="A${headRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
  yield sheet.notes.map((note, i) => rowXml(i + 1, [note], i === 0 ? 1 : 0)).join('');
  yield rowXml(
    headRow,
    sheet.columns.map((c) => c.head),
    1,
  );
  let number = headRow;
  for await (const batch of sheet.rows) {
    yield batch.map((cells) => rowXml(++number, cells)).join('');
  }
  yield `</sheetData><autoFilter ref="A${headRow}:${columnName(sheet.columns.length - 1)}${Math.max(number, headRow)}"/></worksheet>`;
}

/**
 * Writes an xlsx workbook of one sheet to a stream, front to back, holding no more than one batch of rows. Every cell is
 * text, guarded against being read as a formula. The stream is left open.
 */
export async function writeXlsx(out: Writable, sheet: Sheet): Promise<void> {
  const zip = new ZipWriter(out);
  await zip.add('[Content_Types].xml', [CONTENT_TYPES]);
  await zip.add('_rels/.rels', [ROOT_RELS]);
  await zip.add('xl/workbook.xml', [workbook(sheet.name)]);
  await zip.add('xl/_rels/workbook.xml.rels', [BOOK_RELS]);
  await zip.add('xl/styles.xml', [STYLES]);
  await zip.add('xl/worksheets/sheet1.xml', sheetXml(sheet));
  await zip.finish();
}
