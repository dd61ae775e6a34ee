import type { ChoosableBody, ItemBody, ItemPart, ItemType } from '../../domain/assessment/item.ts';
import { emptyResponse, isAnswered } from '../../domain/assessment/respond.ts';
import type { PartResponse } from '../../domain/assessment/response.ts';
import type { Answer } from './save-types.ts';

export type Completeness = 'answered' | 'partial' | 'blank';
/** An item or part of a case set that is answered by choosing. */
export type Choosable = ChoosableBody | ItemPart;
export type Option = { readonly id: string; readonly text: string };

export const TYPE_LABEL: Readonly<Record<ItemType, string>> = {
  single: '单选题',
  multiple: '多选题',
  boolean: '判断题',
  fill: '填空题',
  case: '案例题',
  ordering: '排序题',
  matching: '配对题',
};

const BOOLEAN_OPTIONS: readonly Option[] = [
  { id: 'true', text: '正确' },
  { id: 'false', text: '错误' },
];

/** @returns whether an item is answered, not at all, or in some of its blanks or parts only. */
export function completeness(item: ItemBody, answer: Answer | undefined): Completeness {
  if (!answer || !isAnswered(answer)) return 'blank';
  if (answer.type === 'fill') return answer.texts.every((text) => text.trim() !== '') ? 'answered' : 'partial';
  if (answer.type === 'matching' && item.type === 'matching') {
    return item.left.every(({ id }) => answer.pairs[id] !== undefined) ? 'answered' : 'partial';
  }
  if (answer.type !== 'case' || item.type !== 'case') return 'answered';
  const whole = item.parts.every((part) => {
    const given = answer.parts[part.id];
    return given !== undefined && isAnswered(given);
  });
  return whole ? 'answered' : 'partial';
}

export function optionsOf(body: Choosable): readonly Option[] {
  return body.type === 'boolean' ? BOOLEAN_OPTIONS : body.options;
}

export function chosenIn(answer: Answer | PartResponse | undefined): readonly string[] {
  if (answer?.type === 'single') return answer.choice === null ? [] : [answer.choice];
  if (answer?.type === 'multiple') return answer.choices;
  if (answer?.type === 'boolean') return answer.value === null ? [] : [String(answer.value)];
  return [];
}

/** The answer after one option was pressed: taken or, in multiple choice, taken or dropped. */
export function choose(body: Choosable, before: Answer | PartResponse | undefined, optionId: string): PartResponse {
  if (body.type === 'boolean') return { type: 'boolean', value: optionId === 'true' };
  if (body.type === 'single') return { type: 'single', choice: optionId };
  const chosen = new Set(chosenIn(before));
  if (!chosen.delete(optionId)) chosen.add(optionId);
  return { type: 'multiple', choices: body.options.map((option) => option.id).filter((id) => chosen.has(id)) };
}

export function answerPart(item: ItemBody, before: Answer | undefined, partId: string, part: PartResponse): Answer {
  const whole = before?.type === 'case' ? before : emptyResponse(item);
  return whole.type === 'case' ? { type: 'case', parts: { ...whole.parts, [partId]: part } } : whole;
}

export function answerBlank(item: ItemBody, before: Answer | undefined, blank: number, text: string): Answer {
  const whole = before?.type === 'fill' ? before : emptyResponse(item);
  return whole.type === 'fill'
    ? { type: 'fill', texts: whole.texts.map((old, i) => (i === blank ? text : old)) }
    : whole;
}

/**
 * What the key 1–9 does to an item. In a case set it goes to the part that has the focus, else to the first part that
 * is not answered. @returns null when the item has no such option.
 */
export function answerByDigit(
  item: ItemBody,
  before: Answer | undefined,
  digit: number,
  focusedPart: string | null,
): Answer | null {
  if (item.type === 'fill' || item.type === 'ordering' || item.type === 'matching') return null;
  if (item.type !== 'case') {
    const option = optionsOf(item)[digit - 1];
    return option ? choose(item, before, option.id) : null;
  }
  const given = before?.type === 'case' ? before.parts : {};
  const open = (part: ItemPart) => {
    const answer = given[part.id];
    return answer === undefined || !isAnswered(answer);
  };
  const part = item.parts.find(({ id }) => id === focusedPart) ?? item.parts.find(open) ?? item.parts[0];
  const option = part && optionsOf(part)[digit - 1];
  return part && option ? answerPart(item, before, part.id, choose(part, given[part.id], option.id)) : null;
}

/** A stem cut at its blanks: text, blank, text, … A stem with fewer gaps than blanks gets the rest at its end. */
export function stemPieces(stem: string, blankCount: number): readonly (string | number)[] {
  const texts = stem.split(/_{2,}/);
  const pieces: (string | number)[] = [];
  for (const [index, text] of texts.entries()) {
    if (index > 0) pieces.push(index <= blankCount ? index - 1 : '____');
    if (text !== '') pieces.push(text);
  }
  for (let blank = texts.length - 1; blank < blankCount; blank += 1) pieces.push(blank);
  return pieces;
}

export const letterOf = (index: number): string => String.fromCharCode(65 + index);
