import type { ChoosableBody, ChoosableKey, ItemBody, ItemKey, ItemPart } from '#domain/assessment/item.ts';
import type { PartResponse, Response } from '#domain/assessment/response.ts';
import { type Rng, rngFrom, shuffled } from '#domain/shared/rng.ts';
import { between, normal, oneOf } from './chance.ts';

type Item = { readonly itemId: string; readonly difficulty: number; readonly body: ItemBody; readonly key: ItemKey };

/** How hard an item is on the scale of ability: by its stated difficulty, with a part of its own. */
function hardness(item: Item): number {
  const stated = [0, -1.1, -0.3, 0.55][item.difficulty] ?? 0;
  return stated + 0.35 * normal(rngFrom(`jianglan:item:${item.itemId}`));
}

/** Whether a person of some ability knows the answer: a logistic curve over ability minus hardness. */
function knows(ability: number, item: Item, rng: Rng): boolean {
  return rng() < 1 / (1 + Math.exp(-1.5 * (ability - hardness(item))));
}

/** Takes one right option away or adds a wrong one, as people do who are not sure. */
function nearMiss(body: { options: readonly { id: string }[] }, correct: readonly string[], rng: Rng): string[] {
  const wrong = body.options.map((option) => option.id).filter((id) => !correct.includes(id));
  if (correct.length > 1 && (wrong.length === 0 || rng() < 0.6)) return shuffled(rng, correct).slice(1);
  return [...correct, ...shuffled(rng, wrong).slice(0, 1)];
}

function part(body: ChoosableBody | ItemPart, key: ChoosableKey, isKnown: boolean, rng: Rng): PartResponse {
  if (body.type === 'boolean' || key.type === 'boolean') {
    const answer = key.type === 'boolean' && key.answer;
    return { type: 'boolean', value: isKnown ? answer : rng() < 0.35 ? answer : !answer };
  }
  if (body.type === 'single') {
    const wrong = body.options.map((option) => option.id).filter((id) => !key.correct.includes(id));
    return { type: 'single', choice: isKnown || rng() < 0.2 ? (key.correct[0] ?? null) : oneOf(rng, wrong) };
  }
  const choices = isKnown ? [...key.correct] : nearMiss(body, key.correct, rng);
  return { type: 'multiple', choices: choices.sort() };
}

/** Two neighbours changed about, the commonest slip in an order. */
function swapped(order: readonly string[], rng: Rng): string[] {
  const at = between(rng, 0, order.length - 2);
  return order.map((id, i) => order[i === at ? at + 1 : i === at + 1 ? at : i] ?? id);
}

/** Two right sides changed about. */
function mixed(pairs: Readonly<Record<string, string>>, rng: Rng): Record<string, string> {
  const left = Object.keys(pairs);
  const right = swapped(Object.values(pairs), rng);
  return Object.fromEntries(left.map((id, i) => [id, right[i] ?? '']));
}

function inCase(item: Item, ability: number, rng: Rng): Response | null {
  const { body, key } = item;
  if (body.type !== 'case' || key.type !== 'case') return null;
  const parts: Record<string, PartResponse> = {};
  for (const one of body.parts) {
    const partKey = key.parts[one.id];
    if (partKey) parts[one.id] = part(one, partKey, knows(ability, item, rng), rng);
  }
  return { type: 'case', parts };
}

/** What a person answers to an item; null when they leave it out. */
export function answerTo(item: Item, ability: number, rng: Rng): Response | null {
  const { body, key } = item;
  const isKnown = knows(ability, item, rng);
  if (!isKnown && rng() < 0.03) return null;
  if (key.type === 'case') return inCase(item, ability, rng);
  if (key.type === 'fill') {
    const known = key.blanks.map((accepted) => (isKnown || rng() < 0.15 ? (accepted[0] ?? '') : '不清楚'));
    return { type: 'fill', texts: known };
  }
  if (key.type === 'ordering') return { type: 'ordering', order: isKnown ? [...key.order] : swapped(key.order, rng) };
  if (key.type === 'matching') return { type: 'matching', pairs: isKnown ? { ...key.pairs } : mixed(key.pairs, rng) };
  return 'options' in body || body.type === 'boolean' ? part(body, key, isKnown, rng) : null;
}
