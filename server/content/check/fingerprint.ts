import type { Runs } from './copied-text.ts';

/** Bits a run sets, out of 2²¹: with 10⁵ runs about one foreign run in 10⁵ is taken for one of the documents. */
const HASHES = 8;
const BYTES = 2 ** 18;
const BITS = BYTES * 8;

/** FNV-1a over the UTF-16 units. */
function hash(text: string, seed: number): number {
  let value = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value;
}

function bitsOf(run: string): number[] {
  const first = hash(run, 0);
  const step = hash(run, 0x9e3779b9) | 1;
  return Array.from({ length: HASHES }, (_, i) => ((first + Math.imul(i, step)) >>> 0) % BITS);
}

/**
 * A Bloom filter of runs: it tells whether a run is among them, with hardly ever a wrong yes and never a wrong no, and
 * the documents cannot be read back from it. So lessons can be held against sources that are not kept here.
 */
export function fingerprintOf(runs: Iterable<string>): Uint8Array {
  const bytes = new Uint8Array(BYTES);
  for (const run of runs) {
    for (const bit of bitsOf(run)) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return bytes;
}

/** @throws RangeError for a file that is no fingerprint. */
export function runsIn(bytes: Uint8Array): Runs {
  if (bytes.length !== BYTES) throw new RangeError(`a fingerprint has ${BYTES} bytes, this file ${bytes.length}`);
  return { has: (run) => bitsOf(run).every((bit) => ((bytes[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0) };
}
