import { expect, test } from 'vitest';
import { lawWords } from './law-words.ts';

test('a short reference is told as an article of its law', () => {
  expect(lawWords('柜子要合规（实施条例 27）。')).toBe('柜子要合规（实施条例第二十七条）。');
  expect(lawWords('（保密法 29、31，实施条例45）')).toBe('（保密法第二十九条、第三十一条，实施条例第四十五条）');
});

test('whole references, years and other numbers stay as they are', () => {
  for (const text of ['保密法第二十九条', '保密法 2024 年修订', '条例 9 条', '共 31 题'])
    expect(lawWords(text)).toBe(text);
});
