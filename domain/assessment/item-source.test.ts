import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngFrom, shuffled } from '../shared/rng.ts';
import { gradeResponse } from './grade.ts';
import { ItemBody, ItemKey } from './item.ts';
import { bodyOf, ItemSource, keyOf } from './item-source.ts';
import { inOrder, optionIdsOf } from './option-order.ts';
import { fitsItem } from './respond.ts';

const common = {
  id: 'm6-phones-e20',
  version: 1,
  pool: 'exam',
  difficulty: 2,
  situation: true,
  units: [],
  laws: ['保密法/2024/31'],
  stem: '先后是？',
  explanation: '解释。',
};
const STEPS = ['停用手机', '保护现场', '报告单位', '配合核查'].map((text) => ({ text, why: `${text}的理由` }));
const PAIRS = [
  { left: '绝密级', right: '三十年', why: '理由一' },
  { left: '机密级', right: '二十年', why: '理由二' },
  { left: '秘密级', right: '十年', why: '理由三' },
];
const ordering = (items = STEPS) => ItemSource.parse({ ...common, type: 'ordering', items });
const matching = (pairs = PAIRS) => ItemSource.parse({ ...common, type: 'matching', pairs });

describe('排序 and 配对 as the candidate sees them', () => {
  it('say nothing of the key: however the author ordered the steps or pairs, the two lists are the same', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(bodyOf(ordering(shuffled(rngFrom(seed), STEPS)))).toEqual(bodyOf(ordering()));
        const rights = shuffled(
          rngFrom(seed),
          PAIRS.map((pair) => pair.right),
        );
        const other = PAIRS.map((pair, i) => ({ ...pair, right: rights[i] ?? '' }));
        expect(bodyOf(matching(other))).toEqual(bodyOf(matching()));
      }),
    );
  });

  it('fit the schemas of body and key, and the key earns everything', () => {
    for (const source of [ordering(), matching()]) {
      expect(ItemBody.safeParse(bodyOf(source)).success).toBe(true);
      expect(ItemKey.safeParse(keyOf(source)).success).toBe(true);
    }
    const steps = keyOf(ordering());
    const pairs = keyOf(matching());
    if (steps.type !== 'ordering' || pairs.type !== 'matching') throw new Error('another type of key');
    const texts = new Map(
      (bodyOf(ordering()) as { items: { id: string; text: string }[] }).items.map((r) => [r.id, r.text]),
    );
    expect(steps.order.map((id) => texts.get(id))).toEqual(STEPS.map((step) => step.text));
    expect(steps.why[steps.order[0] ?? '']).toBe('停用手机的理由');
    const order = { type: 'ordering', order: steps.order } as const;
    expect(gradeResponse(steps, order, 4, 'partial')).toEqual({ points: 4, outcome: 'right' });
    expect(gradeResponse(pairs, { type: 'matching', pairs: pairs.pairs }, 3, 'partial').points).toBe(3);
  });

  it('keep their rows in any drawn order, and the answer to one order fits every other', () => {
    for (const body of [bodyOf(ordering()), bodyOf(matching())]) {
      const lists = optionIdsOf(body);
      const drawn = Object.fromEntries(Object.entries(lists).map(([list, ids]) => [list, [...ids].reverse()]));
      const shown = inOrder(body, drawn);
      expect(optionIdsOf(shown)).toEqual(drawn);
      expect(inOrder(shown, lists)).toEqual(body);
    }
    const response = { type: 'ordering', order: ['d', 'c', 'b', 'a'] } as const;
    expect(fitsItem(bodyOf(ordering()), { ...response, order: [...response.order] })).toBe(true);
  });
});

describe('a source is refused', () => {
  const refused = (change: Record<string, unknown>) => {
    const parsed = ItemSource.safeParse({ ...common, ...change });
    return parsed.success ? '' : parsed.error.issues.map((issue) => issue.message).join('；');
  };

  it.each([
    ['two steps', { type: 'ordering', items: STEPS.slice(0, 2) }, '三到六项'],
    ['a step twice', { type: 'ordering', items: [...STEPS.slice(0, 2), ...STEPS.slice(0, 1)] }, '重复的项'],
    ['two pairs', { type: 'matching', pairs: PAIRS.slice(0, 2) }, '三到五对'],
    ['a left side twice', { type: 'matching', pairs: PAIRS.map((p) => ({ ...p, left: '同一项' })) }, '左边有重复'],
    ['a right side twice', { type: 'matching', pairs: PAIRS.map((p) => ({ ...p, right: '同一项' })) }, '右边有重复'],
  ])('with %s', (_, change, message) => expect(refused(change)).toContain(message));

  it('without the reason of a step or a pair', () => {
    expect(refused({ type: 'ordering', items: STEPS.map(({ text }) => ({ text })) })).not.toBe('');
    expect(refused({ type: 'matching', pairs: PAIRS.map(({ left, right }) => ({ left, right })) })).not.toBe('');
  });
});
