import { expect, it } from 'vitest';
import { isReadableTarget } from './request-target.ts';

it.each(['/', '/hr/people?q=%E5%BC%A0', '/api/v1/exams', '/a%2Fb', '//x', '/login?callbackUrl=%', '/%E5%BC%A0'])(
  'lets %s pass',
  (target) => expect(isReadableTarget(target)).toBe(true),
);

it.each([
  ['a full address', 'http://evil.example/admin'],
  ['an asterisk', '*'],
  ['nothing', undefined],
  ['a broken escape', '/verify/%E0%A4%A'],
  ['a lone percent sign', '/%'],
  ['a null sign in the path', '/verify/%00'],
  ['a null sign in the query', '/hr/people?q=%00'],
  ['10,000 characters', `/${'x'.repeat(10_000)}`],
])('refuses %s', (_name, target) => expect(isReadableTarget(target)).toBe(false));
