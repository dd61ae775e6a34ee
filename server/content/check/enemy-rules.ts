import type { ParsedItem } from '../read-items.ts';
import { error, type Finding } from './finding.ts';

/** What is wrong with naming `other` as an enemy of the item; null when nothing. */
function wrongWith(item: ParsedItem, other: string, items: ReadonlyMap<string, ParsedItem>): string | null {
  const { id, pool } = item.source;
  const enemy = items.get(other);
  if (other === id) return '不能写自己';
  if (!enemy) return `没有题目 ${other}`;
  if (pool !== 'exam' || enemy.source.pool !== 'exam') return `${other} 与它不同时在考试题库，不会同卷`;
  return enemy.source.enemies?.includes(id) ? null : `${other} 没有把 ${id} 写成互斥题，应当两边都写`;
}

/** Enemies are written on both sides, exist, and are exam questions: others never meet in a paper. */
export function enemyRules(items: ReadonlyMap<string, ParsedItem>): Finding[] {
  return [...items.values()].flatMap((item) =>
    (item.source.enemies ?? []).flatMap((other, index) => {
      const wrong = wrongWith(item, other, items);
      return wrong ? error(item.file, item.lineAt(['enemies', index]), `${item.source.id} 互斥题：${wrong}`) : [];
    }),
  );
}

/** The texts of an order must not stand in it when sorted, for that is how they are shown where nothing is shuffled. */
export function shownOrder(item: ParsedItem): Finding[] {
  if (item.source.type !== 'ordering') return [];
  const texts = item.source.items.map((step) => step.text);
  const isSorted = [...texts].sort().every((text, i) => text === texts[i]);
  return isSorted
    ? [error(item.file, item.line, `${item.source.id} 各步按文字排序恰好就是答案，请改写一步的开头`)]
    : [];
}
