import { intBelow, type Rng } from '#domain/shared/rng.ts';

/** One of some values, each as likely. */
export function oneOf<T>(rng: Rng, values: readonly T[]): T {
  const value = values[intBelow(rng, values.length)];
  if (value === undefined) throw new RangeError('nothing to choose from');
  return value;
}

/** Whole number from `from` to `to`, both included. */
export function between(rng: Rng, from: number, to: number): number {
  return from + intBelow(rng, to - from + 1);
}

/** Normally distributed about 0 with standard deviation 1, near enough (sum of twelve). */
export function normal(rng: Rng): number {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += rng();
  return sum;
}

/** A version-4 UUID that follows from the stream, so that every run makes the same ones. */
export function uuid(rng: Rng): string {
  const hex = Array.from({ length: 32 }, () => intBelow(rng, 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'[intBelow(rng, 4)] ?? '8';
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
