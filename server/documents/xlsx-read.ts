import type { SheetCell, SheetData, SheetRow } from '#domain/hours/sessions/sheet.ts';
import { attribute, unescaped, type XmlTag, xmlTags, xmlTextOf } from './xml-read.ts';
import { openZip, type Zip, ZipRefused } from './zip-read.ts';

/** Most rows with anything in them, and columns looked at. */
const MAX_SHEET_ROWS = 20_000;
/** Rows above the table: heads, title, notes. */
const SPARE_ROWS = 20;
const MAX_COLUMNS = 60;
/** Longest text a cell of a spreadsheet can hold. */
const MAX_TEXT = 32_767;

const WORKBOOK = 'xl/workbook.xml';
const XLSX_MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

function part(zip: Zip, name: string): string {
  const bytes = zip.read(name);
  if (!bytes) throw new ZipRefused('文件已损坏或不是 xlsx 工作簿');
  return xmlTextOf(bytes);
}

/** A workbook is what its own content types say, whatever its name; macros and links to other files are refused. */
function checkKind(zip: Zip): void {
  const types = part(zip, '[Content_Types].xml');
  if (/macroEnabled/i.test(types) || zip.names.some((name) => /vbaProject|macrosheets\//i.test(name))) {
    throw new ZipRefused('文件带有宏，请另存为不带宏的 xlsx');
  }
  if (!types.includes(XLSX_MAIN)) throw new ZipRefused('文件不是 xlsx 工作簿');
  if (zip.names.some((name) => /externalLinks\//i.test(name))) {
    throw new ZipRefused('文件链接了别的工作簿，请粘贴为数值后另存');
  }
}

type Book = { readonly sheet: string; readonly is1904: boolean };

function bookOf(zip: Zip): Book {
  let is1904 = false;
  let relation: string | null = null;
  for (const tag of xmlTags(part(zip, WORKBOOK))) {
    if (tag.name === 'workbookPr') is1904 = ['1', 'true'].includes(attribute(tag, 'date1904') ?? '');
    // Hidden sheets are not what the sender looked at.
    if (tag.name === 'sheet' && relation === null && (attribute(tag, 'state') ?? 'visible') === 'visible') {
      relation = attribute(tag, 'id');
    }
  }
  for (const tag of xmlTags(part(zip, 'xl/_rels/workbook.xml.rels'))) {
    if (tag.name !== 'Relationship' || relation === null || attribute(tag, 'Id') !== relation) continue;
    const target = attribute(tag, 'Target') ?? '';
    return { sheet: target.startsWith('/') ? target.slice(1) : `xl/${target}`, is1904 };
  }
  throw new ZipRefused('文件里没有可见的工作表');
}

/** Shared texts in order; phonetic hints are left out. */
function sharedTexts(zip: Zip): string[] {
  const bytes = zip.read('xl/sharedStrings.xml');
  if (!bytes) return [];
  const texts: string[] = [];
  let text = '';
  let isPhonetic = false;
  for (const tag of xmlTags(xmlTextOf(bytes))) {
    if (tag.name === 'si' && tag.kind !== 'close') text = '';
    if (tag.name === 'rPh') isPhonetic = tag.kind === 'open';
    if (tag.name === 't' && tag.kind === 'close' && !isPhonetic) text += unescaped(tag.textBefore);
    if (tag.name === 'si' && tag.kind !== 'open') texts.push(text.slice(0, MAX_TEXT));
  }
  return texts;
}

/** Zero-based column of a reference such as `AB12`. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

type Draft = { type: string; value: string; text: string; hasFormula: boolean };

function cellOf({ type, value, text, hasFormula }: Draft, shared: readonly string[]): SheetCell | null {
  if (hasFormula) return { kind: 'bad', reason: '单元格是公式，请粘贴为数值' };
  if (type === 'e') return { kind: 'bad', reason: `单元格是错误值 ${value.slice(0, 20)}` };
  if (type === 's') {
    const found = /^\d+$/.test(value) ? shared[Number(value)] : undefined;
    return found === undefined ? { kind: 'bad', reason: '单元格无法读取' } : textCell(found);
  }
  if (type === 'inlineStr') return textCell(text);
  if (type === 'str' || type === 'd') return textCell(value);
  if (type === 'b') return textCell(value === '1' ? '是' : '否');
  if (value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? { kind: 'number', value: number } : { kind: 'bad', reason: '单元格无法读取' };
}

function textCell(text: string): SheetCell | null {
  return text === '' ? null : { kind: 'text', text: text.slice(0, MAX_TEXT) };
}

/** Reads the rows of a sheet tag by tag; holds one row at a time besides what it has gathered. */
class SheetReader {
  readonly rows: SheetRow[] = [];
  readonly #shared: readonly string[];
  #number = 0;
  #column = -1;
  #cells: (SheetCell | null)[] = [];
  #draft: Draft | null = null;

  constructor(shared: readonly string[]) {
    this.#shared = shared;
  }

  take(tag: XmlTag): void {
    if (tag.name === 'row') this.#row(tag);
    else if (tag.name === 'c') this.#cell(tag);
    else if (this.#draft) this.#content(this.#draft, tag);
  }

  #row(tag: XmlTag): void {
    if (tag.kind !== 'close') {
      const given = Number(attribute(tag, 'r'));
      this.#number = Number.isInteger(given) && given > 0 ? given : this.#number + 1;
      this.#column = -1;
      this.#cells = [];
    }
    if (tag.kind === 'open' || this.#cells.length === 0) return;
    if (this.rows.length >= MAX_SHEET_ROWS + SPARE_ROWS)
      throw new ZipRefused(`工作表超过 ${MAX_SHEET_ROWS} 行，请分批导入`);
    this.rows.push({ number: this.#number, cells: this.#cells });
    this.#cells = [];
  }

  #cell(tag: XmlTag): void {
    if (tag.kind !== 'close') {
      const reference = attribute(tag, 'r');
      this.#column = reference === null ? this.#column + 1 : columnOf(reference);
      this.#draft = { type: attribute(tag, 't') ?? 'n', value: '', text: '', hasFormula: false };
    }
    if (tag.kind === 'open' || !this.#draft) return;
    const cell = cellOf(this.#draft, this.#shared);
    this.#draft = null;
    if (!cell || this.#column < 0 || this.#column >= MAX_COLUMNS) return;
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = cell;
  }

  #content(draft: Draft, tag: XmlTag): void {
    if (tag.name === 'f') draft.hasFormula = true;
    if (tag.kind !== 'close') return;
    if (tag.name === 'v') draft.value = unescaped(tag.textBefore);
    if (tag.name === 't') draft.text += unescaped(tag.textBefore);
  }
}

/**
 * The first visible sheet of an xlsx workbook: rows that hold anything, under the sheet's own numbers. Nothing is
 * evaluated: formulas, macros, links and document types never run, and a cell with a formula says so instead of giving
 * what it was when last saved. Bounded in size before anything is unpacked (see zip-read.ts).
 * @throws ZipRefused with the reason in Chinese.
 */
export function readXlsx(bytes: Buffer): SheetData {
  const zip = openZip(bytes);
  checkKind(zip);
  const book = bookOf(zip);
  const reader = new SheetReader(sharedTexts(zip));
  for (const tag of xmlTags(part(zip, book.sheet))) reader.take(tag);
  return { rows: reader.rows, is1904: book.is1904 };
}
