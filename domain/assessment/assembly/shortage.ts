import type { Blueprint } from '../blueprint.ts';
import { ITEM_TYPE_LABEL, type ItemCard, type ItemType } from '../item.ts';
import type { Draft } from './draft.ts';
import { type Group, grouped, type Problem } from './problem.ts';

/** How many of these items one paper can hold when each lesson gives at most `maxPerLesson`. */
function capacity(cards: readonly ItemCard[], maxPerLesson: number): number {
  const lessons = grouped(cards, (card) => card.lessonId);
  return [...lessons.values()].reduce((sum, list) => sum + Math.min(list.length, maxPerLesson), 0);
}

function lacking(what: string, need: number, cards: readonly ItemCard[], maxPerLesson: number): string[] {
  if (cards.length < need) return [`${what}需要 ${need} 道，只有 ${cards.length} 道`];
  const usable = capacity(cards, maxPerLesson);
  if (usable < need) return [`${what}需要 ${need} 道，每课最多 ${maxPerLesson} 道时只能选出 ${usable} 道`];
  return [];
}

function groupLabel(group: Group): string {
  if (group.kind === 'module') return `模块 ${group.name} 的题`;
  return group.kind === 'difficulty' ? `难度 ${group.name} 的题` : `课程 ${group.name} 的题`;
}

function memberOf(group: Group): (card: ItemCard) => boolean {
  if (group.kind === 'module') return (card) => card.module === group.name;
  return group.kind === 'difficulty'
    ? (card) => String(card.difficulty) === group.name
    : (card) => card.lessonId === group.name;
}

/** Quotas that contradict the size of the paper whatever the pool holds. */
function contradictions(problem: Problem): string[] {
  const total = problem.slots.length;
  const out: string[] = [];
  for (const [kind, label] of [
    ['module', '各模块'],
    ['difficulty', '各难度'],
  ] as const) {
    const groups = problem.groups.filter((group) => group.kind === kind);
    const least = groups.reduce((sum, group) => sum + group.min, 0);
    const most = groups.reduce((sum, group) => sum + Math.min(total, group.max), 0);
    if (least > total) out.push(`${label}下限合计 ${least} 道，超过全卷 ${total} 道`);
    if (groups.length > 0 && most < total) out.push(`${label}上限合计 ${most} 道，不足全卷 ${total} 道`);
    for (const g of groups) {
      if (g.min > g.max) out.push(`${groupLabel(g)}下限 ${g.min} 道大于上限 ${g.max} 道`);
    }
  }
  return out;
}

/** What is missing for certain, by counting alone; empty when counting finds nothing. */
export function countedShortages(blueprint: Blueprint, problem: Problem): string[] {
  const { maxPerLesson } = blueprint;
  const out: string[] = [];
  const types = new Map<ItemType, number>();
  for (const section of blueprint.sections) types.set(section.type, (types.get(section.type) ?? 0) + section.count);
  for (const [type, need] of types) {
    out.push(
      ...lacking(
        ITEM_TYPE_LABEL[type],
        need,
        problem.cards.filter((card) => card.type === type),
        maxPerLesson,
      ),
    );
  }
  for (const group of problem.groups) {
    if (group.min > 0)
      out.push(...lacking(groupLabel(group), group.min, problem.cards.filter(memberOf(group)), maxPerLesson));
  }
  if (out.length === 0) out.push(...lacking('全卷', problem.slots.length, problem.cards, maxPerLesson));
  out.push(...contradictions(problem));
  return out;
}

/** What the nearest paper found still lacks, when every count alone would do but not all of them together. */
export function jointShortages(problem: Problem, draft: Draft): string[] {
  const out: string[] = [];
  problem.groups.forEach((group, g) => {
    const count = draft.counts[g] as number;
    if (count < group.min)
      out.push(`各项配额同时满足时，${groupLabel(group)}需要 ${group.min} 道，只能选出 ${count} 道`);
    if (count > group.max) out.push(`各项配额同时满足时，${groupLabel(group)}最多 ${group.max} 道，却需要 ${count} 道`);
  });
  const meetings = problem.cards.filter((_, i) => draft.slotOf[i] !== -1 && (draft.enemiesChosen[i] as number) > 0);
  if (meetings.length > 0) out.push(`互斥题过多，${meetings.map((card) => card.itemId).join('、')} 无法避免同卷`);
  return out;
}
