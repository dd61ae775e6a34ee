import type { FileSection, PersonalFileBody } from '#domain/people/personal-file.ts';
import { gap, type Press, paragraph, personTable, remarkLines, subtitle, table } from './sheet-blocks.ts';
import { framed } from './sheet-frame.ts';
import { INK, type Mark, paginated, type Strip } from './sheet-layout.ts';
import { newPress, sheetsPdf } from './sheet-pdf.ts';

const SIZE = 8;

function heading(body: PersonalFileBody, press: Press): Strip[] {
  const { firstYear, lastYear } = body;
  const years = firstYear === lastYear ? `${firstYear} 年度` : `${firstYear} 至 ${lastYear} 年度`;
  const about = `${years}　　生成人：${body.madeBy}　　生成时间：${body.madeAt}`;
  return [
    ...paragraph(body.organisation, { size: 12, align: 'centre', ink: INK.soft, where: '单位名称' }, press),
    gap(4),
    ...paragraph(body.title, { size: 20, isBold: true, align: 'centre', lead: 1.5, where: '标题' }, press),
    gap(8),
    ...paragraph(about, { size: 9, align: 'centre', ink: INK.soft, where: '生成人' }, press),
    gap(8),
  ];
}

function sectionStrips(section: FileSection, press: Press): Strip[] {
  const where = (row: readonly string[], column: number) =>
    `${section.title}“${row[0]}”行${section.columns[column]?.head ?? ''}`;
  const note = { size: SIZE, ink: INK.soft, lead: 1.5, isTied: true, where: section.title };
  const empty = { size: 9, ink: INK.soft, where: section.title };
  return [
    ...subtitle(section.title, press),
    ...section.notes.flatMap((text) => paragraph(text, note, press)),
    ...(section.rows.length > 0
      ? table(section.columns, section.rows, { size: SIZE, where }, press)
      : paragraph('所选年度内没有记录。', empty, press)),
  ];
}

/** The pages of a personal file; every word of its body stands on them. */
export function personalFilePages(body: PersonalFileBody, sha256: string, press: Press): Mark[][] {
  const running = press.glyphs.shown(`${body.organisation} · ${body.title}`, '标题');
  const top = [...heading(body, press), ...personTable(body.person, press)];
  const rest = body.sections.flatMap((section) => sectionStrips(section, press));
  const pages = paginated([...top, ...remarkLines(press), ...rest]);
  return framed(pages, { running, sha256, printedAt: body.madeAt }, press.measure);
}

/** A personal file on A4 upright with its fonts inside; some 10 ms a page. */
export function personalFilePdf(body: PersonalFileBody, sha256: string): Promise<Buffer> {
  const pages = personalFilePages(body, sha256, newPress());
  const employeeNo = body.person.find(({ label }) => label === '工号')?.value ?? '';
  return sheetsPdf({ title: `${body.title} ${employeeNo}`, author: body.organisation, subject: sha256, pages });
}
