import { assemblePaper } from '../../../domain/assessment/assemble.ts';
import { poolOf } from '../../../domain/assessment/assembly/problem.ts';
import type { Blueprint } from '../../../domain/assessment/blueprint.ts';
import type { ItemCard } from '../../../domain/assessment/item.ts';
import { bodyOf } from '../../../domain/assessment/item-source.ts';
import { optionIdsOf } from '../../../domain/assessment/option-order.ts';
import type { Lesson } from '../../../domain/learning/lesson-ast.ts';
import type { PlanPolicy } from '../../../domain/policy/plan-policy.ts';
import type { ParsedItem } from '../read-items.ts';
import { error, type Finding } from './finding.ts';

const SEEDS = 5;
/** Questions behind each place of a quota: with fewer, a second attempt or a neighbour meets the same ones. */
const SPARE = 6;

/** The exam pool as assembly sees it before anybody has sat a paper. */
export function examCards(items: readonly ParsedItem[], lessons: ReadonlyMap<string, Lesson>): ItemCard[] {
  return items.flatMap((item) => {
    const lesson = lessons.get(item.lessonId);
    const { id, version, pool, type, difficulty, enemies } = item.source;
    if (!lesson || pool !== 'exam') return [];
    const { module } = lesson;
    const shared = {
      exposure: 0,
      seenByPerson: 0,
      enemies: enemies ?? [],
      optionIds: optionIdsOf(bodyOf(item.source)),
    };
    return { itemId: id, version, type, lessonId: item.lessonId, module, difficulty, ...shared };
  });
}

type Quota = { readonly label: string; readonly places: number; readonly pool: number };

/** Every quota with the most places it can take and the questions it can take them from. */
function quotasOf(blueprint: Blueprint, pool: readonly ItemCard[]): Quota[] {
  const count = (test: (card: ItemCard) => boolean) => pool.filter(test).length;
  const sections = blueprint.sections.map(({ title, type, count: places }) => ({
    label: title,
    places,
    pool: count((card) => card.type === type),
  }));
  const modules = Object.entries(blueprint.modules).map(([module, { max }]) => ({
    label: `模块 ${module}`,
    places: max,
    pool: count((card) => card.module === module),
  }));
  const levels = Object.entries(blueprint.difficulties).map(([level, { max }]) => ({
    label: `难度 ${level}`,
    places: max,
    pool: count((card) => String(card.difficulty) === level),
  }));
  return [...sections, ...modules, ...levels];
}

/** Lessons and modules a blueprint names must be there, and no module of its lessons may be left without a quota. */
function namesOf(blueprint: Blueprint, lessons: ReadonlyMap<string, Lesson>): string[] {
  const listed = blueprint.lessons ?? [];
  const unknown = listed.filter((id) => !lessons.has(id));
  const present = new Set(listed.flatMap((id) => lessons.get(id)?.module ?? []));
  const quotas = new Set(Object.keys(blueprint.modules));
  const without = [...present].filter((module) => !quotas.has(module));
  const idle = blueprint.lessons ? [...quotas].filter((module) => !present.has(module)) : [];
  return [
    ...(unknown.length > 0 ? [`没有课程 ${unknown.join('、')}`] : []),
    ...(without.length > 0 ? [`模块 ${without.join('、')} 有课程却没有写题数范围`] : []),
    ...(idle.length > 0 ? [`模块 ${idle.join('、')} 写了题数范围却没有课程`] : []),
  ];
}

/** An exam asks about what its plan requires to be learnt, and about nothing else. */
export function examLessons(policy: PlanPolicy, blueprints: ReadonlyMap<string, Blueprint>): Finding[] {
  const blueprint = policy.blueprintId === null ? undefined : blueprints.get(policy.blueprintId);
  if (!blueprint) return [];
  const file = `content/blueprints/${blueprint.id}.yaml`;
  const listed = blueprint.lessons ?? [];
  const strange = listed.filter((id) => !policy.requiredLessons.includes(id));
  const left = policy.requiredLessons.filter((id) => !listed.includes(id));
  return [
    ...(strange.length > 0 ? [error(file, 1, `课程 ${strange.join('、')} 不是 ${policy.planKind} 的必修课`)] : []),
    ...(left.length > 0 ? [error(file, 1, `lessons 缺少 ${policy.planKind} 的必修课 ${left.join('、')}`)] : []),
  ];
}

/** A blueprint must be met by the bank with room to spare: papers are really drawn from it. */
export function blueprintRules(
  blueprint: Blueprint,
  cards: readonly ItemCard[],
  lessons: ReadonlyMap<string, Lesson>,
): Finding[] {
  const file = `content/blueprints/${blueprint.id}.yaml`;
  const wrong = namesOf(blueprint, lessons).map((message) => error(file, 1, message));
  const scarce = quotasOf(blueprint, poolOf(blueprint, cards)).flatMap(({ label, places, pool }) =>
    pool >= places * SPARE
      ? []
      : error(file, 1, `${label}最多 ${places} 题，题库只有 ${pool} 道，不足 ${SPARE} 倍（${places * SPARE} 道）`),
  );
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const paper = assemblePaper(blueprint, cards, `check-${seed}`);
    if (paper.ok) continue;
    const shortage = error(file, 1, `题库不足以组卷：${paper.error.meta?.shortage ?? paper.error.code}`);
    return [...wrong, ...scarce, shortage];
  }
  return [...wrong, ...scarce];
}
