import { describe, expect, it } from 'vitest';
import type { ItemBody } from './item.ts';
import { emptyResponse, fitsItem, isAnswered } from './respond.ts';
import type { Response } from './response.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: id }));
const single: ItemBody = { type: 'single', stem: '?', options };
const multiple: ItemBody = { type: 'multiple', stem: '?', options };
const boolean: ItemBody = { type: 'boolean', stem: '?' };
const fill: ItemBody = { type: 'fill', stem: '?', blankCount: 2 };
const caseSet: ItemBody = {
  type: 'case',
  stem: '?',
  parts: [
    { id: 'p1', type: 'single', stem: '?', options },
    { id: 'p2', type: 'boolean', stem: '?' },
  ],
};

const ordering: ItemBody = { type: 'ordering', stem: '?', items: options };
const matching: ItemBody = {
  type: 'matching',
  stem: '?',
  left: [
    { id: '1', text: '一' },
    { id: '2', text: '二' },
    { id: '3', text: '三' },
  ],
  right: options,
};

describe('an answer fits its item', () => {
  it.each<[string, ItemBody, Response]>([
    ['an offered choice', single, { type: 'single', choice: 'b' }],
    ['no choice yet', single, { type: 'single', choice: null }],
    ['several offered choices', multiple, { type: 'multiple', choices: ['c', 'a'] }],
    ['true or false', boolean, { type: 'boolean', value: false }],
    ['a text for each blank', fill, { type: 'fill', texts: ['x', ''] }],
    ['all steps in an order', ordering, { type: 'ordering', order: ['c', 'a', 'b'] }],
    ['some pairs, and a right side taken twice', matching, { type: 'matching', pairs: { 1: 'a', 3: 'a' } }],
    ['some parts of a case set', caseSet, { type: 'case', parts: { p2: { type: 'boolean', value: true } } }],
  ])('%s', (_, body, response) => expect(fitsItem(body, response)).toBe(true));

  it.each([single, multiple, boolean, fill, caseSet, ordering, matching])(
    'when nothing is answered yet ($type)',
    (body) => {
      expect(fitsItem(body, emptyResponse(body))).toBe(true);
      expect(isAnswered(emptyResponse(body))).toBe(false);
    },
  );
});

describe('an answer is refused', () => {
  it.each<[string, ItemBody, Response]>([
    ['for a choice the item does not offer', single, { type: 'single', choice: 'z' }],
    ['for a choice named twice', multiple, { type: 'multiple', choices: ['a', 'a'] }],
    ['for one unknown choice among known ones', multiple, { type: 'multiple', choices: ['a', 'z'] }],
    ['of another choice type', single, { type: 'multiple', choices: ['a'] }],
    ['of another type', boolean, { type: 'single', choice: 'a' }],
    ['of fill type for a choice item', multiple, { type: 'fill', texts: ['a'] }],
    ['with too few texts', fill, { type: 'fill', texts: ['x'] }],
    ['with too many texts', fill, { type: 'fill', texts: ['x', 'y', 'z'] }],
    ['with an unknown part', caseSet, { type: 'case', parts: { p9: { type: 'boolean', value: true } } }],
    [
      'with a part named like an inherited property',
      caseSet,
      { type: 'case', parts: Object.fromEntries([['toString', { type: 'boolean' as const, value: true }]]) },
    ],
    ['with a part of the wrong type', caseSet, { type: 'case', parts: { p1: { type: 'boolean', value: true } } }],
    ['with some steps left out', ordering, { type: 'ordering', order: ['a', 'b'] }],
    ['with a step twice', ordering, { type: 'ordering', order: ['a', 'a', 'b'] }],
    ['with an unknown step', ordering, { type: 'ordering', order: ['a', 'b', 'z'] }],
    ['with an unknown left side', matching, { type: 'matching', pairs: { 9: 'a' } }],
    ['with an unknown right side', matching, { type: 'matching', pairs: { 1: 'z' } }],
    [
      'with a left side named like an inherited property',
      matching,
      { type: 'matching', pairs: Object.fromEntries([['toString', 'a']]) },
    ],
    ['of ordering for a choice item', single, { type: 'ordering', order: ['a', 'b', 'c'] }],
    ['that is no case set', caseSet, { type: 'boolean', value: true }],
  ])('%s', (_, body, response) => expect(fitsItem(body, response)).toBe(false));
});

describe('answered', () => {
  it('means more than blanks and empty parts', () => {
    expect(isAnswered({ type: 'fill', texts: [' ', '\u3000'] })).toBe(false);
    expect(isAnswered({ type: 'fill', texts: ['', '报告'] })).toBe(true);
    expect(isAnswered({ type: 'boolean', value: false })).toBe(true);
    expect(isAnswered({ type: 'ordering', order: ['a', 'b', 'c'] })).toBe(true);
    expect(isAnswered({ type: 'matching', pairs: { 1: 'a' } })).toBe(true);
    expect(isAnswered({ type: 'case', parts: { p1: { type: 'multiple', choices: [] } } })).toBe(false);
    expect(isAnswered({ type: 'case', parts: { p1: { type: 'single', choice: 'a' } } })).toBe(true);
  });
});
