import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffText, sideOf } from './text-diff.ts';

const only = (from: string, to: string) => diffText(from, to).filter((part) => part.kind !== 'same');
const text = fc.string({ unit: fc.constantFrom('机关', '单位', '应当', '保密', '，', '。', '\n', '甲', 'a1', ' ') });

describe('the difference of two texts', () => {
  it('rebuilds both of them', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const parts = diffText(from, to);
        const without = (kind: 'removed' | 'added') =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([from, to]);
      }),
    );
  });

  it('is nothing for equal texts', () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(only(same, same)).toEqual([]);
      }),
    );
  });

  it('takes a lone mark between two changes into the change', () => {
    expect(only('同步规划，同步建设', '统一计划，统一安排')).toEqual([
      { kind: 'removed', text: '同步规划，同步建设' },
      { kind: 'added', text: '统一计划，统一安排' },
    ]);
  });

  it('gives each side its own paragraphs', () => {
    const parts = diffText('第一段。\n第二段。', '第一段。');
    expect(sideOf(parts, 'removed').map((paragraph) => paragraph.map((part) => part.text).join(''))).toEqual([
      '第一段。',
      '第二段。',
    ]);
    expect(sideOf(parts, 'added')).toEqual([[{ kind: 'same', text: '第一段。' }]]);
  });
});
