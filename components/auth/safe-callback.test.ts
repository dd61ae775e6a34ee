import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeCallback } from './safe-callback.ts';

test('a path of this site is kept with its query and fragment', () => {
  expect(safeCallback('/hr/people?unit=a&page=2#top')).toBe('/hr/people?unit=a&page=2#top');
  expect(safeCallback('/learn/m6-phones')).toBe('/learn/m6-phones');
});

test('other hosts, schemes and hidden characters lead to the first page', () => {
  const bad = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    'javascript:alert(1)',
    'https://evil.example/',
    'evil.example',
    '/x/..//evil.example',
    '/.//evil.example',
    '/login?callbackUrl=/login',
    '/api/auth/signout',
    '',
    null,
    undefined,
  ];
  for (const wanted of bad) expect(safeCallback(wanted)).toBe('/');
});

test('whatever is asked for, a browser stays on this host', () => {
  const pieces = fc.array(
    fc.constantFrom('/', '\\', '.', '..', ':', '@', '?', '#', '\t', '\n', '%2f', 'evil', 'javascript'),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      expect(new URL(safeCallback(parts.join('')), 'https://shoumi.example').origin).toBe('https://shoumi.example');
    }),
  );
});
