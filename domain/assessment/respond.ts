import { match } from 'ts-pattern';
import type { ChoosableBody, ItemBody, ItemPart } from './item.ts';
import type { PartResponse, Response } from './response.ts';

type ChoiceBody = { readonly options: readonly { readonly id: string }[] };

function hasChoice(body: ChoiceBody, choice: string): boolean {
  return body.options.some((option) => option.id === choice);
}

function fitsPart(part: ChoosableBody | ItemPart, response: PartResponse): boolean {
  if (part.type === 'boolean') return response.type === 'boolean';
  if (part.type !== response.type) return false;
  if (response.type === 'single') return response.choice === null || hasChoice(part, response.choice);
  if (response.type !== 'multiple') return false;
  const { choices } = response;
  return new Set(choices).size === choices.length && choices.every((choice) => hasChoice(part, choice));
}

type BodyOf<T extends ItemBody['type']> = Extract<ItemBody, { type: T }>;
type ResponseOf<T extends Response['type']> = Extract<Response, { type: T }>;

function fitsCase(body: BodyOf<'case'>, { parts }: ResponseOf<'case'>): boolean {
  return Object.entries(parts).every(([id, answer]) => {
    const part = body.parts.find((candidate) => candidate.id === id);
    return part !== undefined && fitsPart(part, answer);
  });
}

function fitsOrdering({ items }: BodyOf<'ordering'>, { order }: ResponseOf<'ordering'>): boolean {
  if (order.length === 0) return true;
  return order.length === items.length && items.every(({ id }) => order.includes(id));
}

function fitsMatching({ left, right }: BodyOf<'matching'>, { pairs }: ResponseOf<'matching'>): boolean {
  const has = (options: readonly { readonly id: string }[], id: string) => options.some((option) => option.id === id);
  return Object.entries(pairs).every(([from, to]) => has(left, from) && has(right, to));
}

/**
 * Whether an answer can belong to an item: same type, only options the item offers and none twice, only part ids the
 * item has, one text for each blank, all steps or none, only ids of the two sides. Says nothing about right or wrong
 * and needs no key.
 */
export function fitsItem(body: ItemBody, response: Response): boolean {
  switch (body.type) {
    case 'fill':
      return response.type === 'fill' && response.texts.length === body.blankCount;
    case 'case':
      return response.type === 'case' && fitsCase(body, response);
    case 'ordering':
      return response.type === 'ordering' && fitsOrdering(body, response);
    case 'matching':
      return response.type === 'matching' && fitsMatching(body, response);
    default:
      return (
        (response.type === 'single' || response.type === 'multiple' || response.type === 'boolean') &&
        fitsPart(body, response)
      );
  }
}

/** Whether anything at all was answered; blank text is no answer, one answered part of a case set is. */
export function isAnswered(response: Response): boolean {
  return match(response)
    .with({ type: 'single' }, ({ choice }) => choice !== null)
    .with({ type: 'multiple' }, ({ choices }) => choices.length > 0)
    .with({ type: 'boolean' }, ({ value }) => value !== null)
    .with({ type: 'fill' }, ({ texts }) => texts.some((text) => text.trim() !== ''))
    .with({ type: 'case' }, ({ parts }) => Object.values(parts).some(isAnswered))
    .with({ type: 'ordering' }, ({ order }) => order.length > 0)
    .with({ type: 'matching' }, ({ pairs }) => Object.keys(pairs).length > 0)
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
  switch (body.type) {
    case 'fill':
      return { type: 'fill', texts: Array.from({ length: body.blankCount }, () => '') };
    case 'case':
      return { type: 'case', parts: Object.fromEntries(body.parts.map((part) => [part.id, emptyPart(part.type)])) };
    case 'ordering':
      return { type: 'ordering', order: [] };
    case 'matching':
      return { type: 'matching', pairs: {} };
    default:
      return emptyPart(body.type);
  }
}
