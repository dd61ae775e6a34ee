import { DIFFICULTIES, ITEM_TYPE_LABEL, type ItemType } from '../../../domain/assessment/item.ts';
import type { Content } from '../read-content.ts';
import type { ParsedItem } from '../read-items.ts';
import { booleanAnswers, keyPositions, longestKeyShare } from './bank-rules.ts';
import { percent } from './finding.ts';

const TYPES = Object.keys(ITEM_TYPE_LABEL) as ItemType[];
const POOLS = ['exam', 'practice', 'check'] as const;
const HEAD = [
  '模块',
  '课程',
  '分钟',
  '考试',
  '练习',
  '检查',
  ...TYPES.map((t) => ITEM_TYPE_LABEL[t].slice(0, 2)),
  '难1',
  '难2',
  '难3',
  '合计',
];
const LEFT = 2;

/** Columns a terminal gives a text: a Chinese character takes two. */
function width(text: string): number {
  return [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const pad = ' '.repeat((widths[column] ?? 0) - width(cell));
        return column < LEFT ? cell + pad : pad + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

function counts(items: readonly ParsedItem[]): string[] {
  const count = (test: (item: ParsedItem) => boolean) => String(items.filter(test).length);
  return [
    ...POOLS.map((pool) => count((i) => i.source.pool === pool)),
    ...TYPES.map((type) => count((i) => i.source.type === type)),
    ...DIFFICULTIES.map((difficulty) => count((i) => i.source.difficulty === difficulty)),
    String(items.length),
  ];
}

/** One row a lesson, a sum for each module and the whole, then the shares that the rules look at. */
export function contentTable(content: Content): string {
  const items = [...content.items.values()];
  const rows: string[][] = [HEAD];
  const sum = (name: string, ids: readonly string[]) => {
    const minutes = ids.reduce((total, id) => total + (content.lessons.get(id)?.minutes ?? 0), 0);
    rows.push([name, `${ids.length} 课`, String(minutes), ...counts(items.filter((i) => ids.includes(i.lessonId)))]);
  };
  for (const module of content.curriculum.modules) {
    for (const id of module.lessons) {
      const minutes = content.lessons.get(id)?.minutes;
      rows.push([module.id, id, minutes ? String(minutes) : '缺', ...counts(items.filter((i) => i.lessonId === id))]);
    }
    sum(`${module.id} 小计`, module.lessons);
  }
  sum(
    '总计',
    content.curriculum.modules.flatMap((module) => module.lessons),
  );
  const positions = [...keyPositions(items)].map(([id, share]) => `${id} ${percent(share)}`).join('，');
  const answers = booleanAnswers(items);
  const truths = answers.length === 0 ? 0 : answers.filter(Boolean).length / answers.length;
  return [
    ...aligned(rows),
    '',
    `单选答案位置：${positions}；正确项最长占 ${percent(longestKeyShare(items))}；判断题“对”占 ${percent(truths)}（${answers.length} 题）`,
  ].join('\n');
}
