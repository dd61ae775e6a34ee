import { expect, test } from 'vitest';
import { pageWindow } from './pages.ts';

test('first, last and current page are always offered, in order and once', () => {
  for (let count = 1; count <= 12; count += 1) {
    for (let page = 1; page <= count; page += 1) {
      const numbers = pageWindow(page, count).filter((n) => n !== null);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(numbers).toEqual(expect.arrayContaining([1, page, count]));
    }
  }
});

test('a gap of a single page shows the page instead of dots', () => {
  expect(pageWindow(4, 9)).toEqual([1, 2, 3, 4, 5, null, 9]);
});
