/** What a signed document may hold. Fractions are left out on purpose: decimals travel as text, see `decimalText`. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

/** By UTF-16 code unit, as RFC 8785 §3.2.3 asks; never by locale. */
function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** With the `u` flag a surrogate only matches when it stands alone. */
const LONE_SURROGATE = /\p{Surrogate}/u;

function text(value: string): string {
  if (LONE_SURROGATE.test(value)) throw new RangeError('a lone surrogate has no canonical form');
  return JSON.stringify(value);
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return String(value === 0 ? 0 : value);
}

/**
 * The one text of a value: keys sorted, no white space, ECMAScript string escapes. Equal values give equal bytes on every
 * machine, so that a signature over them can be checked anywhere. The subset of RFC 8785 without fractions and null; a key
 * without a value is left out, as in JSON.
 * @throws RangeError for a fraction, an unsafe integer or a lone surrogate.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return whole(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter((entry): entry is [string, CanonicalValue] => entry[1] !== undefined)
    .sort(([a], [b]) => byCodeUnit(a, b));
  return `{${members.map(([key, member]) => `${text(key)}:${canonicalJson(member)}`).join(',')}}`;
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

/**
 * A score as exact text, at most two decimals, without trailing zeros: `92`, `92.5`.
 * @throws RangeError when negative, not finite or finer than two decimals.
 */
export function decimalText(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  if (!Number.isFinite(value) || value < 0 || Math.abs(rounded - value) > 1e-9) {
    throw new RangeError(`not a decimal with at most two places: ${value}`);
  }
  return String(rounded);
}
