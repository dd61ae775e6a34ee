import { describe, expect, it } from 'vitest';
import { takeToken } from './token-bucket.ts';

describe('takeToken', () => {
  it('lets an address look up 20 times, then says how long to wait, then lets one more', () => {
    const buckets = new Map();
    for (let i = 0; i < 20; i += 1) expect(takeToken('10.0.0.1', 100, buckets).ok).toBe(true);
    expect(takeToken('10.0.0.1', 100, buckets)).toEqual({
      ok: false,
      error: { code: 'RATE_LIMITED', meta: { seconds: 3 } },
    });
    expect(takeToken('10.0.0.1', 103, buckets).ok).toBe(true);
    expect(takeToken('10.0.0.1', 103, buckets).ok).toBe(false);
  });

  it('does not make one address pay for another', () => {
    const buckets = new Map();
    for (let i = 0; i < 21; i += 1) takeToken('10.0.0.1', 0, buckets);
    expect(takeToken('10.0.0.2', 0, buckets).ok).toBe(true);
  });

  it('lets at most 20 of 10,000 guesses in one second through', () => {
    const buckets = new Map();
    const passed = Array.from({ length: 10_000 }, () => takeToken('10.0.0.1', 0, buckets)).filter((r) => r.ok);
    expect(passed).toHaveLength(20);
  });

  it('keeps a bounded number of addresses', () => {
    const buckets = new Map();
    for (let i = 0; i < 25_000; i += 1) takeToken(`10.${i}`, 0, buckets);
    expect(buckets.size).toBeLessThanOrEqual(10_000);
  });
});
