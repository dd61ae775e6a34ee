import { readDb } from '#db/client.ts';
import { type BankCell, countBank } from '#db/dal/office.ts';
import type { Principal } from '#domain/access/principal.ts';
import { DIFFICULTIES, ITEM_TYPE_LABEL, ITEM_TYPES } from '#domain/assessment/item.ts';
import {
  type BankRow,
  type CoverageView,
  type PlanTopicRow,
  poolCounts,
  topicMinutes,
  type UnitRow,
} from '#domain/learning/coverage-view.ts';
import { PLAN_KINDS } from '#domain/policy/plan-policy.ts';
import { content } from '../../content/read-content.ts';
import { planInForce, readRules } from '../policies/rules-in-force.ts';

const DIFFICULTY_LABEL = { 1: '1 易', 2: '2 中', 3: '3 难' } as const;

function unitRows(): UnitRow[] {
  const lessons = [...content().lessons.values()];
  const items = [...content().items.values()];
  return content().sources.map(({ id, title, audience, dropped }) => ({
    id,
    title,
    audience: audience.join('、'),
    lessons: lessons
      .filter((lesson) => lesson.units.includes(id))
      .map((lesson) => ({ id: lesson.id, label: `${lesson.number} ${lesson.title}` })),
    items: poolCounts(items.filter((item) => item.source.units.includes(id)).map((item) => item.source.pool)),
    dropped: dropped ?? null,
  }));
}

/** The rules in force, the organisation's own included; a kind without one has no row. */
async function planRows(principal: Principal): Promise<PlanTopicRow[]> {
  const rules = await readRules(readDb, principal);
  const { lessons } = content();
  return PLAN_KINDS.flatMap((planKind) => {
    const spec = planInForce(rules, planKind)?.spec;
    if (!spec) return [];
    const { title, version, requiredLessons, requiredMinutes } = spec;
    const minutes = requiredLessons.reduce((sum, id) => sum + (lessons.get(id)?.minutes ?? 0), 0);
    const topics = topicMinutes(requiredLessons, lessons);
    return { planKind, title, version, lessons: requiredLessons.length, minutes, requiredMinutes, topics };
  });
}

function bankRow(cells: readonly BankCell[], key: string, label: string): BankRow {
  const sum = (pool: BankCell['pool']) =>
    cells
      .filter((cell) => cell.pool === pool && cell.status === 'published')
      .reduce((total, cell) => total + cell.items, 0);
  return { key, label, exam: sum('exam'), practice: sum('practice'), check: sum('check') };
}

/**
 * What the documents could teach against what is taught and asked, the statutory topics against the plans in force, and
 * the published bank by lesson, type, level and pool. For anybody but the 保密办 bank and plans are empty.
 */
export async function readCoverage(principal: Principal): Promise<CoverageView> {
  const [bank, plans] = await Promise.all([countBank(readDb, principal), planRows(principal)]);
  const units = unitRows();
  return {
    units,
    taught: units.filter((unit) => unit.dropped === null).length,
    plans,
    byLesson: [...content().lessons.values()].map(({ id, number, title }) =>
      bankRow(
        bank.filter((cell) => cell.lessonId === id),
        id,
        `${number} ${title}`,
      ),
    ),
    byType: ITEM_TYPES.map((type) =>
      bankRow(
        bank.filter((cell) => cell.type === type),
        type,
        ITEM_TYPE_LABEL[type],
      ),
    ),
    byDifficulty: DIFFICULTIES.map((level) =>
      bankRow(
        bank.filter((cell) => cell.difficulty === level),
        String(level),
        DIFFICULTY_LABEL[level],
      ),
    ),
    total: bankRow(bank, 'total', '合计'),
  };
}
