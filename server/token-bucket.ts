import { fail, ok, type Result } from '#domain/shared/result.ts';

const PER_MINUTE = 20;
const MAX_SOURCES = 10_000;
const SECONDS_PER_TOKEN = 60 / PER_MINUTE;

type Bucket = { readonly tokens: number; readonly at: number };

/** One limiter for the pages and the API of a process, although Next bundles its own copy of this file. */
const shared = globalThis as typeof globalThis & { shoumiTokens?: Map<string, Bucket> };

function level(bucket: Bucket | undefined, now: number): number {
  if (!bucket) return PER_MINUTE;
  return Math.min(PER_MINUTE, bucket.tokens + (now - bucket.at) / SECONDS_PER_TOKEN);
}

/** Forgets sources that have a full bucket again, and the oldest tenth when there are still too many. */
function tidy(buckets: Map<string, Bucket>, now: number): void {
  for (const [source, bucket] of buckets) if (level(bucket, now) >= PER_MINUTE) buckets.delete(source);
  for (const source of buckets.keys()) {
    if (buckets.size < MAX_SOURCES * 0.9) return;
    buckets.delete(source);
  }
}

/**
 * Takes one of the 20 tries a minute a source has in this process. It keeps noise and load away; it is no lock, and a
 * restart forgets it.
 * @param source what is counted: the kind of try with an address or an account.
 * @param now seconds of a clock that never goes back.
 * @returns RATE_LIMITED with the seconds to wait.
 */
export function takeToken(source: string, now: number, buckets = sharedBuckets()): Result<undefined> {
  if (buckets.size >= MAX_SOURCES && !buckets.has(source)) tidy(buckets, now);
  const tokens = level(buckets.get(source), now);
  if (tokens < 1) return fail('RATE_LIMITED', { seconds: Math.ceil((1 - tokens) * SECONDS_PER_TOKEN) });
  buckets.set(source, { tokens: tokens - 1, at: now });
  return ok(undefined);
}

function sharedBuckets(): Map<string, Bucket> {
  shared.shoumiTokens ??= new Map();
  return shared.shoumiTokens;
}
