import { afterEach, expect, test, vi } from 'vitest';
import { replyTo, saveAnswer } from './exam-api.ts';

afterEach(() => vi.unstubAllGlobals());

const ENTRY = { position: 3, seq: 4, response: { type: 'boolean', value: true } } as const;

function problem(code: string, status: number, meta?: Record<string, unknown>) {
  return replyTo({ code: code as 'INTERNAL', message: '说明', status, ...(meta ? { meta } : {}) });
}

test('only a refusal that repeating cannot change is given up', () => {
  expect(problem('RESPONSE_NOT_FITTING', 422)).toEqual({ kind: 'refused', message: '说明' });
  expect(problem('POSITION_NOT_IN_PAPER', 404)).toEqual({ kind: 'refused', message: '说明' });
  for (const [code, status] of [
    ['DATABASE_UNAVAILABLE', 503],
    ['BUSY', 503],
    ['INTERNAL', 500],
    ['OFFLINE', 0],
  ] as const) {
    expect(problem(code, status).kind).toBe('retry');
  }
  expect(problem('RATE_LIMITED', 429, { seconds: 7 })).toEqual({ kind: 'retry', afterMs: 7000 });
});

test('a stale number is raised above the acknowledged one, and repeated when the server knows none', () => {
  expect(problem('STALE_SEQUENCE', 409, { ackedSeq: 9 })).toEqual({ kind: 'stale', ackedSeq: 9 });
  expect(problem('STALE_SEQUENCE', 409, { ackedSeq: 0 }).kind).toBe('retry');
});

test('a page in place of an acknowledgement, as a network log-in sends it, saves nothing', async () => {
  const onAck = vi.fn();
  for (const body of ['<!doctype html>', 'null', '{}']) {
    vi.stubGlobal('fetch', async () => new Response(body, { status: 200 }));
    expect((await saveAnswer('a', ENTRY, false, onAck)).kind).toBe('retry');
  }
  expect(onAck).not.toHaveBeenCalled();
});

test('a save carries the number and the answer, and no time', async () => {
  const sent: unknown[] = [];
  const ack = { ackedSeq: 4, serverNow: '2026-11-21T02:00:00.000Z', deadlineAt: '2026-11-21T03:00:00.000Z' };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push([path, init.method, JSON.parse(String(init.body))]);
    return new Response(JSON.stringify(ack), { status: 200 });
  });
  const reply = await saveAnswer('a-1', ENTRY, false, () => {});
  expect(sent).toEqual([['/api/v1/attempts/a-1/answers/3', 'PUT', { seq: 4, response: ENTRY.response }]]);
  expect(reply).toEqual({ kind: 'saved', ackedSeq: 4, serverNow: ack.serverNow });
});
