import type { Rng } from '../../shared/rng.ts';
import { grouped, type Problem } from './problem.ts';

/** A share of the mean by which exposure must differ to weigh as much as chance. */
const EXPOSURE_STEP_SHARE = 0.1;
/**
 * Exposure weighs at most this much either way: chance keeps a say however far the counts lie apart, so that people who
 * start together on the same counts do not get the same paper.
 */
const EXPOSURE_BOUND = 0.5;
/** One earlier meeting with the person outweighs any exposure. */
const SEEN_COST = 1e6;

/** Mean exposure by item type: only items of one type stand in for one another. */
function meanExposures(problem: Problem): Map<string, number> {
  const byType = grouped(problem.cards, (card) => card.type);
  return new Map(
    [...byType].map(([type, cards]) => [type, cards.reduce((sum, c) => sum + c.exposure, 0) / cards.length]),
  );
}

/** For each item what choosing it costs: seen by this person, then exposure, then chance. Lower is better. */
export function preferenceCosts(problem: Problem, rng: Rng): Float64Array {
  const means = meanExposures(problem);
  return Float64Array.from(problem.cards, (card) => {
    const mean = means.get(card.type) ?? 0;
    const above = (card.exposure - mean) / Math.max(1, mean * EXPOSURE_STEP_SHARE);
    const weight = Math.min(EXPOSURE_BOUND, Math.max(-EXPOSURE_BOUND, above));
    return card.seenByPerson * SEEN_COST + weight + rng();
  });
}
