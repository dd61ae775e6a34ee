import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemBody } from '../../domain/assessment/item.ts';
import { fitsItem } from '../../domain/assessment/respond.ts';
import { answerBlank, answerByDigit, answerPart, choose, completeness, stemPieces } from './answer-model.ts';
import type { Answer } from './save-types.ts';

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id }));
const single: ItemBody = { type: 'single', stem: '?', options };
const multiple: ItemBody = { type: 'multiple', stem: '?', options };
const truth: ItemBody = { type: 'boolean', stem: '?' };
const fill: ItemBody = { type: 'fill', stem: '先____，后____。', blankCount: 2 };
const caseSet: ItemBody = {
  type: 'case',
  stem: '?',
  parts: [
    { id: 'p1', type: 'single', stem: '?', options },
    { id: 'p2', type: 'multiple', stem: '?', options },
    { id: 'p3', type: 'boolean', stem: '?' },
  ],
};

test('whatever keys are pressed in whatever order, the answer fits the item', () => {
  const Press = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(null, 'p1', 'p2', 'p3', 'p9'));
  fc.assert(
    fc.property(fc.constantFrom(single, multiple, truth, caseSet), fc.array(Press), (item, presses) => {
      let answer: Answer | undefined;
      for (const [digit, part] of presses) answer = answerByDigit(item, answer, digit, part) ?? answer;
      if (answer) expect(fitsItem(item, answer)).toBe(true);
    }),
  );
});

test('a number without an option and an item to write in leave the answer alone', () => {
  expect(answerByDigit(single, undefined, 5, null)).toBeNull();
  expect(answerByDigit(truth, undefined, 3, null)).toBeNull();
  expect(answerByDigit(fill, undefined, 1, null)).toBeNull();
});

test('in a case set a number goes to the part in focus, else to the first one not answered', () => {
  const first = answerByDigit(caseSet, undefined, 2, null);
  expect(first).toMatchObject({ parts: { p1: { choice: 'b' } } });
  const second = answerByDigit(caseSet, first ?? undefined, 1, null);
  expect(second).toMatchObject({ parts: { p1: { choice: 'b' }, p2: { choices: ['a'] } } });
  expect(answerByDigit(caseSet, second ?? undefined, 2, 'p3')).toMatchObject({ parts: { p3: { value: false } } });
});

test('pressing an option of a multiple choice again takes it back, and the order is the one on the paper', () => {
  const once = choose(multiple, undefined, 'c');
  const twice = choose(multiple, once, 'a');
  expect(twice).toEqual({ type: 'multiple', choices: ['a', 'c'] });
  expect(choose(multiple, twice, 'c')).toEqual({ type: 'multiple', choices: ['a'] });
});

test('an item counts as answered only when every blank and every part is', () => {
  expect(completeness(fill, undefined)).toBe('blank');
  const half = answerBlank(fill, undefined, 1, '签收');
  expect(completeness(fill, half)).toBe('partial');
  expect(completeness(fill, answerBlank(fill, half, 0, '清点'))).toBe('answered');
  expect(completeness(fill, answerBlank(fill, half, 1, ' '))).toBe('blank');
  const part = answerPart(caseSet, undefined, 'p3', { type: 'boolean', value: false });
  expect(completeness(caseSet, part)).toBe('partial');
  expect(completeness(single, { type: 'single', choice: null })).toBe('blank');
});

test('a matching item is answered only when every line has its pair; digits do nothing to it or to an order', () => {
  const rows = options.slice(0, 3);
  const matching: ItemBody = { type: 'matching', stem: '?', left: rows, right: rows };
  expect(completeness(matching, { type: 'matching', pairs: {} })).toBe('blank');
  expect(completeness(matching, { type: 'matching', pairs: { a: 'b' } })).toBe('partial');
  expect(completeness(matching, { type: 'matching', pairs: { a: 'b', b: 'a', c: 'c' } })).toBe('answered');
  const ordering: ItemBody = { type: 'ordering', stem: '?', items: rows };
  expect(completeness(ordering, { type: 'ordering', order: ['c', 'a', 'b'] })).toBe('answered');
  expect(answerByDigit(ordering, undefined, 1, null)).toBeNull();
  expect(answerByDigit(matching, undefined, 1, null)).toBeNull();
});

test('every blank gets exactly one field, gaps in the text or not', () => {
  expect(stemPieces('先____份数，最后____。', 2)).toEqual(['先', 0, '份数，最后', 1, '。']);
  expect(stemPieces('没有空格', 1)).toEqual(['没有空格', 0]);
  expect(stemPieces('____和____', 1)).toEqual([0, '和', '____']);
});
