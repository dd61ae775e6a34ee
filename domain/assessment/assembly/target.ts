import type { ItemCard } from '../item.ts';
import { EXPECTED_SUCCESS, type Group, grouped, type Problem, type Slot } from './problem.ts';

const ROUNDS = 25;

function scale(weights: Float64Array, members: readonly number[], factor: number): void {
  for (const i of members) weights[i] = Math.min(1, (weights[i] as number) * factor);
}

function sumOf(weights: Float64Array, members: readonly number[]): number {
  return members.reduce((sum, i) => sum + (weights[i] as number), 0);
}

/**
 * The expected score every paper of a blueprint aims at: the pool's own mix of difficulties, bent just enough to meet
 * the quotas (iterative proportional fitting of each item's chance to be drawn). The same for every person and seed.
 */
export function targetScore(problem: Problem): number {
  const weights = new Float64Array(problem.cards.length).fill(1);
  const members = problem.groups.map((): number[] => []);
  problem.groupsOf.forEach((groups, i) => {
    for (const g of groups) members[g]?.push(i);
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    members.forEach((items, g) => {
      const { min, max } = problem.groups[g] as Group;
      const sum = sumOf(weights, items);
      const wanted = Math.min(max, Math.max(min, sum));
      if (sum > 0 && wanted !== sum) scale(weights, items, wanted / sum);
    });
    for (const [type, items] of problem.itemsByType) {
      const sum = sumOf(weights, items);
      if (sum > 0) scale(weights, items, (problem.slotsByType.get(type)?.length ?? 0) / sum);
    }
  }
  let target = 0;
  for (const [type, slots] of grouped(problem.slots, (slot: Slot) => slot.type)) {
    const items = problem.itemsByType.get(type) ?? [];
    const points = slots.reduce((sum, slot) => sum + slot.points, 0);
    const success = items.reduce((sum, i) => {
      const card = problem.cards[i] as ItemCard;
      return sum + (weights[i] as number) * EXPECTED_SUCCESS[card.difficulty];
    }, 0);
    const total = sumOf(weights, items);
    if (total > 0) target += (points * success) / total;
  }
  return target;
}
