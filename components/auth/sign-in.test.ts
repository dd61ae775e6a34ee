import { expect, test } from 'vitest';
import { outcomeOf, outcomeOfError } from './sign-in.ts';

test('a refusal is the same whether the status or the address says it', () => {
  expect(outcomeOf(401, 'http://h/login?error=CredentialsSignin')).toBe('refused');
  expect(outcomeOf(200, 'http://h/login?error=CredentialsSignin')).toBe('refused');
  expect(outcomeOf(401, null)).toBe('refused');
});

test('a stale form token is not taken for a log-in', () => {
  expect(outcomeOf(200, 'http://h/login?csrf=true')).toBe('incomplete');
});

test('waiting and trouble of the server are told apart from a wrong password', () => {
  expect(outcomeOf(429, null)).toBe('throttled');
  expect(outcomeOf(503, null)).toBe('busy');
  expect(outcomeOf(401, '/login?error=password%20hashing%20queue%20is%20full')).toBe('busy');
  expect(outcomeOfError('RATE_LIMITED')).toBe('throttled');
});

test('only a plain success is a success', () => {
  expect(outcomeOf(200, 'http://h/')).toBe('done');
  expect(outcomeOf(200, null)).toBe('done');
  expect(outcomeOf(404, null)).toBe('incomplete');
  expect(outcomeOf(0, null)).toBe('incomplete');
});
