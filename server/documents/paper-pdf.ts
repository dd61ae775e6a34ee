import type { PaperBody, PaperField } from '#domain/certification/case/papers.ts';
import { signersOf } from './paper-signing.ts';
import { FACT_SIZE, gap, type Press, paragraph, personTable, remarkLines, subtitle, table } from './sheet-blocks.ts';
import { framed } from './sheet-frame.ts';
import { INK, type Mark, paginated, SHEET, type Strip } from './sheet-layout.ts';
import { newPress, sheetsPdf } from './sheet-pdf.ts';

/** What a print adds to the record: its digest and the instant of the print, as text in the organisation's zone. */
export type PaperPrint = { readonly sha256: string; readonly printedAt: string };

function heading(body: PaperBody, press: Press): Strip[] {
  const where = '标题';
  const number = `编号：${body.caseNo}　　事项：${body.caseKind}　　出具时间：${body.issuedAt}`;
  return [
    ...paragraph(body.organisation, { size: 12, align: 'centre', ink: INK.soft, where: '单位名称' }, press),
    gap(4),
    ...paragraph(body.title, { size: 20, isBold: true, align: 'centre', lead: 1.5, where }, press),
    gap(10),
    ...paragraph(number, { size: 9, align: 'centre', ink: INK.soft, where }, press),
    gap(8),
  ];
}

function fieldTable(fields: readonly PaperField[], press: Press): Strip[] {
  const rows = fields.map(({ label, value }) => [label, value]);
  const where = (row: readonly string[]) => row[0] ?? '内容';
  return table([{ share: 26, isLabel: true }, { share: 74 }], rows, { size: FACT_SIZE, where }, press);
}

function signatureTable({ signatures }: PaperBody, press: Press): Strip[] {
  if (signatures.length === 0) return [];
  const columns = [
    { head: '身份', share: 13 },
    { head: '姓名', share: 23 },
    { head: '意见或办理事项', share: 43 },
    { head: '时间', share: 21 },
  ];
  const rows = signatures.map(({ role, name, words, at }) => [role, name, words, at]);
  const where = (row: readonly string[], column: number) => (column === 1 ? `${row[0]}姓名` : `${row[0]}意见`);
  const note = '以上由各人登录本系统办理，时间为系统记录的时间，记录不能修改或删除。';
  return [
    ...subtitle('办理记录', press),
    ...table(columns, rows, { size: 9.5, where }, press),
    gap(3),
    ...paragraph(note, { size: 8.5, ink: INK.soft, where: '标题' }, press),
  ];
}

const SIGN_LINE = 38;

/** A signature or seal with its date; the lines are for the pen. */
function signLine(label: string, press: Press): Strip {
  const y = SIGN_LINE - 12;
  const size = 11;
  const text = (content: string, x: number): Mark => ({
    kind: 'text',
    text: content,
    x,
    y,
    size,
    isBold: false,
    ink: INK.text,
  });
  const blank = (from: number, to: number): Mark => ({
    kind: 'line',
    from: [from, y + 3],
    to: [to, y + 3],
    ink: INK.text,
  });
  const start = SHEET.left + press.measure(`${label}：`, size) + 4;
  const date = SHEET.left + 292;
  const day = date + press.measure('日期：', size) + 4;
  const em = size;
  return {
    height: SIGN_LINE,
    isTied: true,
    marks: [
      text(`${label}：`, SHEET.left),
      blank(start, SHEET.left + 262),
      text('日期：', date),
      blank(day, day + 4 * em),
      text('年', day + 4 * em + 2),
      blank(day + 5 * em + 4, day + 7 * em + 4),
      text('月', day + 7 * em + 6),
      blank(day + 8 * em + 8, day + 10 * em + 8),
      text('日', day + 10 * em + 10),
    ],
  };
}

function signArea(body: PaperBody, press: Press): Strip[] {
  const signers = signersOf(body.paper);
  if (signers.length === 0) return [];
  return [
    ...subtitle('打印签署', press),
    ...signers.map((label) => signLine(label, press)),
    ...paragraph(
      '签字或盖章的原件存入本人保密档案，扫描件可作为附件上传到本事项。',
      { size: 8.5, ink: INK.soft, where: '标题' },
      press,
    ),
  ];
}

/** Sentences of a text, or items of a longer list. */
const MAX_SENTENCES = 12;

function bodyStrips(body: PaperBody, press: Press): Strip[] {
  const look = body.text.length > MAX_SENTENCES ? { size: 10, lead: 1.6 } : { size: 11, lead: 1.8 };
  return [
    ...(body.fields.length > 0 ? [gap(8), ...fieldTable(body.fields, press)] : []),
    ...(body.text.length > 0 ? [gap(12)] : []),
    ...body.text.flatMap((text) => paragraph(text, { ...look, indent: 2, where: '正文' }, press)),
    ...signatureTable(body, press),
    ...signArea(body, press),
  ];
}

/** The pages of a paper of a case; everything the text of record says stands on them. */
export function paperPages(body: PaperBody, print: PaperPrint, press: Press): Mark[][] {
  const running = press.glyphs.shown(`${body.organisation} · ${body.title} · ${body.caseNo}`, '标题');
  const top = [...heading(body, press), ...personTable(body.person, press)];
  const rest = bodyStrips(body, press);
  const strips = [...top, ...remarkLines(press), ...rest];
  return framed(paginated(strips), { ...print, running }, press.measure);
}

/** A paper of a case on A4 upright with its fonts inside; some 50 ms. */
export function paperPdf(body: PaperBody, print: PaperPrint): Promise<Buffer> {
  const pages = paperPages(body, print, newPress());
  return sheetsPdf({ title: `${body.title} ${body.caseNo}`, author: body.organisation, subject: body.caseKind, pages });
}
