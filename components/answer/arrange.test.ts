import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arranged, moved, paired } from './arrange.ts';

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id }));

test('before an answer the rows stand as the paper shows them, afterwards as answered', () => {
  expect(arranged(rows, [])).toEqual(rows);
  expect(arranged(rows, ['d', 'a', 'c', 'b']).map((row) => row.id)).toEqual(['d', 'a', 'c', 'b']);
});

test('a move changes two neighbours about and at an end nothing', () => {
  expect(moved(rows, 'c', -1)).toEqual(['a', 'c', 'b', 'd']);
  expect(moved(rows, 'c', 1)).toEqual(['a', 'b', 'd', 'c']);
  expect(moved(rows, 'a', -1)).toEqual(['a', 'b', 'c', 'd']);
  expect(moved(rows, 'd', 1)).toEqual(['a', 'b', 'c', 'd']);
});

test('whatever is moved, every row stays once, and moving back undoes it', () => {
  fc.assert(
    fc.property(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(-1 as const, 1 as const), (id, by) => {
      const order = moved(rows, id, by);
      expect([...order].sort()).toEqual(['a', 'b', 'c', 'd']);
      const isAtEnd = order.join() === 'a,b,c,d';
      if (!isAtEnd) expect(moved(arranged(rows, order), id, by === 1 ? -1 : 1)).toEqual(['a', 'b', 'c', 'd']);
    }),
  );
});

test('choosing again replaces a pair, choosing nothing takes it back', () => {
  const one = paired({}, '1', 'b');
  expect(paired(one, '1', 'c')).toEqual({ 1: 'c' });
  expect(paired(one, '1', '')).toEqual({});
  expect(paired(one, '2', 'b')).toEqual({ 1: 'b', 2: 'b' });
});
