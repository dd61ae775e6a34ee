import type { Rng } from '../../shared/rng.ts';
import type { Problem } from './problem.ts';

/** Exposures that differ by less than this share of their mean count as equal, so that papers drawn together differ. */
const EXPOSURE_TIE_SHARE = 0.1;
/** One earlier meeting with the person outweighs any exposure. */
const SEEN_COST = 1e6;

/** For each item what choosing it costs: seen by this person, then exposure, then chance. Lower is better. */
export function preferenceCosts(problem: Problem, rng: Rng): Float64Array {
  const { cards } = problem;
  const mean = cards.reduce((sum, card) => sum + card.exposure, 0) / Math.max(1, cards.length);
  const least = cards.reduce((min, card) => Math.min(min, card.exposure), Number.MAX_SAFE_INTEGER);
  const step = Math.max(1, mean * EXPOSURE_TIE_SHARE);
  return Float64Array.from(cards, (card) => card.seenByPerson * SEEN_COST + (card.exposure - least) / step + rng());
}
