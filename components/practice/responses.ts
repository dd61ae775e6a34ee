import type { ChoosableBody, ItemBody, ItemPart, ItemType } from '../../domain/assessment/item.ts';
import type { PartResponse, Response } from '../../domain/assessment/response.ts';

export type ChoiceBody = Extract<ItemBody, { type: 'single' | 'multiple' }>;
export type Option = { readonly id: string; readonly text: string };

/** Said here again because the domain's table stands beside schemas, which do not belong into a page. */
export const TYPE_LABEL: Readonly<Record<ItemType, string>> = {
  single: '单选题',
  multiple: '多选题',
  boolean: '判断题',
  fill: '填空题',
  case: '案例题',
  ordering: '排序题',
  matching: '配对题',
};

/** 正确 and 错误 stand for the two answers of a true/false question. */
export const BOOLEAN_OPTIONS: readonly Option[] = [
  { id: 'true', text: '正确' },
  { id: 'false', text: '错误' },
];

export function optionsOf(part: ItemPart | ChoosableBody): readonly Option[] {
  return part.type === 'boolean' ? BOOLEAN_OPTIONS : part.options;
}

/** The chosen option ids of an answer, in the form the option list works with. */
export function chosenOf(response: PartResponse | Response | undefined): readonly string[] {
  if (!response) return [];
  if (response.type === 'single') return response.choice === null ? [] : [response.choice];
  if (response.type === 'multiple') return response.choices;
  if (response.type !== 'boolean') return [];
  return response.value === null ? [] : [String(response.value)];
}

/** The answer that choosing an option makes: it replaces, except in multiple choice, where it adds or takes away. */
export function choose(type: PartResponse['type'], chosen: readonly string[], id: string): PartResponse {
  if (type === 'single') return { type, choice: id };
  if (type === 'boolean') return { type, value: id === 'true' };
  return { type, choices: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id] };
}

/** The answer of somebody who has chosen nothing yet. */
export function emptyAnswer(item: ItemBody): Response {
  switch (item.type) {
    case 'single':
      return { type: 'single', choice: null };
    case 'multiple':
      return { type: 'multiple', choices: [] };
    case 'boolean':
      return { type: 'boolean', value: null };
    case 'fill':
      return { type: 'fill', texts: Array.from({ length: item.blankCount }, () => '') };
    case 'case':
      return { type: 'case', parts: {} };
    case 'ordering':
      return { type: 'ordering', order: [] };
    case 'matching':
      return { type: 'matching', pairs: {} };
  }
}

/** Whether every part of the question has an answer, so that it may be handed in. */
export function isWhole(item: ItemBody, response: Response): boolean {
  if (response.type === 'fill') return response.texts.every((text) => text.trim() !== '');
  if (response.type === 'case') {
    return item.type === 'case' && item.parts.every((part) => chosenOf(response.parts[part.id]).length > 0);
  }
  if (response.type === 'ordering') return response.order.length > 0;
  if (response.type === 'matching') {
    return item.type === 'matching' && item.left.every(({ id }) => response.pairs[id] !== undefined);
  }
  return chosenOf(response).length > 0;
}
