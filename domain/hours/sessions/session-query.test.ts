import { expect, it } from 'vitest';
import { SessionQuery, sessionsHref } from './session-query.ts';

it('keeps what it can read of an address and leaves out the rest', () => {
  const query = SessionQuery.parse({
    state: 'draft',
    mode: ['visit', 'paper'],
    unit: '1',
    year: '1e9',
    q: '  ',
    page: '0',
  });
  expect(query).toEqual({ state: 'draft', mode: 'visit' });
});

it('goes back to the first page when a filter changes', () => {
  const query = SessionQuery.parse({ state: 'draft', page: '3' });
  expect(sessionsHref(query, { state: 'submitted' })).toBe('/hr/sessions?state=submitted');
  expect(sessionsHref(query, { page: 4 })).toBe('/hr/sessions?state=draft&page=4');
  expect(sessionsHref({}, {})).toBe('/hr/sessions');
});
