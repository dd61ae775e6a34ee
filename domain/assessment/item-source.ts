import { z } from 'zod';
import { ReviewedLaw } from '../law/reviewed-law.ts';
import { byText } from './assembly/problem.ts';
import { DIFFICULTIES, type ItemBody, type ItemKey } from './item.ts';

export const ITEM_POOL_LETTERS = { exam: 'e', practice: 'p', check: 'c' } as const;
export type ItemPool = keyof typeof ITEM_POOL_LETTERS;

const Text = z.string().trim().min(1, '不能为空');

const SourceOption = z.strictObject({
  id: z.string().regex(/^[a-f]$/, '选项编号应依次为 a、b、c……'),
  text: Text,
  correct: z.boolean('correct 应为 true 或 false'),
  why: Text,
});
export type SourceOption = z.infer<typeof SourceOption>;

const inOrder = (options: readonly SourceOption[]) => options.every((o, i) => o.id === 'abcdef'[i]);
const keysOf = (options: readonly SourceOption[]) => options.filter((o) => o.correct).length;

const singleOptions = z
  .array(SourceOption)
  .length(4, '单选题应有四个选项')
  .refine(inOrder, '选项编号应依次为 a、b、c、d')
  .refine((options) => keysOf(options) === 1, '单选题应恰好有一个正确选项');

const multipleOptions = z
  .array(SourceOption)
  .length(5, '多选题应有五个选项')
  .refine(inOrder, '选项编号应依次为 a、b、c、d、e')
  .refine((options) => keysOf(options) >= 2 && keysOf(options) <= 4, '多选题应有二到四个正确选项');

const single = { type: z.literal('single'), stem: Text, options: singleOptions, explanation: Text };
const multiple = { type: z.literal('multiple'), stem: Text, options: multipleOptions, explanation: Text };
const boolean = {
  type: z.literal('boolean'),
  stem: Text,
  answer: z.boolean('answer 应为 true 或 false'),
  explanation: Text,
};

const partId = { id: z.string().regex(/^p\d$/, '小题编号应为 p1、p2……') };
const SourcePart = z.discriminatedUnion('type', [
  z.strictObject({ ...partId, ...single }),
  z.strictObject({ ...partId, ...multiple }),
  z.strictObject({ ...partId, ...boolean }),
]);
export type SourcePart = z.infer<typeof SourcePart>;

const common = {
  id: z.string().regex(/^m\d+(-[a-z0-9]+)+-[epc]\d{2}$/, '题目编号应为 课程编号-e01 / -p01 / -c01'),
  version: z.int().min(1),
  pool: z.enum(['exam', 'practice', 'check']),
  difficulty: z.literal([...DIFFICULTIES]),
  /** Why the question stands at this level, for whoever reviews the bank; never shown to a candidate. */
  difficultyReason: Text.optional(),
  situation: z.boolean(),
  units: z.array(z.string().regex(/^U\d{2}$/, '来源单元应写作 U02')),
  laws: z.array(z.string()).min(1, '至少引用一条'),
  /** Versions beside which the question was read again, although it cites an older one on purpose. */
  reviewed: z.array(ReviewedLaw).min(1).optional(),
  /** Questions that must not stand in one paper with this one: one gives the other away, or both ask the same. */
  enemies: z.array(z.string()).min(1).optional(),
};

const distinct = (texts: readonly string[]) => new Set(texts).size === texts.length;

const steps = z
  .array(z.strictObject({ text: Text, why: Text }))
  .min(3, '排序题应有三到六项')
  .max(6, '排序题应有三到六项')
  .refine((items) => distinct(items.map((item) => item.text)), '排序题有重复的项');

const pairs = z
  .array(z.strictObject({ left: Text, right: Text, why: Text }))
  .min(3, '配对题应有三到五对')
  .max(5, '配对题应有三到五对')
  .refine((list) => distinct(list.map((pair) => pair.left)), '配对题左边有重复')
  .refine((list) => distinct(list.map((pair) => pair.right)), '配对题右边有重复');

const BLANK = '____';
const blanksIn = (stem: string) => stem.split(BLANK).length - 1;

/** One question as its author writes it, key and explanations included. */
export const ItemSource = z.discriminatedUnion('type', [
  z.strictObject({ ...common, ...single }),
  z.strictObject({ ...common, ...multiple }),
  z.strictObject({ ...common, ...boolean }),
  z
    .strictObject({
      ...common,
      type: z.literal('fill'),
      stem: Text,
      blanks: z
        .array(z.strictObject({ accept: z.array(Text).min(1) }))
        .min(1)
        .max(2, '最多两个空'),
      explanation: Text,
    })
    .refine((item) => blanksIn(item.stem) === item.blanks.length, {
      message: '题干里 ____ 的个数应与 blanks 的个数相同',
      path: ['blanks'],
    }),
  z.strictObject({
    ...common,
    type: z.literal('case'),
    stem: Text,
    parts: z
      .array(SourcePart)
      .min(3, '案例题应有三到五个小题')
      .max(5, '案例题应有三到五个小题')
      .refine((parts) => parts.every((p, i) => p.id === `p${i + 1}`), '小题编号应依次为 p1、p2、p3'),
    explanation: Text,
  }),
  z.strictObject({ ...common, type: z.literal('ordering'), stem: Text, items: steps, explanation: Text }),
  z.strictObject({ ...common, type: z.literal('matching'), stem: Text, pairs, explanation: Text }),
]);
export type ItemSource = z.infer<typeof ItemSource>;

