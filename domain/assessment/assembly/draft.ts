import type { Group, Problem } from './problem.ts';

/** A paper under construction with the counts that tell how far it is from the quotas. Mutable by design: hot path. */
export type Draft = {
  /** Item on each slot, −1 while empty. */
  readonly itemAt: Int32Array;
  /** Slot of each item, −1 while not chosen. */
  readonly slotOf: Int32Array;
  /** Chosen items of each group. */
  readonly counts: Int32Array;
  /** For each item: how many of its enemies are chosen. */
  readonly enemiesChosen: Int32Array;
  /** Missing and surplus items over all groups plus meetings of enemies; 0 = every quota met. */
  violations: number;
};

export function emptyDraft(problem: Problem): Draft {
  return {
    itemAt: new Int32Array(problem.slots.length).fill(-1),
    slotOf: new Int32Array(problem.cards.length).fill(-1),
    counts: new Int32Array(problem.groups.length),
    enemiesChosen: new Int32Array(problem.cards.length),
    violations: problem.groups.reduce((sum, group) => sum + group.min, 0),
  };
}

export function copyDraft(draft: Draft): Draft {
  return {
    itemAt: draft.itemAt.slice(),
    slotOf: draft.slotOf.slice(),
    counts: draft.counts.slice(),
    enemiesChosen: draft.enemiesChosen.slice(),
    violations: draft.violations,
  };
}

/** Change in violations when a group's count goes from `count` to `count + 1`. */
function costOfOneMore(group: Group, count: number): number {
  return (count >= group.max ? 1 : 0) - (count < group.min ? 1 : 0);
}

export function place(problem: Problem, draft: Draft, slot: number, item: number): void {
  for (const g of problem.groupsOf[item] as readonly number[]) {
    const count = draft.counts[g] as number;
    draft.violations += costOfOneMore(problem.groups[g] as Group, count);
    draft.counts[g] = count + 1;
  }
  draft.violations += draft.enemiesChosen[item] as number;
  for (const enemy of problem.enemiesOf[item] as readonly number[]) (draft.enemiesChosen[enemy] as number) += 1;
  draft.itemAt[slot] = item;
  draft.slotOf[item] = slot;
}

export function clear(problem: Problem, draft: Draft, slot: number): void {
  const item = draft.itemAt[slot] as number;
  for (const g of problem.groupsOf[item] as readonly number[]) {
    const count = (draft.counts[g] as number) - 1;
    draft.counts[g] = count;
    draft.violations -= costOfOneMore(problem.groups[g] as Group, count);
  }
  for (const enemy of problem.enemiesOf[item] as readonly number[]) (draft.enemiesChosen[enemy] as number) -= 1;
  draft.violations -= draft.enemiesChosen[item] as number;
  draft.itemAt[slot] = -1;
  draft.slotOf[item] = -1;
}

export function swap(problem: Problem, draft: Draft, slot: number, item: number): void {
  clear(problem, draft, slot);
  place(problem, draft, slot, item);
}

/** Change in violations if `item` took the slot over; the draft is not touched. */
export function swapDelta(problem: Problem, draft: Draft, slot: number, item: number): number {
  const out = draft.itemAt[slot] as number;
  const groupsOut = problem.groupsOf[out] as readonly number[];
  const groupsIn = problem.groupsOf[item] as readonly number[];
  let delta = (draft.enemiesChosen[item] as number) - (draft.enemiesChosen[out] as number);
  const enemies = problem.enemiesOf[item] as readonly number[];
  if (enemies.length > 0 && enemies.includes(out)) delta -= 1;
  for (let k = 0; k < 3; k += 1) {
    const from = groupsOut[k] as number;
    const to = groupsIn[k] as number;
    if (from === to) continue;
    delta -= costOfOneMore(problem.groups[from] as Group, (draft.counts[from] as number) - 1);
    delta += costOfOneMore(problem.groups[to] as Group, draft.counts[to] as number);
  }
  return delta;
}
