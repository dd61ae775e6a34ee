/** Deterministic stream of numbers in [0, 1). Same seed, same stream, on every machine and version. */
export type Rng = () => number;

/** FNV-1a over the UTF-16 code units; spreads short seeds well enough to feed the generator. */
function hash32(text: string, basis: number): number {
  let h = basis >>> 0;
  for (let i = 0; i < text.length; i += 1) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193) >>> 0;
  }
  return h;
}

/** sfc32, a small counter-based generator that passes PractRand; not for secrets. */
export function rngFrom(seed: string): Rng {
  let a = hash32(seed, 0x811c9dc5);
  let b = hash32(seed, 0x9e3779b9);
  let c = hash32(seed, 0x85ebca6b);
  let d = 1;
  const next = () => {
    const t = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t / 4294967296;
  };
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

/** Whole number in [0, bound). */
export function intBelow(rng: Rng, bound: number): number {
  return Math.floor(rng() * bound);
}

/** A shuffled copy (Fisher–Yates); the input is not touched. */
export function shuffled<T>(rng: Rng, values: readonly T[]): T[] {
  const out = [...values];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = intBelow(rng, i + 1);
    const tmp = out[i] as T;
    out[i] = out[j] as T;
    out[j] = tmp;
  }
  return out;
}
