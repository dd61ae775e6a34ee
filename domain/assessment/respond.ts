import { match } from 'ts-pattern';
import type { ItemBody, ItemPart } from './item.ts';
import type { PartResponse, Response } from './response.ts';

type ChoiceBody = { readonly options: readonly { readonly id: string }[] };

function hasChoice(body: ChoiceBody, choice: string): boolean {
  return body.options.some((option) => option.id === choice);
}

function fitsPart(part: Exclude<ItemBody, { type: 'fill' | 'case' }> | ItemPart, response: PartResponse): boolean {
  if (part.type === 'boolean') return response.type === 'boolean';
  if (part.type !== response.type) return false;
  if (response.type === 'single') return response.choice === null || hasChoice(part, response.choice);
  if (response.type !== 'multiple') return false;
  const { choices } = response;
  return new Set(choices).size === choices.length && choices.every((choice) => hasChoice(part, choice));
}

/**
 * Whether an answer can belong to an item: same type, only options the item offers and none twice, only part ids the
 * item has, one text for each blank. Says nothing about right or wrong and needs no key.
 */
export function fitsItem(body: ItemBody, response: Response): boolean {
  if (body.type === 'fill') return response.type === 'fill' && response.texts.length === body.blankCount;
  if (body.type === 'case') {
    if (response.type !== 'case') return false;
    return Object.entries(response.parts).every(([id, answer]) => {
      const part = body.parts.find((candidate) => candidate.id === id);
      return part !== undefined && fitsPart(part, answer);
    });
  }
  return response.type !== 'fill' && response.type !== 'case' && fitsPart(body, response);
}

/** Whether anything at all was answered; blank text is no answer, one answered part of a case set is. */
export function isAnswered(response: Response): boolean {
  return match(response)
    .with({ type: 'single' }, ({ choice }) => choice !== null)
    .with({ type: 'multiple' }, ({ choices }) => choices.length > 0)
    .with({ type: 'boolean' }, ({ value }) => value !== null)
    .with({ type: 'fill' }, ({ texts }) => texts.some((text) => text.trim() !== ''))
    .with({ type: 'case' }, ({ parts }) => Object.values(parts).some(isAnswered))
    .exhaustive();
}

function emptyPart(type: PartResponse['type']): PartResponse {
  return match(type)
    .with('single', (): PartResponse => ({ type: 'single', choice: null }))
    .with('multiple', (): PartResponse => ({ type: 'multiple', choices: [] }))
    .with('boolean', (): PartResponse => ({ type: 'boolean', value: null }))
    .exhaustive();
}

/** The answer of someone who has not answered; always fits the item. */
export function emptyResponse(body: ItemBody): Response {
  if (body.type === 'fill') return { type: 'fill', texts: Array.from({ length: body.blankCount }, () => '') };
  if (body.type === 'case') {
    return { type: 'case', parts: Object.fromEntries(body.parts.map((part) => [part.id, emptyPart(part.type)])) };
  }
  return emptyPart(body.type);
}
