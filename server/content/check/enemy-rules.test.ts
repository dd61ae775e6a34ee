import { describe, expect, it } from 'vitest';
import { sampleItem } from '../content-samples.ts';
import { enemyRules, shownOrder } from './enemy-rules.ts';

const bank = (...items: ReturnType<typeof sampleItem>[]) => new Map(items.map((item) => [item.source.id, item]));
const found = (...items: ReturnType<typeof sampleItem>[]) =>
  enemyRules(bank(...items))
    .map((finding) => finding.message)
    .join('；');
const one = (enemies: readonly string[], change = {}) => sampleItem({ id: 'm6-phones-e01', enemies, ...change });
const two = (enemies?: readonly string[]) => sampleItem({ id: 'm6-phones-e02', enemies });

describe('enemies', () => {
  it('written on both sides are accepted', () => {
    expect(found(one(['m6-phones-e02']), two(['m6-phones-e01']))).toBe('');
  });

  it('written on one side alone, of no question, of the question itself or of another pool are found', () => {
    expect(found(one(['m6-phones-e02']), two())).toContain('应当两边都写');
    expect(found(one(['m6-phones-e09']))).toContain('没有题目 m6-phones-e09');
    expect(found(one(['m6-phones-e01']))).toContain('不能写自己');
    const practice = sampleItem({ id: 'm6-phones-p01', pool: 'practice', enemies: ['m6-phones-e01'] });
    expect(found(one(['m6-phones-p01']), practice)).toContain('不同时在考试题库');
  });
});

describe('an order', () => {
  const ordering = (texts: readonly string[]) =>
    sampleItem({ type: 'ordering', options: undefined, items: texts.map((text) => ({ text, why: '理由' })) });

  it('that sorting the texts would give away is found', () => {
    expect(shownOrder(ordering(['一', '丁', '七']))[0]?.message).toContain('恰好就是答案');
    expect(shownOrder(ordering(['七', '丁', '一']))).toEqual([]);
    expect(shownOrder(sampleItem())).toEqual([]);
  });
});
