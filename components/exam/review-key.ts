import type { ReviewItem } from '../../domain/assessment/attempt-view.ts';
import type { ChoosableKey, ItemKey } from '../../domain/assessment/item.ts';
import type { Choosable } from './answer-model.ts';

/** The released key, or null when it does not belong to an item of this type. */
export function keyOf({ key, item }: Pick<ReviewItem, 'key' | 'item'>): ItemKey | null {
  const type = typeof key === 'object' && key !== null && 'type' in key ? key.type : null;
  return type === item.type ? (key as ItemKey) : null;
}

export function rightOptions(key: ChoosableKey): readonly string[] {
  return key.type === 'boolean' ? [String(key.answer)] : key.correct;
}

/** Why an option is right or wrong; a true/false item has its reason in the explanation alone. */
export function whyOf(key: ChoosableKey, optionId: string): string | null {
  return key.type === 'boolean' ? null : (key.why[optionId] ?? null);
}

export function keyOfPart(key: ItemKey | null, part: Choosable & { id: string }): ChoosableKey | null {
  const found = key?.type === 'case' ? key.parts[part.id] : undefined;
  return found?.type === part.type ? found : null;
}

/** `保密法/2024/31(二)` as 《保密法》（2024）第 31 条第（二）项; anything else as it stands. */
export function lawText(ref: string): string {
  const [, law, year, article, inserted, item] = /^([^/]+)\/(\d{4})\/(\d+)(?:-(\d+))?(?:\((.+)\))?$/.exec(ref) ?? [];
  if (!law) return ref;
  return `《${law}》（${year}）第 ${article} 条${inserted ? `之 ${inserted} ` : ''}${item ? `第（${item}）项` : ''}`;
}
