import { z } from 'zod';

/** What a candidate may see of an item. By type it has no place for a key, a weight or an explanation. */
const Option = z.strictObject({ id: z.string(), text: z.string() });
const ChoicePart = z.strictObject({
  type: z.enum(['single', 'multiple']),
  stem: z.string(),
  options: z.array(Option).min(2),
});
const BooleanPart = z.strictObject({ type: z.literal('boolean'), stem: z.string() });

export const ItemBody = z.discriminatedUnion('type', [
  ChoicePart,
  BooleanPart,
  z.strictObject({ type: z.literal('fill'), stem: z.string(), blankCount: z.int().min(1).max(4) }),
  z.strictObject({
    type: z.literal('case'),
    stem: z.string(),
    parts: z.array(z.union([ChoicePart.extend({ id: z.string() }), BooleanPart.extend({ id: z.string() })])).min(2),
  }),
  /** Steps to bring into order; they and their ids stand in the order of the text, which says nothing. */
  z.strictObject({ type: z.literal('ordering'), stem: z.string(), items: z.array(Option).min(3).max(6) }),
  z.strictObject({
    type: z.literal('matching'),
    stem: z.string(),
    left: z.array(Option).min(3).max(5),
    right: z.array(Option).min(3).max(5),
  }),
]);
export type ItemBody = z.infer<typeof ItemBody>;
export type ItemType = ItemBody['type'];
/** Items answered by choosing options: 单选、多选、判断. */
export type ChoosableBody = Extract<ItemBody, { type: 'single' | 'multiple' | 'boolean' }>;
export type ItemPart = Extract<ItemBody, { type: 'case' }>['parts'][number];

const ChoiceKey = z.strictObject({
  type: z.enum(['single', 'multiple']),
  correct: z.array(z.string()).min(1),
  /** For each option id: why it is right, or what is wrong with it. */
  why: z.record(z.string(), z.string()),
  explanation: z.string(),
});
const BooleanKey = z.strictObject({ type: z.literal('boolean'), answer: z.boolean(), explanation: z.string() });

/** The key and its explanations. Never leaves the server before the review policy allows it. */
export const ItemKey = z.discriminatedUnion('type', [
  ChoiceKey,
  BooleanKey,
  z.strictObject({ type: z.literal('fill'), blanks: z.array(z.array(z.string()).min(1)), explanation: z.string() }),
  z.strictObject({
    type: z.literal('case'),
    parts: z.record(z.string(), z.union([ChoiceKey, BooleanKey])),
    explanation: z.string(),
  }),
  z.strictObject({
    type: z.literal('ordering'),
    /** Ids of the steps from first to last. */
    order: z.array(z.string()).min(3),
    /** For each step: why it stands there. */
    why: z.record(z.string(), z.string()),
    explanation: z.string(),
  }),
  z.strictObject({
    type: z.literal('matching'),
    /** The right id that belongs to each left id. */
    pairs: z.record(z.string(), z.string()),
    /** For each left id: why they belong together. */
    why: z.record(z.string(), z.string()),
    explanation: z.string(),
  }),
]);
export type ItemKey = z.infer<typeof ItemKey>;
export type ChoosableKey = Extract<ItemKey, { type: 'single' | 'multiple' | 'boolean' }>;

export const ITEM_TYPE_LABEL: Readonly<Record<ItemType, string>> = {
  single: '单选题',
  multiple: '多选题',
  boolean: '判断题',
  fill: '填空题',
  case: '案例题',
  ordering: '排序题',
  matching: '配对题',
};

/** In the order in which papers and lists show them. */
export const ITEM_TYPES = ['single', 'multiple', 'boolean', 'fill', 'ordering', 'matching', 'case'] as const;

export const DIFFICULTIES = [1, 2, 3] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

export const DIFFICULTY_LABEL: Readonly<Record<Difficulty, string>> = { 1: '易', 2: '中', 3: '难' };

/** 难度 as shown: `2 中`; the bare number for one that no level has. */
export function difficultyText(difficulty: number): string {
  const level = DIFFICULTIES.find((known) => known === difficulty);
  return level ? `${level} ${DIFFICULTY_LABEL[level]}` : String(difficulty);
}

/** What assembly needs to know of an item; no text, no key. */
export type ItemCard = {
  readonly itemId: string;
  readonly version: number;
  readonly type: ItemType;
  readonly lessonId: string;
  readonly module: string;
  readonly difficulty: Difficulty;
  /** How often the item stood in a paper so far (exposure). */
  readonly exposure: number;
  /** How often this person has already had the item. */
  readonly seenByPerson: number;
  /** Ids that must not meet this item in one paper. */
  readonly enemies: readonly string[];
  /** Option ids (or part ids → option ids) for shuffling. */
  readonly optionIds: Readonly<Record<string, readonly string[]>>;
};
