import { readDb } from '#db/client.ts';
import { type BankCell, countBank, listBlueprints } from '#db/dal/office.ts';
import type { Principal } from '#domain/access/principal.ts';
import { poolOf } from '#domain/assessment/assembly/problem.ts';
import type { Blueprint } from '#domain/assessment/blueprint.ts';
import { DIFFICULTIES, difficultyText, ITEM_TYPE_LABEL, type ItemType } from '#domain/assessment/item.ts';
import { TOPICS } from '#domain/learning/lesson-ast.ts';
import { content } from '../../content/read-content.ts';

export type LessonRow = {
  readonly lessonId: string;
  readonly number: string;
  readonly title: string;
  readonly minutes: number;
  readonly topics: readonly string[];
  readonly exam: number;
  readonly practice: number;
  readonly check: number;
  readonly quarantined: number;
};

/** One demand of a blueprint with the published exam questions it can be met from. */
export type QuotaRow = {
  readonly key: string;
  readonly label: string;
  readonly demand: string;
  readonly pool: number;
  /** Questions in the pool for each place in the paper. */
  readonly perPlace: number;
};

export type BlueprintView = {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly facts: string;
  readonly basis: string;
  readonly quotas: readonly QuotaRow[];
};

export type OfficeOverview = {
  readonly lessons: readonly LessonRow[];
  readonly topics: readonly { readonly topic: string; readonly lessons: number; readonly items: number }[];
  readonly byType: readonly {
    readonly label: string;
    readonly exam: number;
    readonly practice: number;
    readonly check: number;
  }[];
  readonly byDifficulty: readonly {
    readonly label: string;
    readonly exam: number;
    readonly practice: number;
    readonly check: number;
  }[];
  readonly blueprints: readonly BlueprintView[];
};

const sum = (cells: readonly BankCell[], test: (cell: BankCell) => boolean) =>
  cells.filter(test).reduce((total, cell) => total + cell.items, 0);
const published = (pool: string) => (cell: BankCell) => cell.pool === pool && cell.status === 'published';

function poolCounts(cells: readonly BankCell[]) {
  return {
    exam: sum(cells, published('exam')),
    practice: sum(cells, published('practice')),
    check: sum(cells, published('check')),
  };
}

function lessonRows(bank: readonly BankCell[]): LessonRow[] {
  return [...content().lessons.values()].map((lesson) => {
    const own = bank.filter((cell) => cell.lessonId === lesson.id);
    return {
      lessonId: lesson.id,
      number: lesson.number,
      title: lesson.title,
      minutes: lesson.minutes,
      topics: lesson.topics,
      ...poolCounts(own),
      quarantined: sum(own, (cell) => cell.status === 'quarantined'),
    };
  });
}

function quota(key: string, label: string, demand: string, places: number, pool: number): QuotaRow {
  return { key, label, demand, pool, perPlace: places > 0 ? pool / places : 0 };
}

const range = ({ min, max }: { min: number; max: number }) => (min === max ? `${min} 题` : `${min}–${max} 题`);

function blueprintView(spec: Blueprint, bank: readonly BankCell[]): BlueprintView {
  const pool = poolOf(spec, bank.filter(published('exam')));
  const titles = new Map(content().curriculum.modules.map((module) => [module.id, module.title]));
  const count = spec.sections.reduce((total, section) => total + section.count, 0);
  const sections = spec.sections.map((section) =>
    quota(
      `section:${section.id}`,
      `题型 · ${section.title}`,
      `${section.count} 题，每题 ${section.pointsEach} 分`,
      section.count,
      sum(pool, (cell) => cell.type === section.type),
    ),
  );
  const modules = Object.entries(spec.modules).map(([module, demand]) =>
    quota(
      `module:${module}`,
      `模块 · ${titles.get(module) ?? module}`,
      range(demand),
      demand.max,
      sum(pool, (cell) => cell.module === module),
    ),
  );
  const difficulties = Object.entries(spec.difficulties).map(([level, demand]) =>
    quota(
      `difficulty:${level}`,
      `难度 · ${difficultyText(Number(level))}`,
      range(demand),
      demand.max,
      sum(pool, (cell) => cell.difficulty === Number(level)),
    ),
  );
  return {
    id: spec.id,
    title: spec.title,
    version: spec.version,
    facts: `${count} 题 100 分，${Math.round(spec.durationSeconds / 60)} 分钟，${spec.passMark} 分及格，最多 ${spec.attemptsMax} 次，间隔 ${spec.coolDownMinutes} 分钟`,
    basis: spec.basis,
    quotas: [...sections, ...modules, ...difficulties],
  };
}

/** What is taught and asked, how it covers the statutory topics, and what each paper is drawn from. */
export async function readOfficeOverview(principal: Principal): Promise<OfficeOverview> {
  const [bank, blueprints] = await Promise.all([countBank(readDb, principal), listBlueprints(readDb, principal)]);
  const lessons = lessonRows(bank);
  return {
    lessons,
    topics: TOPICS.map((topic) => {
      const covering = lessons.filter((lesson) => lesson.topics.includes(topic));
      const items = covering.reduce((total, lesson) => total + lesson.exam + lesson.practice, 0);
      return { topic, lessons: covering.length, items };
    }),
    byType: Object.entries(ITEM_TYPE_LABEL).map(([type, label]) => ({
      label,
      ...poolCounts(bank.filter((cell) => cell.type === (type as ItemType))),
    })),
    byDifficulty: DIFFICULTIES.map((level) => ({
      label: difficultyText(level),
      ...poolCounts(bank.filter((cell) => cell.difficulty === level)),
    })),
    blueprints: blueprints.map((row) => blueprintView(row.spec, bank)),
  };
}
