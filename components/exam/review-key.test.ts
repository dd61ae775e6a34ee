import { expect, test } from 'vitest';
import type { ItemBody } from '../../domain/assessment/item.ts';
import { keyOf, lawText, rightOptions, whyOf } from './review-key.ts';

const item: ItemBody = { type: 'boolean', stem: '?' };

test('a key that is not released or belongs to another type of item is not shown', () => {
  expect(keyOf({ item, key: null })).toBeNull();
  expect(keyOf({ item, key: { type: 'single', correct: ['a'], why: {}, explanation: '' } })).toBeNull();
});

test('the right option of a true/false item is one of the two words shown', () => {
  const key = keyOf({ item, key: { type: 'boolean', answer: false, explanation: '因为' } });
  expect(key?.type === 'boolean' && rightOptions(key)).toEqual(['false']);
  expect(key?.type === 'boolean' && whyOf(key, 'false')).toBeNull();
});

test('a law reference reads as law, version and article', () => {
  expect(lawText('实施条例/2024/27')).toBe('《实施条例》（2024）第 27 条');
  expect(lawText('刑法/2023/219-1(二)')).toBe('《刑法》（2023）第 219 条之 1 第（二）项');
  expect(lawText('其他')).toBe('其他');
});
