import { intBelow, type Rng } from '../../shared/rng.ts';
import { clear, copyDraft, type Draft, emptyDraft, place, swap, swapDelta } from './draft.ts';
import type { Group, Problem } from './problem.ts';

const REPAIR_STEPS = 80;
const TABU_STEPS = 4;

/** Would the item still leave enough empty slots for every minimum of its three dimensions? */
function leavesRoom(
  problem: Problem,
  draft: Draft,
  item: number,
  open: Readonly<Record<Group['kind'], number>>,
  left: number,
) {
  return (problem.groupsOf[item] as readonly number[]).every((g) => {
    const group = problem.groups[g] as Group;
    const isNeeded = (draft.counts[g] as number) < group.min;
    return open[group.kind] - (isNeeded ? 1 : 0) <= left - 1;
  });
}

function fits(problem: Problem, draft: Draft, item: number): boolean {
  if ((draft.enemiesChosen[item] as number) > 0) return false;
  return (problem.groupsOf[item] as readonly number[]).every(
    (g) => (draft.counts[g] as number) < (problem.groups[g] as Group).max,
  );
}

/** First draft: the preferred items in turn, leaving out what would break a maximum or use up room a minimum needs. */
function firstDraft(problem: Problem, costs: Float64Array): Draft {
  const draft = emptyDraft(problem);
  const order = [...problem.cards.keys()].sort((a, b) => (costs[a] as number) - (costs[b] as number));
  const free = new Map([...problem.slotsByType].map(([type, slots]) => [type, [...slots]]));
  const open = { module: 0, difficulty: 0, lesson: 0 };
  for (const group of problem.groups) open[group.kind] += group.min;
  let left = problem.slots.length;
  const take = (item: number) => {
    const slot = free.get(problem.cards[item]?.type ?? 'single')?.pop();
    if (slot === undefined) return;
    for (const g of problem.groupsOf[item] as readonly number[]) {
      const group = problem.groups[g] as Group;
      if ((draft.counts[g] as number) < group.min) open[group.kind] -= 1;
    }
    left -= 1;
    place(problem, draft, slot, item);
  };
  for (const item of order) {
    if (fits(problem, draft, item) && leavesRoom(problem, draft, item, open, left)) take(item);
  }
  for (const item of order) {
    if (left > 0 && draft.slotOf[item] === -1) take(item);
  }
  return draft;
}

type Move = { slot: number; item: number; delta: number; cost: number };

/** The best item to take one slot over: fewest violations, then the preferred item. */
function bestForSlot(
  problem: Problem,
  draft: Draft,
  costs: Float64Array,
  slot: number,
  isTabu: (item: number) => boolean,
) {
  let best: Move | null = null;
  const out = draft.itemAt[slot] as number;
  for (const item of problem.itemsByType.get(problem.slots[slot]?.type ?? 'single') ?? []) {
    if (draft.slotOf[item] !== -1 || isTabu(item)) continue;
    const delta = swapDelta(problem, draft, slot, item);
    if (best && delta > best.delta) continue;
    const cost = (costs[item] as number) - (costs[out] as number);
    if (!best || delta < best.delta || cost < best.cost) best = { slot, item, delta, cost };
  }
  return best;
}

/** The swap that lowers the violations most; ties go to the preferred item. */
function bestSwap(problem: Problem, draft: Draft, costs: Float64Array, isTabu: (item: number) => boolean): Move | null {
  let best: Move | null = null;
  for (let slot = 0; slot < problem.slots.length; slot += 1) {
    if (isTabu(draft.itemAt[slot] as number)) continue;
    const move = bestForSlot(problem, draft, costs, slot, isTabu);
    if (!move) continue;
    if (!best || move.delta < best.delta || (move.delta === best.delta && move.cost < best.cost)) best = move;
  }
  return best;
}

/** Tabu search over swaps within a type until every quota is met or the steps are used up. */
function repair(problem: Problem, start: Draft, costs: Float64Array, rng: Rng): Draft {
  const draft = start;
  let best = copyDraft(draft);
  const tabuUntil = new Int32Array(problem.cards.length);
  for (let step = 1; step <= REPAIR_STEPS && draft.violations > 0; step += 1) {
    const move = bestSwap(problem, draft, costs, (item) => (tabuUntil[item] as number) > step);
    if (!move) break;
    const out = draft.itemAt[move.slot] as number;
    swap(problem, draft, move.slot, move.item);
    tabuUntil[out] = step + TABU_STEPS + intBelow(rng, TABU_STEPS);
    tabuUntil[move.item] = step + 2 + intBelow(rng, TABU_STEPS);
    if (draft.violations < best.violations) best = copyDraft(draft);
  }
  return draft.violations === 0 ? draft : best;
}

/** A complete draft with as few violations as the search finds; needs enough items of every type. */
export function findDraft(problem: Problem, costs: Float64Array, rng: Rng, tries: number): Draft {
  let best: Draft | null = null;
  let keys = costs;
  for (let round = 0; round < tries; round += 1) {
    const start = firstDraft(problem, keys);
    const draft = start.violations === 0 ? start : repair(problem, start, keys, rng);
    if (!best || draft.violations < best.violations) best = draft;
    if (best.violations === 0) break;
    keys = costs.map((cost) => cost + rng() * 2 * (round + 1));
  }
  return best ?? emptyDraft(problem);
}

/** Takes items the person has already had out of the paper wherever a fresh one does as well. */
export function freshen(problem: Problem, draft: Draft, costs: Float64Array): void {
  for (let slot = 0; slot < problem.slots.length; slot += 1) {
    const out = draft.itemAt[slot] as number;
    const seen = problem.cards[out]?.seenByPerson ?? 0;
    if (seen === 0) continue;
    const candidates = (problem.itemsByType.get(problem.slots[slot]?.type ?? 'single') ?? [])
      .filter((item) => draft.slotOf[item] === -1 && (problem.cards[item]?.seenByPerson ?? 0) < seen)
      .sort((a, b) => (costs[a] as number) - (costs[b] as number));
    const fresh = candidates.find((item) => swapDelta(problem, draft, slot, item) === 0);
    if (fresh !== undefined) swap(problem, draft, slot, fresh);
  }
}

/** Undoable swap, for trying two at once. */
export function trySwap(problem: Problem, draft: Draft, slot: number, item: number): () => void {
  const out = draft.itemAt[slot] as number;
  swap(problem, draft, slot, item);
  return () => {
    clear(problem, draft, slot);
    place(problem, draft, slot, out);
  };
}
