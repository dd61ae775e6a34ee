import { expect, test } from 'vitest';
import { actionText } from './action-text.ts';
import { detailLines, subjectText } from './detail-text.ts';

test('what an entry carries is told in words, whatever it holds', () => {
  expect(detailLines({ passed: true, firstBadSeal: null, items: { added: 3, retired: 0 } })).toEqual([
    ['合格', '是'],
    ['首个不符的封存', '无'],
    ['试题', '新增 3，停用 0'],
  ]);
});

test('a word nobody knows is shown as it stands, so that nothing is hidden', () => {
  expect(detailLines({ novelty: 1 })).toEqual([['novelty', '1']]);
  expect(subjectText('novelty')).toBe('novelty');
  expect(actionText('novelty.do')).toBe('novelty.do');
});
