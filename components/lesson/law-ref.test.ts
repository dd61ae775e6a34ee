import { expect, test } from 'vitest';
import { lawApiPath, lawHref, parsePlace, placeOfHash } from './law-ref.ts';

test('the address of a citation leads back to the same article and item', () => {
  for (const text of ['保密法/2024/31(三)', '实施条例/2024/45', '刑法/2023/219-1']) {
    const place = parsePlace(text);
    expect(place).not.toBeNull();
    expect(place && placeOfHash(lawHref(place))).toEqual(place);
  }
});

test('an address that names no article opens nothing', () => {
  for (const hash of ['', '#s2', '#law=', '#law=%E4%BF', '#law=../../x', '#law=保密法/2024']) {
    expect(placeOfHash(hash)).toBeNull();
  }
});

test('the text of an article is asked for without its item', () => {
  expect(lawApiPath({ law: '保密法', version: '2024', article: '31', item: '三' })).toBe(
    `/api/v1/laws/${encodeURIComponent('保密法')}/2024/31`,
  );
});
