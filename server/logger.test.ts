import { afterEach, expect, it } from 'vitest';
import { loggedError, takeConsole } from './logger.ts';

const { error: consoleError, warn: consoleWarn } = console;
afterEach(() => Object.assign(console, { error: consoleError, warn: consoleWarn }));

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

it('takes what a library writes to the console, as an error or as text, without the values', () => {
  const lines: string[] = [];
  const write = (entry: { err?: Error }, text: string) =>
    lines.push(JSON.stringify([entry.err ? loggedError(entry.err) : null, text]));
  takeConsole({ error: write, warn: write } as unknown as Parameters<typeof takeConsole>[0]);
  console.error('⨯', failedQuery(['canary']));
  console.warn(`⨯ Error: ${failedQuery(['canary', 'two\nlines']).message}\n    at page`);
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('canary');
  for (const line of lines) expect(line).toContain('update accounts set password_hash');
});
