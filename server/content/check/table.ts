import { DIFFICULTIES, ITEM_TYPE_LABEL, type ItemType } from '../../../domain/assessment/item.ts';
import { topicMinutes } from '../../../domain/learning/coverage-view.ts';
import { TOPICS } from '../../../domain/learning/lesson-ast.ts';
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
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
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

/** One row a plan: what it requires, what it asks for, its exam questions, and its minutes by statutory topic. */
function planRows(content: Content): string[] {
  const head = [
    '计划',
    '考试',
    '必修',
    '分钟',
    '要求',
    '考试题',
    ...TOPICS.map((topic) => topic.replace(/^保密(工作)?/, '')),
  ];
  const items = [...content.items.values()];
  const rows = [...content.policies.values()].map(({ planKind, requiredLessons, requiredMinutes, blueprintId }) => {
    const minutes = requiredLessons.reduce((sum, id) => sum + (content.lessons.get(id)?.minutes ?? 0), 0);
    const pool = items.filter((i) => i.source.pool === 'exam' && requiredLessons.includes(i.lessonId)).length;
    const sections = content.blueprints.get(blueprintId ?? '')?.sections ?? [];
    const places = sections.reduce((sum, section) => sum + section.count, 0);
    const topics = topicMinutes(requiredLessons, content.lessons);
    return [
      planKind,
      places > 0 ? `${places} 题` : '无',
      ...[requiredLessons.length, minutes, requiredMinutes, pool].map(String),
      ...TOPICS.map((topic) => String(topics[topic])),
    ];
  });
  return aligned([head, ...rows]);
}

/** Units taught and dropped, and questions set in a situation. */
function coverageLine(content: Content): string {
  const items = [...content.items.values()];
  const dropped = content.sources.filter((unit) => unit.dropped !== undefined).length;
  const situations = items.filter((item) => item.source.situation).length / Math.max(1, items.length);
  const enemies = items.reduce((sum, item) => sum + (item.source.enemies?.length ?? 0), 0) / 2;
  return `来源单元 ${content.sources.length} 个：教 ${content.sources.length - dropped}，不收 ${dropped}；写了处境的题占 ${percent(situations)}；互斥题 ${enemies} 对`;
}

/**
 * One row a lesson, a sum for each module and the whole; one row a plan; then the shares that the rules look at and how
 * the sources are covered.
 */
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
    ...planRows(content),
    '',
    `单选答案位置：${positions}；正确项最长占 ${percent(longestKeyShare(items))}；判断题“对”占 ${percent(truths)}（${answers.length} 题）`,
    coverageLine(content),
  ].join('\n');
}
