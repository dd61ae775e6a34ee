import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterFailure, MAX_TRIES, maskRecipient, mayTry } from './delivery.ts';

test('a delivery is given up after six tries that failed, never before', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(afterFailure)).toEqual([
    ...Array.from({ length: MAX_TRIES - 1 }, () => 'queued'),
    'failed',
    'failed',
  ]);
});

test('a try whose end nobody saw is repeated once at most, so that a message comes twice at the very most', () => {
  expect(mayTry({ tries: 1, interruptions: 0 }, true)).toBe(true);
  expect(mayTry({ tries: 2, interruptions: 1 }, true)).toBe(false);
  expect(mayTry({ tries: 2, interruptions: 1 }, false)).toBe(true);
  expect(mayTry({ tries: 6, interruptions: 0 }, false)).toBe(false);
});

test('the log shows of a recipient enough to tell two apart and never the whole', () => {
  expect(maskRecipient('zhang.wei@example.cn')).toBe('z***@example.cn');
  expect(maskRecipient('T00045')).toBe('T***45');
  expect(maskRecipient('A1')).toBe('A***');
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ minLength: 4, maxLength: 60 })), (text) => {
      expect(maskRecipient(text)).not.toContain(text);
    }),
  );
});
