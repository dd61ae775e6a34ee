import { describe, expect, it } from 'vitest';
import type { CasePaper } from '#domain/certification/case/definition.ts';
import { PAPER_TITLE, type PaperBody } from '#domain/certification/case/papers.ts';
import { paperPages, paperPdf } from './paper-pdf.ts';
import { type Mark, SHEET } from './sheet-layout.ts';
import { newPress } from './sheet-pdf.ts';

const asDrawn = (text: string) => text.replace(/\s/g, '');

/** What stands on drawn pages, lines joined as a reader joins them. */
function drawnText(pages: readonly (readonly Mark[])[]): string {
  return asDrawn(pages.flatMap((marks) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))).join(''));
}

/** Page dictionaries stand in the clear. */
const pagesIn = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length;

const PRINT = { sha256: '0123456789abcdef'.repeat(4), printedAt: '2026-11-21 09:05' };
/** The upper part is written otherwise than in 吉; names use it, and the font has no glyph for it. */
const RARE = '\u{20bb7}';

function body(change: Partial<PaperBody> = {}): PaperBody {
  return {
    v: 1,
    paper: 'entry-pledge',
    title: PAPER_TITLE['entry-pledge'],
    organisation: '江澜市测试院',
    caseNo: 'SG-2026-0007',
    caseKind: '上岗',
    person: [
      { label: '姓名', value: '张三' },
      { label: '工号', value: 'E00017' },
      { label: '部门', value: '测试处' },
    ],
    fields: [{ label: '我已通读并承诺遵守', value: '是' }],
    text: ['一、遵守保密法律法规和本单位保密制度，履行保密义务。', '二、不以任何方式泄露所知悉的国家秘密。'],
    signatures: [{ role: '本人', name: '张三（E00017）', words: '签订保密承诺书', at: '2026-11-02 09:02' }],
    issuedAt: '2026-11-02 09:02',
    ...change,
  };
}

const drawn = (change: Partial<PaperBody> = {}) => drawnText(paperPages(body(change), PRINT, newPress()));

describe('a printed paper', () => {
  it('says everything its text of record says, with the notice, the digest in groups and when it was printed', () => {
    const paper = body();
    const text = drawn();
    const facts = [...paper.person, ...paper.fields].flatMap(({ label, value }) => [label, value]);
    const signs = paper.signatures.flatMap(({ role, name, words, at }) => [role, name, words, at]);
    const head = [paper.organisation, paper.title, paper.caseNo, paper.caseKind, paper.issuedAt];
    const foot = [
      '本系统为非涉密系统，严禁存储、处理、传输国家秘密',
      '01234567 89abcdef',
      '2026-11-21 09:05',
      '第 1 页，共 1 页',
    ];
    for (const part of [...facts, ...signs, ...head, ...foot, ...paper.text]) expect(text).toContain(asDrawn(part));
  });

  it('has room for signature and seal where the paper is signed by hand, and nowhere else', () => {
    const signed: CasePaper[] = ['review-form', 'entry-pledge', 'exit-pledge', 'exit-talk', 'cooling-off-notice'];
    const also: CasePaper[] = ['extension-notice', 'expiry-notice', 'suspension-notice', 'entrustment'];
    for (const paper of Object.keys(PAPER_TITLE) as CasePaper[]) {
      const text = drawn({ paper });
      const isSigned = [...signed, ...also].includes(paper);
      expect([paper, text.includes('本人签字：日期：年月日'), text.includes('单位（盖章）')]).toEqual([
        paper,
        isSigned,
        isSigned,
      ]);
    }
  });

  it('prints rare characters the font has; for one it lacks it shows a box and says where and which', () => {
    const person = [{ label: '姓名', value: `㐂䶮${RARE}龘` }];
    const text = drawn({ person });
    expect(text).toContain('姓名㐂䶮□龘');
    expect(text).toContain(asDrawn('姓名第 3 字（U+20BB7）'));
    expect(text).toContain('姓名以花名册为准');
    expect(text).not.toContain(RARE);
    expect(drawn()).not.toContain('字库缺字');
  });

  it('counts the places when a text is full of what cannot be printed', () => {
    const text = drawn({ text: ['\u{1f600}'.repeat(40)] });
    expect(text).toContain('□'.repeat(40));
    expect(text).toContain(asDrawn('等 40 处'));
  });

  it('goes on over as many pages as its text needs, each with its number, and loses nothing', () => {
    const long = Array.from({ length: 120 }, (_, i) => `第 ${i + 1} 条　${'遵守保密规定，履行保密义务。'.repeat(4)}`);
    const career = Array.from({ length: 90 }, (_, i) => `${1930 + i} 年在本单位工作。`).join('\n');
    const fields = [{ label: '学习和工作经历', value: career }];
    const pages = paperPages(body({ text: long, fields }), PRINT, newPress());
    expect(pages.length).toBeGreaterThan(4);
    // A paragraph may be divided between pages, with a foot and a head in between.
    const isFrame = (mark: Mark) => mark.kind === 'text' && (mark.y < SHEET.top || mark.y > SHEET.bottom);
    const inner = drawnText(pages.map((marks) => marks.filter((mark) => !isFrame(mark))));
    const text = drawnText(pages);
    for (const part of [...long, ...career.split('\n')]) expect(inner).toContain(asDrawn(part));
    pages.forEach((_, i) => {
      expect(text).toContain(asDrawn(`第 ${i + 1} 页，共 ${pages.length} 页`));
    });
  });

  it('is a PDF with as many pages as were laid out', async () => {
    const pdf = await paperPdf(body({ text: Array.from({ length: 80 }, () => '遵守保密规定。') }), PRINT);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pagesIn(pdf)).toBeGreaterThan(1);
    expect(pagesIn(await paperPdf(body(), PRINT))).toBe(1);
  });
});
