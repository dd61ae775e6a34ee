import type { Rng } from '../../shared/rng.ts';
import type { Problem } from './problem.ts';

/**
 * Weight of exposure against chance. Exposure is pressed into 0–1 first, so that chance keeps a say however far the
 * counts lie apart: people who start together on the same counts must not get the same paper.
 */
const EXPOSURE_WEIGHT = 2;
/** One earlier meeting with the person outweighs any exposure. */
const SEEN_COST = 1e6;

/** For each item what choosing it costs: seen by this person, then exposure, then chance. Lower is better. */
export function preferenceCosts(problem: Problem, rng: Rng): Float64Array {
  const { cards } = problem;
  const least = cards.reduce((min, card) => Math.min(min, card.exposure), Number.MAX_SAFE_INTEGER);
  const excess = cards.reduce((sum, card) => sum + card.exposure - least, 0) / Math.max(1, cards.length);
  return Float64Array.from(cards, (card) => {
    const above = card.exposure - least;
    const pressed = above > 0 ? above / (above + excess) : 0;
    return card.seenByPerson * SEEN_COST + EXPOSURE_WEIGHT * pressed + rng();
  });
}
