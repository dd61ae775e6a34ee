import { expect, test } from 'vitest';
import { ITEM_TYPE_LABEL, type ItemBody } from '../../domain/assessment/item.ts';
import { choose, chosenOf, isWhole, TYPE_LABEL } from './responses.ts';

test('a single choice replaces, a multiple choice adds and takes away', () => {
  expect(choose('single', ['a'], 'b')).toEqual({ type: 'single', choice: 'b' });
  expect(choose('multiple', ['a'], 'b')).toEqual({ type: 'multiple', choices: ['a', 'b'] });
  expect(choose('multiple', ['a', 'b'], 'a')).toEqual({ type: 'multiple', choices: ['b'] });
  expect(chosenOf(choose('boolean', [], 'false'))).toEqual(['false']);
});

test('a case set can be handed in only when every part is answered', () => {
  const item: ItemBody = {
    type: 'case',
    stem: '',
    parts: [
      { id: 'p1', type: 'boolean', stem: '' },
      { id: 'p2', type: 'boolean', stem: '' },
    ],
  };
  const p1 = { type: 'boolean', value: false } as const;
  expect(isWhole(item, { type: 'case', parts: { p1 } })).toBe(false);
  expect(isWhole(item, { type: 'case', parts: { p1, p2: p1 } })).toBe(true);
});

test('a matching question can be handed in only when every line has its pair, an order only when there is one', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id, text: id }));
  const matching: ItemBody = { type: 'matching', stem: '', left: rows, right: rows };
  expect(isWhole(matching, { type: 'matching', pairs: { a: 'b', b: 'c' } })).toBe(false);
  expect(isWhole(matching, { type: 'matching', pairs: { a: 'b', b: 'c', c: 'a' } })).toBe(true);
  const ordering: ItemBody = { type: 'ordering', stem: '', items: rows };
  expect(isWhole(ordering, { type: 'ordering', order: [] })).toBe(false);
  expect(isWhole(ordering, { type: 'ordering', order: ['c', 'b', 'a'] })).toBe(true);
});

test('a fill-in question can be handed in only when no blank is empty', () => {
  const item: ItemBody = { type: 'fill', stem: '____ ____', blankCount: 2 };
  expect(isWhole(item, { type: 'fill', texts: ['二十四', ' '] })).toBe(false);
  expect(isWhole(item, { type: 'fill', texts: ['二十四', '小时'] })).toBe(true);
});

test('the types of questions are called as everywhere else', () => {
  expect(TYPE_LABEL).toEqual(ITEM_TYPE_LABEL);
});
