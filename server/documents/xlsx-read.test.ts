import { Writable } from 'node:stream';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inWorker } from './in-worker.ts';
import { writeXlsx } from './xlsx.ts';
import { readXlsx } from './xlsx-read.ts';

const TYPES = (main: string) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${main}"/></Types>`;
const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const BOOK =
  '<workbook><sheets><sheet name="隐藏" sheetId="1" state="hidden" r:id="r1"/><sheet name="签到" sheetId="2" r:id="r2"/></sheets></workbook>';
const RELS =
  '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>';

function book(rows: string, more: Record<string, string> = {}): Buffer {
  const files: Record<string, string> = {
    '[Content_Types].xml': TYPES(MAIN),
    'xl/workbook.xml': BOOK,
    'xl/_rels/workbook.xml.rels': RELS,
    'xl/worksheets/sheet2.xml': `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  };
  return zipped(files);
}

function zipped(files: Record<string, string>): Buffer {
  const parts: Zippable = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return Buffer.from(zipSync(parts));
}

describe('readXlsx', () => {
  it('reads every kind of cell under the number the sheet gives its row, from the first visible sheet', () => {
    const shared =
      '<sst><si><t>工号</t></si><si><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh><t>x</t></rPh></si></sst>';
    const rows = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="5"/>
      <row r="7"><c r="A7"><v>10023</v></c><c r="B7" t="inlineStr"><is><t>&lt;甲&gt; &#20057;&amp;</t></is></c><c r="C7" t="b"><v>1</v></c></row>
      <x:row r="9"><x:c r="B9" t="str"><x:v>乙</x:v></x:c></x:row>`;
    const { rows: read, is1904 } = readXlsx(book(rows, { 'xl/sharedStrings.xml': shared }));
    expect(is1904).toBe(false);
    const text = (value: string) => ({ kind: 'text', text: value });
    expect(read).toEqual([
      { number: 2, cells: [text('工号'), null, text('张 三')] },
      { number: 7, cells: [{ kind: 'number', value: 10023 }, text('<甲> 乙&'), text('是')] },
      { number: 9, cells: [null, text('乙')] },
    ]);
  });

  it('never takes what a formula gave, nor an error of the spreadsheet', () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><f>HYPERLINK("x")</f><v>E0001</v></c><c r="B1" t="e"><v>#N/A</v></c></row>';
    expect(readXlsx(book(rows)).rows[0]?.cells.map((cell) => cell?.kind)).toEqual(['bad', 'bad']);
  });

  it('reads back what the project writes', async () => {
    const chunks: Buffer[] = [];
    const out = new Writable({ write: (chunk: Buffer, _encoding, done) => done(void chunks.push(chunk)) });
    async function* rows() {
      yield [['E0001', '陈思远']];
    }
    const columns = ['工号', '姓名'].map((head) => ({ head, width: 10 }));
    await writeXlsx(out, { name: '签到', notes: ['签到表'], columns, rows: rows() });
    const read = readXlsx(Buffer.concat(chunks));
    expect(
      read.rows.map((row) => [row.number, ...row.cells.map((cell) => (cell?.kind === 'text' ? cell.text : ''))]),
    ).toEqual([
      [1, '签到表'],
      [2, '工号', '姓名'],
      [3, 'E0001', '陈思远'],
    ]);
  });

  it.each([
    [
      'a workbook with macros by its types',
      { '[Content_Types].xml': TYPES('application/vnd.ms-excel.sheet.macroEnabled.main+xml') },
      '宏',
    ],
    ['a workbook with a macro project', { 'xl/vbaProject.bin': 'x' }, '宏'],
    [
      'a text document',
      {
        '[Content_Types].xml': TYPES(
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
        ),
      },
      '不是 xlsx',
    ],
    ['links to other files', { 'xl/externalLinks/externalLink1.xml': '<x/>' }, '链接'],
    [
      'an external entity',
      {
        'xl/sharedStrings.xml':
          '<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>',
      },
      '类型声明',
    ],
    ['a name that climbs out', { '../../x': 'x' }, '损坏'],
    ['an absolute name', { '/etc/x': 'x' }, '损坏'],
    [
      'no visible sheet',
      { 'xl/workbook.xml': '<workbook><sheets><sheet state="hidden" r:id="r2"/></sheets></workbook>' },
      '可见',
    ],
    [
      'a missing sheet',
      {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="r2" Target="worksheets/none.xml"/></Relationships>',
      },
      '损坏',
    ],
  ])('refuses %s', (_what, more, reason) => {
    expect(() => readXlsx(book('', more))).toThrow(reason);
  });

  it('refuses what is no zip, half a zip, and rows beyond the limit', () => {
    expect(() => readXlsx(Buffer.from('工号,姓名'))).toThrow('损坏');
    const whole = book('<row r="1"/>');
    expect(() => readXlsx(whole.subarray(0, whole.length - 30))).toThrow('损坏');
    const rows = Array.from({ length: 20_021 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join('');
    expect(() => readXlsx(book(rows))).toThrow('20000 行');
  });
});

describe('a zip bomb', () => {
  const bomb = Buffer.from(zipSync({ 'xl/worksheets/sheet2.xml': new Uint8Array(120 * 1024 * 1024) }));

  it('is refused from its directory, before anything is unpacked', () => {
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(() => readXlsx(bomb)).toThrow('过大');
  });

  it('is stopped at the size it claims when the claim is a lie', () => {
    const files = { '[Content_Types].xml': new Uint8Array(8 * 1024 * 1024) };
    const lying = Buffer.from(zipSync(files));
    const directory = lying.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    lying.writeUInt32LE(1000, directory + 24);
    expect(() => readXlsx(lying)).toThrow('损坏');
  });

  it('made of entries that share their bytes is refused', () => {
    const honest = Buffer.from(zipSync({ a: new Uint8Array(1000), b: new Uint8Array(1000) }));
    const second = honest.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    honest.writeUInt32LE(0, second + 42);
    expect(() => readXlsx(honest)).toThrow('损坏');
  });
});

describe('the worker', () => {
  const worker = new URL('./xlsx-read-worker.ts', import.meta.url);

  it('gives rows, or the reason why not', async () => {
    expect(await inWorker(worker, book('<row r="1"><c r="A1"><v>1</v></c></row>'))).toEqual({
      ok: true,
      value: { value: { rows: [{ number: 1, cells: [{ kind: 'number', value: 1 }] }], is1904: false } },
    });
    expect(await inWorker(worker, Buffer.from('no zip'))).toEqual({
      ok: true,
      value: { refused: '文件已损坏或不是有效的文档' },
    });
  });

  it('lets a dozen files wait for each other and refuses more than that', async () => {
    const many = await Promise.all(Array.from({ length: 15 }, () => inWorker(worker, Buffer.from('no zip'))));
    expect(many.map((result) => result.ok)).toEqual([...Array(12).fill(true), ...Array(3).fill(false)]);
  });
});
