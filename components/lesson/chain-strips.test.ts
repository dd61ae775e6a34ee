import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainStrips } from './chain-strips.ts';

const node = (id: string) => ({ id, label: id, kind: '人员' as const });
const edge = (from: string, to: string) => ({ from, to, channel: '', what: '' });
const chain = (ids: string, ...edges: string[]) => ({
  nodes: [...ids].map(node),
  edges: edges.map((text) => edge(text.charAt(0), text.charAt(1))),
});

test('a straight chain is one line', () => {
  const strips = chainStrips(chain('abc', 'ab', 'bc'));
  expect(strips.map((strip) => [strip.start.id, ...strip.hops.map(({ node: to }) => to.id)])).toEqual([
    ['a', 'b', 'c'],
  ]);
});

test('a branch and a way back start lines of their own from the node they leave', () => {
  const strips = chainStrips(chain('abcd', 'ab', 'bc', 'ba', 'ad'));
  expect(strips.map((strip) => [strip.start.id, ...strip.hops.map(({ node: to }) => to.id)].join(''))).toEqual([
    'abc',
    'ba',
    'ad',
  ]);
  expect(strips.map((strip) => strip.resumed)).toEqual([false, true, true]);
});

test('every edge is drawn exactly once, whatever the chain', () => {
  const letters = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(fc.array(fc.tuple(letters, letters), { maxLength: 12 }), (pairs) => {
      const strips = chainStrips(chain('abcde', ...pairs.map(([from, to]) => from + to)));
      const numbers = strips.flatMap((strip) => strip.hops.map(({ hop }) => hop.number)).sort((a, b) => a - b);
      expect(numbers).toEqual(pairs.map((_, index) => index + 1));
    }),
  );
});
