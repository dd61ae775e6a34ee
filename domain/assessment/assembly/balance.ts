import { intBelow, type Rng } from '../../shared/rng.ts';
import { type Draft, swap, swapDelta } from './draft.ts';
import { expectedPoints, type Problem } from './problem.ts';
import { trySwap } from './search.ts';

/** How near to the target the expected score of a paper must come before balancing stops, in points of 100. */
const TOLERANCE = 0.25;
const STEPS = 30;
const PAIR_TRIES = 1500;

export function draftScore(problem: Problem, draft: Draft): number {
  return draft.itemAt.reduce((sum, item, slot) => sum + expectedPoints(problem, slot, item), 0);
}

type Step = { slot: number; item: number; gain: number; cost: number };

/** Every swap that changes the expected score and brings in nothing the person has seen more often. */
function scoreSwaps(problem: Problem, draft: Draft, costs: Float64Array): Step[] {
  const out: Step[] = [];
  for (let slot = 0; slot < problem.slots.length; slot += 1) {
    const old = draft.itemAt[slot] as number;
    const seen = problem.cards[old]?.seenByPerson ?? 0;
    const before = expectedPoints(problem, slot, old);
    for (const item of problem.itemsByType.get(problem.slots[slot]?.type ?? 'single') ?? []) {
      if (draft.slotOf[item] !== -1 || (problem.cards[item]?.seenByPerson ?? 0) > seen) continue;
      const gain = expectedPoints(problem, slot, item) - before;
      if (gain !== 0) out.push({ slot, item, gain, cost: (costs[item] as number) - (costs[old] as number) });
    }
  }
  return out;
}

/** Inside the tolerance the preferred item wins; outside, the nearest to the target. */
function isBetter(gap: number, a: Step, b: Step): boolean {
  const [offA, offB] = [Math.abs(gap + a.gain), Math.abs(gap + b.gain)];
  if (offA <= TOLERANCE && offB <= TOLERANCE) return a.cost < b.cost;
  return offA < offB - 1e-9 || (offA < offB + 1e-9 && a.cost < b.cost);
}

function singleStep(problem: Problem, draft: Draft, steps: readonly Step[], gap: number): Step | null {
  let best: Step | null = null;
  for (const step of steps) {
    if (Math.abs(gap + step.gain) >= Math.abs(gap) - 1e-9) continue;
    if (best && !isBetter(gap, step, best)) continue;
    if (swapDelta(problem, draft, step.slot, step.item) <= 0) best = step;
  }
  return best;
}

/** Two swaps at once, for quotas so tight that one alone would break them. @returns the new gap, or null if none helps. */
function pairStep(problem: Problem, draft: Draft, steps: readonly Step[], gap: number, rng: Rng): number | null {
  for (let i = 0; i < PAIR_TRIES; i += 1) {
    const a = steps[intBelow(rng, steps.length)];
    const b = steps[intBelow(rng, steps.length)];
    if (!a || !b || a.slot === b.slot || a.item === b.item) continue;
    const next = gap + a.gain + b.gain;
    if (Math.abs(next) >= Math.abs(gap) - 1e-9) continue;
    const undo = trySwap(problem, draft, a.slot, a.item);
    if (draft.violations + swapDelta(problem, draft, b.slot, b.item) === 0) {
      swap(problem, draft, b.slot, b.item);
      return next;
    }
    undo();
  }
  return null;
}

/** Brings the expected score of a paper that meets every quota as near to the target as swaps can. */
export function balance(problem: Problem, draft: Draft, costs: Float64Array, target: number, rng: Rng): void {
  let gap = draftScore(problem, draft) - target;
  for (let i = 0; i < STEPS && Math.abs(gap) > TOLERANCE; i += 1) {
    const steps = scoreSwaps(problem, draft, costs);
    const step = singleStep(problem, draft, steps, gap);
    if (step) {
      swap(problem, draft, step.slot, step.item);
      gap += step.gain;
      continue;
    }
    const next = steps.length > 1 ? pairStep(problem, draft, steps, gap, rng) : null;
    if (next === null) return;
    gap = next;
  }
}
