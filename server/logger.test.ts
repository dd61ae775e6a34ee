import { expect, it } from 'vitest';
import { loggedError } from './logger.ts';

/** As the query builder throws it: the values stand in the message and beside it. */
function failedQuery(params: readonly unknown[]): Error {
  const cause = Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });
  const error = new Error(`Failed query: update accounts set password_hash = $1\nparams: ${String(params)}`, { cause });
  return Object.assign(error, { query: 'update accounts set password_hash = $1', params });
}

it('logs the statement and the cause of a failed query, never its values', () => {
  const text = JSON.stringify(loggedError(failedQuery(['$argon2id$canary', '张三\n    at canary'])));
  expect(text).not.toContain('canary');
  expect(text).toContain('update accounts set password_hash = $1');
  expect(text).toContain('lock timeout');
});

it('leaves the values out of an error that wraps a failed query', () => {
  const text = JSON.stringify(loggedError(new Error('save failed', { cause: failedQuery(['canary']) })));
  expect(text).not.toContain('canary');
  expect(text).toContain('lock timeout');
});

it('leaves the row out that the database repeats', () => {
  const error = Object.assign(new Error('violates check constraint'), { detail: 'Failing row contains (canary)' });
  expect(JSON.stringify(loggedError(error))).not.toContain('canary');
});
