import { Document, Page, renderToBuffer, Text } from '@react-pdf/renderer';
import { strToU8, zipSync } from 'fflate';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { documentFont, FONT_FAMILY } from '../../documents/fonts.ts';
import { inspect } from './inspect.ts';
import { isSplitMark, markIn, markInName } from './marks.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

function office(main: string, parts: Record<string, string | Uint8Array>): Buffer {
  const types = `<Types><Override PartName="/x.xml" ContentType="${main}"/></Types>`;
  const files = Object.entries({ '[Content_Types].xml': types, ...parts });
  return Buffer.from(
    zipSync(Object.fromEntries(files.map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]))),
  );
}
const docx = (...runs: string[]) =>
  office(DOCX, {
    'word/document.xml': `<w:document><w:body><w:p>${runs.map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${run}</w:t></w:r>`).join('')}</w:p></w:body></w:document>`,
  });

async function pdf(...lines: string[]): Promise<Buffer> {
  documentFont();
  const style = { fontFamily: FONT_FAMILY };
  const page = createElement(
    Page,
    { size: 'A4' },
    lines.map((line, key) => createElement(Text, { key, style }, line)),
  );
  return await renderToBuffer(createElement(Document, {}, page));
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPG = Buffer.from('ffd8ffe000104a464946', 'hex');

describe('a 密级 mark', () => {
  it.each([
    '绝密★',
    '机密★3年',
    '秘密★长期',
    '机 密 ★ 5 年',
    '机　密　★',
    '秘密☆1年',
    '秘密*',
    '机密＊10年',
    '绝密⭐',
    '绝密级★',
    '机\u200b密★',
    '密级：机密',
    '密级: 秘密',
    '密　级：绝　密',
    '密级【机密】',
    '密级|秘密|',
    '机密|★3年',
  ])('is seen however it is spelt: %s', (text) => {
    expect(markIn(`某某文件 ${text} 第 1 页`)).not.toBeNull();
  });
  it.each([
    '機密★3年',
    '絕 密 ★',
    '祕密☆',
    '机密（★）',
    '绝密【★30年】',
    '秘密·★',
    '机\u00ad密\u200b★',
    '机密\ufe0f⭐️',
    '機密級★',
    '密级：祕密',
  ])('is seen in characters and brackets of another habit: %s', (text) => {
    expect(markIn(text)).not.toBeNull();
  });
  it.each([
    '国家秘密的密级分为绝密、机密、秘密三级。',
    '本系统为非涉密系统，严禁存储、处理、传输国家秘密。',
    '涉及绝密、机密、秘密的，应当标明密级。',
    '密级：内部',
    '密级：',
    '《保守国家秘密法》学习签到表',
    '重点★：定密、解密',
    '密级确定机密事项的人员',
  ])('is not seen in words about secrecy: %s', (text) => {
    expect([markIn(text), markInName(`${text}.pdf`)]).toEqual([null, null]);
  });
  it('in brackets is one in a name, and may be an explanation in a text', () => {
    expect(markInName('【机密】会议签到.pdf')).not.toBeNull();
    expect(markInName('签到表（秘密）.xlsx')).not.toBeNull();
    expect(markIn('三个等级（机密）')).toBeNull();
  });
  it('is seen when the star is set in a font of its own', () => {
    expect(isSplitMark('某单位 机 密', '★ 3 年')).toBe(true);
    expect(isSplitMark('机密文件', '★')).toBe(false);
  });
});

describe('a file', () => {
  it('of each kind is told by what is in it', async () => {
    const kinds = [
      inspect('a.PNG', PNG),
      inspect('a.jpeg', JPG),
      inspect('签到.docx', docx('签到表')),
      inspect('签到.xlsx', office(XLSX, { 'xl/sharedStrings.xml': '<sst><si><t>工号</t></si></sst>' })),
      inspect('签到.pdf', await pdf('保密法规学习签到表', '本表不含国家秘密，密级：无')),
    ];
    expect(kinds.map((finding) => finding.verdict === 'fine' && finding.kind)).toEqual([
      'png',
      'jpg',
      'docx',
      'xlsx',
      'pdf',
    ]);
  });

  it.each([
    ['a program', 'a.exe', Buffer.from('MZ')],
    ['a page of HTML', 'a.html', Buffer.from('<html>')],
    ['HTML called a picture', 'a.png', Buffer.from('<html>')],
    ['a picture called a PDF', 'a.pdf', PNG],
    ['a text document called a workbook', 'a.xlsx', docx('x')],
    ['a zip of anything', 'a.docx', Buffer.from(zipSync({ a: strToU8('x') }))],
    ['a workbook with macros', 'a.xlsx', office(XLSX, { 'xl/vbaProject.bin': 'x' })],
    ['a file without extension', 'pdf', Buffer.from('%PDF-1.7')],
    ['an encrypted PDF', 'a.pdf', Buffer.from('%PDF-1.7 trailer << /Encrypt 5 0 R >>')],
    ['a zip bomb', 'a.docx', office(DOCX, { 'word/document.xml': new Uint8Array(120 * 1024 * 1024) })],
    ['nothing', 'a.pdf', Buffer.alloc(0)],
  ])('is refused when it is %s', (_what, name, bytes) => {
    expect(inspect(name, bytes).verdict).toBe('wrong-type');
  });

  it.each([
    ['name', '机密★会议.pdf', PNG],
    ['name in brackets', '【秘密】.png', PNG],
    ['word text in one run', 'a.docx', docx('机密★3年')],
    ['word text in a run for each letter', 'a.docx', docx('机', '密', '★', '3', '年')],
    ['header', 'a.docx', office(DOCX, { 'word/header1.xml': '<w:hdr><w:p><w:t>绝密★</w:t></w:p></w:hdr>' })],
    ['escaped text', 'a.docx', docx('&#x673A;&#23494;&#9733;')],
    ['text kept from parsing', 'a.docx', docx('<![CDATA[秘密★]]>')],
    ['properties', 'a.docx', office(DOCX, { 'docProps/core.xml': '<c><dc:title>机密★</dc:title></c>' })],
    [
      'cells of a workbook',
      'a.xlsx',
      office(XLSX, { 'xl/sharedStrings.xml': '<sst><si><t>密级</t></si><si><t>机密</t></si></sst>' }),
    ],
    ['document inside a document', 'a.docx', office(DOCX, { 'word/embeddings/a.docx': docx('秘密★') })],
    ['uncompressed PDF', 'a.pdf', Buffer.from('%PDF-1.4 1 0 obj <</Title <FEFF673A5BC62605>>> endobj')],
    [
      'PDF in GBK',
      'a.pdf',
      Buffer.concat([
        Buffer.from('%PDF-1.4 stream\nBT ('),
        Buffer.from('bbfac3dca1ef', 'hex'),
        Buffer.from(') Tj ET\nendstream'),
      ]),
    ],
  ])('is refused when its %s carries a mark', (_where, name, bytes) => {
    expect(inspect(name, bytes).verdict).toBe('marked');
  });

  it('is refused when the packed text of a PDF with its own fonts carries a mark', async () => {
    expect(inspect('a.pdf', await pdf('某单位会议材料', '机密★3年')).verdict).toBe('marked');
    expect(inspect('a.pdf', await pdf('第一页', '密级：秘密', '其他')).verdict).toBe('marked');
  });
});
