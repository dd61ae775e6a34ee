import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanonicalValue, canonicalJson, decimalText } from './canonical-json.ts';

const wellFormed = fc.string({ unit: 'grapheme' });
const { value } = fc.letrec<{ value: CanonicalValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    wellFormed,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(wellFormed, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

/** The same value with the keys of every object in reverse order of insertion. */
function reversed(input: CanonicalValue): CanonicalValue {
  if (Array.isArray(input)) return input.map(reversed);
  if (typeof input !== 'object') return input;
  const members = Object.entries(input).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, member === undefined ? member : reversed(member)]));
}

describe('canonicalJson', () => {
  it('is JSON that reads back as the same value', () => {
    fc.assert(
      fc.property(value, (input) => {
        expect(JSON.stringify(JSON.parse(canonicalJson(input)))).toBe(JSON.stringify(normal(input)));
      }),
    );
  });

  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(value, (input) => {
        expect(canonicalJson(reversed(input))).toBe(canonicalJson(input));
      }),
    );
  });

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(value, (input) => {
        const once = canonicalJson(input);
        expect(canonicalJson(JSON.parse(once))).toBe(once);
      }),
    );
  });

  it('sorts by UTF-16 code unit and escapes as RFC 8785 shows', () => {
    const input = {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\u{1f600}': 'Smile',
      '\u0080': 'C1',
      ö: 'o',
    };
    expect(canonicalJson(input)).toBe(
      '{"\\r":"CR","1":"One","\u0080":"C1","ö":"o","€":"Euro","\u{1f600}":"Smile","\ufb33":"Dalet"}',
    );
    expect(canonicalJson('€$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  it('leaves out a key without a value', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it('refuses what has no single form', () => {
    expect(() => canonicalJson({ score: 92.5 })).toThrow(RangeError);
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError);
    expect(() => canonicalJson('\ud800')).toThrow(RangeError);
    expect(canonicalJson(-0)).toBe('0');
  });
});

describe('decimalText', () => {
  it('writes scores exactly and without trailing zeros', () => {
    expect([92, 92.5, 66.67, 0, 100, 0.1 + 0.2].map(decimalText)).toEqual(['92', '92.5', '66.67', '0', '100', '0.3']);
  });

  it('refuses what would be rounded', () => {
    for (const wrong of [1.005, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => decimalText(wrong)).toThrow(RangeError);
  });
});

/** Keys sorted, so that only the values are compared. */
function normal(input: CanonicalValue): CanonicalValue {
  return JSON.parse(canonicalJson(input));
}
