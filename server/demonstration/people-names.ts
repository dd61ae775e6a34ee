import { pinyin } from 'pinyin-pro';
import { type Rng, shuffled } from '#domain/shared/rng.ts';
import { oneOf } from './chance.ts';
import { FAMILY_NAMES, GIVEN_NAMES, RARE_PINYIN, UNUSUAL_NAMES } from './data/names.ts';

/** So many different fictional names; the unusual ones stand somewhere among them. */
export function fictionalNames(rng: Rng, count: number, taken: readonly string[]): string[] {
  const used = new Set<string>(taken);
  const names: string[] = [...UNUSUAL_NAMES];
  while (names.length < count) {
    const name = `${oneOf(rng, FAMILY_NAMES)}${oneOf(rng, GIVEN_NAMES)}`;
    if (used.has(name)) continue;
    used.add(name);
    names.push(name);
  }
  return shuffled(rng, names);
}

/** Full pinyin and initials, lower case: `zhangwei zw`. */
export function searchPinyin(name: string): string {
  const plain = name.replaceAll('·', '');
  const syllables = pinyin(plain, { toneType: 'none', type: 'array', surname: 'head' }).map(
    (syllable) => RARE_PINYIN[syllable] ?? syllable.toLowerCase(),
  );
  return `${syllables.join('')} ${syllables.map((syllable) => syllable.slice(0, 1)).join('')}`;
}
