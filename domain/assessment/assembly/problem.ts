import type { Blueprint } from '../blueprint.ts';
import type { ItemCard, ItemType } from '../item.ts';

/** Modelled share of its points that an average prepared person earns on an item, by difficulty. */
export const EXPECTED_SUCCESS = { 1: 0.85, 2: 0.7, 3: 0.5 } as const;

/** One place on the paper; which item stands there is what assembly decides. */
export type Slot = { readonly section: number; readonly type: ItemType; readonly points: number };

/** A set of items of which the paper holds at least `min` and at most `max`. */
export type Group = {
  readonly kind: 'module' | 'difficulty' | 'lesson';
  readonly name: string;
  readonly min: number;
  readonly max: number;
};

/** Blueprint and pool, numbered, so that a search step is integer arithmetic. Item numbers index `cards`. */
export type Problem = {
  readonly cards: readonly ItemCard[];
  readonly slots: readonly Slot[];
  readonly groups: readonly Group[];
  /** The item's module, difficulty and lesson group, in this order. */
  readonly groupsOf: readonly (readonly [number, number, number])[];
  readonly enemiesOf: readonly (readonly number[])[];
  readonly itemsByType: ReadonlyMap<ItemType, readonly number[]>;
  readonly slotsByType: ReadonlyMap<ItemType, readonly number[]>;
};

/** Orders by UTF-16 code units, which is the same on every machine (unlike a locale's order). */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function grouped<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const out = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const list = out.get(key);
    if (list) list.push(value);
    else out.set(key, [value]);
  }
  return out;
}

/** The part of a bank a paper of the blueprint may be drawn from: items of its lessons alone. */
export function poolOf<T extends { readonly lessonId: string }>(
  { lessons }: Pick<Blueprint, 'lessons'>,
  bank: readonly T[],
): readonly T[] {
  if (lessons === undefined) return bank;
  const allowed = new Set(lessons);
  return bank.filter(({ lessonId }) => allowed.has(lessonId));
}

/** One card an item id (the newest version), of the lessons and types the blueprint asks for, in an order of its own. */
function usableCards(blueprint: Blueprint, pool: readonly ItemCard[]): ItemCard[] {
  const types = new Set(blueprint.sections.map((section) => section.type));
  const newest = new Map<string, ItemCard>();
  for (const card of poolOf(blueprint, pool)) {
    if (!types.has(card.type)) continue;
    const known = newest.get(card.itemId);
    if (!known || card.version > known.version) newest.set(card.itemId, card);
  }
  return [...newest.values()].sort((a, b) => byText(a.itemId, b.itemId));
}

function groupsFor(blueprint: Blueprint, cards: readonly ItemCard[]): Group[] {
  const modules = new Set([...Object.keys(blueprint.modules), ...cards.map((card) => card.module)]);
  const lessons = new Set(cards.map((card) => card.lessonId));
  const free = { min: 0, max: Number.MAX_SAFE_INTEGER };
  return [
    ...[...modules]
      .sort(byText)
      .map((name) => ({ kind: 'module' as const, name, ...(blueprint.modules[name] ?? free) })),
    ...(['1', '2', '3'] as const).map((name) => ({
      kind: 'difficulty' as const,
      name,
      ...(blueprint.difficulties[name] ?? free),
    })),
    ...[...lessons]
      .sort(byText)
      .map((name) => ({ kind: 'lesson' as const, name, min: 0, max: blueprint.maxPerLesson })),
  ];
}

/** Enmity is mutual even when only one of the two items names the other. */
function enemyLists(cards: readonly ItemCard[]): number[][] {
  const numberOf = new Map(cards.map((card, i) => [card.itemId, i]));
  const sets = cards.map(() => new Set<number>());
  cards.forEach((card, i) => {
    for (const id of card.enemies) {
      const j = numberOf.get(id);
      if (j === undefined || j === i) continue;
      sets[i]?.add(j);
      sets[j]?.add(i);
    }
  });
  return sets.map((set) => [...set].sort((a, b) => a - b));
}

/** Numbers the pool in an order that does not depend on the order it came in. */
export function problemFor(blueprint: Blueprint, pool: readonly ItemCard[]): Problem {
  const cards = usableCards(blueprint, pool);
  const groups = groupsFor(blueprint, cards);
  const groupNo = new Map(groups.map((group, i) => [`${group.kind}:${group.name}`, i]));
  const slots = blueprint.sections.flatMap((section, index) =>
    Array.from({ length: section.count }, () => ({ section: index, type: section.type, points: section.pointsEach })),
  );
  const at = (key: string) => groupNo.get(key) ?? 0;
  return {
    cards,
    slots,
    groups,
    groupsOf: cards.map((c) => [
      at(`module:${c.module}`),
      at(`difficulty:${c.difficulty}`),
      at(`lesson:${c.lessonId}`),
    ]),
    enemiesOf: enemyLists(cards),
    itemsByType: grouped([...cards.keys()], (i) => (cards[i] as ItemCard).type),
    slotsByType: grouped([...slots.keys()], (s) => (slots[s] as Slot).type),
  };
}

/** Expected points of an item on a slot. */
export function expectedPoints(problem: Problem, slot: number, item: number): number {
  const card = problem.cards[item];
  return (problem.slots[slot]?.points ?? 0) * (card ? EXPECTED_SUCCESS[card.difficulty] : 0);
}
