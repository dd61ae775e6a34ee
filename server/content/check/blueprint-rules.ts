import { assemblePaper } from '../../../domain/assessment/assemble.ts';
import type { Blueprint } from '../../../domain/assessment/blueprint.ts';
import type { ItemCard } from '../../../domain/assessment/item.ts';
import type { Lesson } from '../../../domain/learning/lesson-ast.ts';
import type { ParsedItem } from '../read-items.ts';
import { error, type Finding, note } from './finding.ts';

const SEEDS = 5;
/** With fewer questions than this for each place, two candidates see nearly the same paper. */
const SPARE = 2;

function optionIds({ source }: ParsedItem): Record<string, string[]> {
  if (source.type === 'case') {
    const choices = source.parts.flatMap((part) =>
      'options' in part ? [[part.id, part.options.map((o) => o.id)]] : [],
    );
    return Object.fromEntries(choices) as Record<string, string[]>;
  }
  return 'options' in source ? { '': source.options.map((o) => o.id) } : {};
}

/** The exam pool as assembly sees it before anybody has sat a paper. */
export function examCards(items: readonly ParsedItem[], lessons: ReadonlyMap<string, Lesson>): ItemCard[] {
  return items.flatMap((item) => {
    const lesson = lessons.get(item.lessonId);
    const { id, version, pool, type, difficulty } = item.source;
    if (!lesson || pool !== 'exam') return [];
    const { module } = lesson;
    const shared = { exposure: 0, seenByPerson: 0, enemies: [], optionIds: optionIds(item) };
    return { itemId: id, version, type, lessonId: item.lessonId, module, difficulty, ...shared };
  });
}

/** A blueprint must be met by the bank: papers are really drawn from it. */
export function blueprintRules(blueprint: Blueprint, cards: readonly ItemCard[]): Finding[] {
  const file = `content/blueprints/${blueprint.id}.yaml`;
  const scarce = blueprint.sections.flatMap(({ type, title, count }) => {
    const pool = cards.filter((card) => card.type === type).length;
    if (pool >= count * SPARE) return [];
    return note(file, 1, `${title}考试题共 ${pool} 道，组卷用 ${count} 道，题库偏小`);
  });
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const paper = assemblePaper(blueprint, cards, `check-${seed}`);
    if (!paper.ok)
      return [...scarce, error(file, 1, `题库不足以组卷：${paper.error.meta?.shortage ?? paper.error.code}`)];
  }
  return scarce;
}
