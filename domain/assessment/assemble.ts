import { fail, ok, type Result } from '../shared/result.ts';
import { type Rng, rngFrom, shuffled } from '../shared/rng.ts';
import { balance } from './assembly/balance.ts';
import type { Draft } from './assembly/draft.ts';
import { preferenceCosts } from './assembly/preference.ts';
import { byText, EXPECTED_SUCCESS, type Problem, problemFor } from './assembly/problem.ts';
import { findDraft, freshen } from './assembly/search.ts';
import { countedShortages, jointShortages } from './assembly/shortage.ts';
import { targetScore } from './assembly/target.ts';
import type { Blueprint } from './blueprint.ts';
import type { ItemCard } from './item.ts';

export type PaperItem = {
  /** From 1. */
  readonly position: number;
  readonly itemId: string;
  readonly version: number;
  /** Id of the blueprint's section. */
  readonly section: string;
  readonly points: number;
  /** Option ids in the order shown: key '' for 单选/多选, the part id for a case set's choice parts; else empty. */
  readonly optionOrder: Record<string, string[]>;
};
export type Paper = { readonly items: readonly PaperItem[]; readonly expectedScore: number };

const TRIES = 10;
/** Tries with unseen items alone before items already seen are let in. */
const FRESH_TRIES = 2;

/** With nothing but items this person has not had; null when those do not meet the quotas. */
function freshDraft(blueprint: Blueprint, pool: readonly ItemCard[], seed: string): Drawn | null {
  const unseen = pool.filter((card) => card.seenByPerson === 0);
  if (unseen.length === pool.length) return null;
  const problem = problemFor(blueprint, unseen);
  if (countedShortages(blueprint, problem).length > 0) return null;
  const rng = rngFrom(`${seed}:fresh`);
  const costs = preferenceCosts(problem, rng);
  const draft = findDraft(problem, costs, rng, FRESH_TRIES);
  return draft.violations === 0 ? { problem, costs, draft, rng } : null;
}

type Drawn = { problem: Problem; costs: Float64Array; draft: Draft; rng: Rng };

function optionOrder(card: ItemCard, rng: Rng, isShuffled: boolean): Record<string, string[]> {
  if (card.type === 'boolean' || card.type === 'fill') return {};
  const out: Record<string, string[]> = {};
  for (const part of Object.keys(card.optionIds).sort(byText)) {
    const ids = card.optionIds[part] ?? [];
    if (ids.length > 0) out[part] = isShuffled ? shuffled(rng, ids) : [...ids];
  }
  return out;
}

function paperFrom(blueprint: Blueprint, problem: Problem, draft: Draft, seed: string): Paper {
  const rng = rngFrom(`${seed}:order`);
  const items: PaperItem[] = [];
  blueprint.sections.forEach((section, index) => {
    const cards = problem.cards.filter((_, i) => {
      const slot = draft.slotOf[i] as number;
      return slot !== -1 && problem.slots[slot]?.section === index;
    });
    const ordered = blueprint.shuffleItems ? shuffled(rng, cards) : cards;
    for (const card of ordered) {
      items.push({
        position: items.length + 1,
        itemId: card.itemId,
        version: card.version,
        section: section.id,
        points: section.pointsEach,
        optionOrder: optionOrder(card, rng, blueprint.shuffleOptions),
      });
    }
  });
  return { items, expectedScore: expectedScore({ items }, problem.cards) };
}

/**
 * Draws a paper that meets every quota of the blueprint, holds no item twice and no two enemies. The same blueprint,
 * set of cards and seed always give the same paper, whatever the order of `pool`. Items the person has not had come
 * first, then the less exposed ones, then chance; papers of one blueprint aim at the same expected score, so that no
 * one gets an easier form. Modules the blueprint does not name are not limited; where it
 * lists lessons, items of others are never drawn.
 *
 * @returns BLUEPRINT_SHORTAGE with `shortage` naming, in Chinese, what the pool lacks.
 */
export function assemblePaper(blueprint: Blueprint, pool: readonly ItemCard[], seed: string): Result<Paper> {
  const stream = `${blueprint.id}@${blueprint.version}:${seed}`;
  const problem = problemFor(blueprint, pool);
  const shortages = countedShortages(blueprint, problem);
  if (shortages.length > 0) return fail('BLUEPRINT_SHORTAGE', { shortage: shortages.join('；') });
  const drawn = freshDraft(blueprint, problem.cards, stream) ?? anyDraft(problem, stream);
  if (drawn.draft.violations > 0) {
    return fail('BLUEPRINT_SHORTAGE', { shortage: jointShortages(drawn.problem, drawn.draft).join('；') });
  }
  balance(drawn.problem, drawn.draft, drawn.costs, targetScore(problem), drawn.rng);
  return ok(paperFrom(blueprint, drawn.problem, drawn.draft, stream));
}

function anyDraft(problem: Problem, seed: string): Drawn {
  const rng = rngFrom(`${seed}:draw`);
  const costs = preferenceCosts(problem, rng);
  const draft = findDraft(problem, costs, rng, TRIES);
  if (draft.violations === 0) freshen(problem, draft, costs);
  return { problem, costs, draft, rng };
}

/**
 * Modelled mean score of a prepared person on the paper, in points: each item earns `EXPECTED_SUCCESS` of its points.
 * Items the pool does not hold count nothing.
 */
export function expectedScore(paper: Pick<Paper, 'items'>, pool: readonly ItemCard[]): number {
  const difficulty = new Map(pool.map((card) => [card.itemId, card.difficulty]));
  return paper.items.reduce((sum, item) => {
    const level = difficulty.get(item.itemId);
    return level === undefined ? sum : sum + item.points * EXPECTED_SUCCESS[level];
  }, 0);
}
