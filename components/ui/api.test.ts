import { afterEach, expect, test, vi } from 'vitest';
import { apiFetch, problemOf } from './api.ts';

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string | null): void {
  vi.stubGlobal('fetch', async () => new Response(body, { status }));
}

test('a problem document becomes its code, sentence and status', async () => {
  answer(409, JSON.stringify({ code: 'EXAM_CLOSED', detail: '考试已结束。', title: 'x', status: 409 }));
  expect(await apiFetch('/api/v1/exams')).toEqual({
    ok: false,
    error: { code: 'EXAM_CLOSED', message: '考试已结束。', status: 409 },
  });
});

test('a lost network is a value with a sentence, not an exception', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  const result = await apiFetch('/api/v1/exams');
  expect(result.ok === false && result.error.code).toBe('OFFLINE');
});

test('an empty success is null and a page instead of data is a failure', async () => {
  answer(204, null);
  expect(await apiFetch('/x', { method: 'POST', body: {} })).toEqual({ ok: true, value: null });
  answer(200, '<!doctype html>');
  const result = await apiFetch('/x');
  expect(result.ok === false && result.error.code).toBe('INTERNAL');
});

test('a lost session leads to the log-in page and back to where the person was, unless told to stay', async () => {
  const assign = vi.fn();
  vi.stubGlobal('window', { location: { pathname: '/hr/people', search: '?unit=a', assign } });
  answer(401, JSON.stringify({ code: 'NOT_SIGNED_IN', detail: '请登录' }));
  await apiFetch('/x', { onSignedOut: 'stay' });
  expect(assign).not.toHaveBeenCalled();
  await apiFetch('/x');
  const target = new URL(assign.mock.calls[0]?.[0] ?? '', 'http://self');
  expect([target.pathname, target.searchParams.get('callbackUrl')]).toEqual(['/login', '/hr/people?unit=a']);
});

test('bodies of any other shape still give a sentence to act on', () => {
  for (const body of [null, [], 'x', 3, { code: 7, detail: '' }]) {
    expect(problemOf(502, body).code).toBe('INTERNAL');
    expect(problemOf(502, body).message).not.toBe('');
  }
});
