import { expect, test } from 'vitest';
import { caseQueryFrom, casesHref } from './case-query.ts';

test('the address and the filter are each other’s reverse', () => {
  const query = { kind: 'travel', status: 'overdue', q: '张 三&', page: 3 } as const;
  const address = new URL(casesHref(query), 'http://house');
  expect(caseQueryFrom(Object.fromEntries(address.searchParams))).toEqual(query);
});

test('what the address holds that is not understood is left out, and open cases are the default', () => {
  expect(caseQueryFrom({ kind: 'nonsense', status: ['a', 'b'], q: ' ', page: '-1' })).toEqual({
    kind: undefined,
    status: 'open',
    q: undefined,
    page: 1,
  });
  expect(casesHref({ status: 'open', page: 1 })).toBe('/hr/cases');
});
