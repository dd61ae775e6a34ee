import { z } from 'zod';
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
  situation: z.boolean(),
  units: z.array(z.string().regex(/^U\d{2}$/, '来源单元应写作 U02')),
  laws: z.array(z.string()).min(1, '至少引用一条'),
};

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
  }
}