/** The choice and true/false questions of an item: itself, or the parts of a case set. */
export function questionsOf(source: ItemSource): readonly (ItemSource | SourcePart)[] {
  return source.type === 'case' ? source.parts : [source];
}

type ChoiceSource = { readonly options: readonly SourceOption[]; readonly explanation: string };

function optionsShown(source: ChoiceSource): { id: string; text: string }[] {
  return source.options.map(({ id, text }) => ({ id, text }));
}

function choiceKey<T extends 'single' | 'multiple'>(type: T, source: ChoiceSource) {
  return {
    type,
    correct: source.options.filter((o) => o.correct).map((o) => o.id),
    why: Object.fromEntries(source.options.map((o) => [o.id, o.why])),
    explanation: source.explanation,
  };
}

function partBody(part: SourcePart): Extract<ItemBody, { type: 'case' }>['parts'][number] {
  const { id, stem } = part;
  if (part.type === 'boolean') return { id, type: 'boolean', stem };
  return { id, type: part.type, stem, options: optionsShown(part) };
}

function partKey(part: SourcePart): Extract<ItemKey, { type: 'case' }>['parts'][string] {
  if (part.type !== 'boolean') return choiceKey(part.type, part);
  return { type: 'boolean', answer: part.answer, explanation: part.explanation };
}

type Lettered = { readonly id: string; readonly text: string };

/** Texts with letters in the order of the texts themselves, so that neither place nor id tells what is right. */
function lettered(texts: readonly string[]): Lettered[] {
  return [...texts].sort(byText).map((text, i) => ({ id: 'abcdef'.charAt(i), text }));
}

function idIn(rows: readonly Lettered[], text: string): string {
  return rows.find((row) => row.text === text)?.id ?? '';
}

type Steps = Extract<ItemSource, { type: 'ordering' }>;
type Pairs = Extract<ItemSource, { type: 'matching' }>;

const shownSteps = ({ items }: Steps) => lettered(items.map((item) => item.text));
const shownLeft = ({ pairs: list }: Pairs) => list.map(({ left }, i) => ({ id: String(i + 1), text: left }));
const shownRight = ({ pairs: list }: Pairs) => lettered(list.map((pair) => pair.right));

function orderingKey(source: Steps): ItemKey {
  const shown = shownSteps(source);
  const rows = source.items.map(({ text, why }) => [idIn(shown, text), why] as const);
  return {
    type: 'ordering',
    order: rows.map(([id]) => id),
    why: Object.fromEntries(rows),
    explanation: source.explanation,
  };
}

function matchingKey(source: Pairs): ItemKey {
  const right = shownRight(source);
  const rows = shownLeft(source).map(({ id }, i) => [id, source.pairs[i]] as const);
  return {
    type: 'matching',
    pairs: Object.fromEntries(rows.map(([id, pair]) => [id, idIn(right, pair?.right ?? '')])),
    why: Object.fromEntries(rows.map(([id, pair]) => [id, pair?.why ?? ''])),
    explanation: source.explanation,
  };
}

/** What a candidate may see of the question: no key, no reason, no explanation. */
export function bodyOf(source: ItemSource): ItemBody {
  const { stem } = source;
  switch (source.type) {
    case 'single':
    case 'multiple':
      return { type: source.type, stem, options: optionsShown(source) };
    case 'boolean':
      return { type: 'boolean', stem };
    case 'fill':
      return { type: 'fill', stem, blankCount: source.blanks.length };
    case 'case':
      return { type: 'case', stem, parts: source.parts.map(partBody) };
    case 'ordering':
      return { type: 'ordering', stem, items: shownSteps(source) };
    case 'matching':
      return { type: 'matching', stem, left: shownLeft(source), right: shownRight(source) };
  }
}

/** The key with its reasons; never leaves the server before the review policy allows it. */
export function keyOf(source: ItemSource): ItemKey {
  const { explanation } = source;
  switch (source.type) {
    case 'single':
    case 'multiple':
      return choiceKey(source.type, source);
    case 'boolean':
      return { type: 'boolean', answer: source.answer, explanation };
    case 'fill':
      return { type: 'fill', blanks: source.blanks.map((b) => b.accept), explanation };
    case 'case':
      return { type: 'case', parts: Object.fromEntries(source.parts.map((p) => [p.id, partKey(p)])), explanation };
    case 'ordering':
      return orderingKey(source);
    case 'matching':
      return matchingKey(source);
  }
}
