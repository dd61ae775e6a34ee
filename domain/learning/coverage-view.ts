import { topicShares } from '../hours/ledger.ts';
import { TOPICS } from './lesson-ast.ts';

export type Topic = (typeof TOPICS)[number];

export type PoolCounts = { readonly exam: number; readonly practice: number; readonly check: number };

/** A unit of the source documents with what teaches it and asks about it. */
export type UnitRow = {
  readonly id: string;
  readonly title: string;
  readonly audience: string;
  readonly lessons: readonly { readonly id: string; readonly label: string }[];
  readonly items: PoolCounts;
  /** Why it is not taught; null for a unit that is. */
  readonly dropped: string | null;
};

/** A plan with the minutes its required lessons give to each statutory topic. */
export type PlanTopicRow = {
  readonly planKind: string;
  readonly title: string;
  readonly version: number;
  readonly lessons: number;
  /** Of the required lessons together. */
  readonly minutes: number;
  /** What the plan asks for. */
  readonly requiredMinutes: number;
  readonly topics: Readonly<Record<Topic, number>>;
};

/** One line of a table of the bank: a lesson, a type or a level, by pool. */
export type BankRow = PoolCounts & { readonly key: string; readonly label: string };

export type CoverageView = {
  readonly units: readonly UnitRow[];
  readonly taught: number;
  readonly plans: readonly PlanTopicRow[];
  readonly byLesson: readonly BankRow[];
  readonly byType: readonly BankRow[];
  readonly byDifficulty: readonly BankRow[];
  readonly total: PoolCounts;
};

type Lesson = { readonly minutes: number; readonly topics: readonly Topic[] };

/**
 * Minutes of lessons by statutory topic (实施条例 2024 第 9 条), divided as the ledger divides them, so that a row adds up
 * to the minutes of its lessons. A lesson that is not taught any more counts nothing.
 */
export function topicMinutes(
  ids: readonly string[],
  lessons: ReadonlyMap<string, Lesson>,
): Readonly<Record<Topic, number>> {
  const shares = ids.flatMap((id) => {
    const lesson = lessons.get(id);
    return lesson ? [...topicShares(lesson.topics, lesson.minutes)] : [];
  });
  const sum = (topic: Topic) =>
    shares.filter(([own]) => own === topic).reduce((total, [, minutes]) => total + minutes, 0);
  return Object.fromEntries(TOPICS.map((topic) => [topic, sum(topic)])) as Record<Topic, number>;
}

/** How many of some questions stand in each pool. */
export function poolCounts(pools: readonly (keyof PoolCounts)[]): PoolCounts {
  const count = (pool: keyof PoolCounts) => pools.filter((own) => own === pool).length;
  return { exam: count('exam'), practice: count('practice'), check: count('check') };
}
