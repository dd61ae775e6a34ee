import { describe, expect, it } from 'vitest';
import type { PersonalFileBody } from '#domain/people/personal-file.ts';
import { personalFilePages } from './personal-file-pdf.ts';
import { drawnPersonalFile } from './personal-file-print.ts';
import type { Mark } from './sheet-layout.ts';
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

const SHA = 'fedcba9876543210'.repeat(4);

function body(rows: number): PersonalFileBody {
  const line = (i: number) => [
    '2026',
    `2026-03-${(i % 28) + 1}`,
    `第 ${i + 1} 次集中培训：典型案例剖析与保密技术防范要点`,
  ];
  return {
    v: 1,
    title: '个人保密教育培训档案',
    organisation: '江澜市测试院',
    firstYear: 2024,
    lastYear: 2026,
    madeBy: '李四（E00001）',
    madeAt: '2026-11-21 09:05',
    person: [
      { label: '姓名', value: '张\u{20bb7}' },
      { label: '工号', value: 'E00017' },
      { label: '在职时间', value: '2020-01-01 至今' },
    ],
    sections: [
      { title: '考试', notes: [], columns: [{ head: '考试', share: 1 }], rows: [] },
      {
        title: '学时台账',
        notes: ['共 9999 条'],
        columns: [
          { head: '年度', share: 10 },
          { head: '日期', share: 20 },
          { head: '内容', share: 40 },
        ],
        rows: Array.from({ length: rows }, (_, i) => line(i)),
      },
    ],
  };
}

describe('a printed personal file', () => {
  it('says every word of its body, also of empty sections, on pages with digest and number', () => {
    const file = body(120);
    const pages = personalFilePages(file, SHA, newPress());
    const text = drawnText(pages);
    const cells = file.sections.flatMap(({ rows }) => rows.flat());
    const notes = file.sections.flatMap((section) => [section.title, ...section.notes]);
    for (const part of [...cells, ...notes, '2024 至 2026 年度', file.madeBy, file.madeAt]) {
      expect(text).toContain(asDrawn(part));
    }
    expect(text).toContain('所选年度内没有记录');
    expect(text).toContain('张□');
    expect(text).toContain('U+20BB7');
    expect(text.split('fedcba9876543210').length - 1).toBe(4 * pages.length);
    expect(text.split('年度日期内容').length - 1).toBe(pages.length);
  });

  it('is drawn in a thread of its own when it is long, with the same pages', async () => {
    for (const rows of [3, 400]) {
      const drawn = await drawnPersonalFile(body(rows), SHA);
      if (!drawn.ok) throw new Error(drawn.error.code);
      const pages = personalFilePages(body(rows), SHA, newPress()).length;
      expect(pagesIn(drawn.value)).toBe(pages);
    }
  });
});
