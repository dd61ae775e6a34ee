import { randomUUID } from 'node:crypto';
import { db } from '#db/client.ts';
import { listItemBodies, listPracticeStock, type StockRow } from '#db/dal/practice.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ItemBody } from '#domain/assessment/item.ts';
import { inOrder, optionIdsOf } from '#domain/assessment/option-order.ts';
import { pickPractice } from '#domain/learning/practice.ts';
import {
  type PracticeDraw,
  type PracticeTopic,
  type PracticeView,
  weakTopics,
} from '#domain/learning/practice-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { type Rng, rngFrom, shuffled } from '#domain/shared/rng.ts';
import { content } from '../../content/read-content.ts';

const isWrong = (row: StockRow) => row.answered > 0 && !row.lastCorrect;
const count = (rows: readonly StockRow[], test: (row: StockRow) => boolean) => rows.filter(test).length;
const sum = (rows: readonly StockRow[], of: (row: StockRow) => number) =>
  rows.reduce((total, row) => total + of(row), 0);

function topicOf(lessonId: string, rows: readonly StockRow[]): PracticeTopic | null {
  const lesson = content().lessons.get(lessonId);
  if (!lesson || rows.length === 0) return null;
  return {
    lessonId,
    number: lesson.number,
    title: lesson.title,
    items: rows.length,
    seen: count(rows, (row) => row.answered > 0),
    answered: sum(rows, (row) => row.answered),
    correct: sum(rows, (row) => row.correct),
    due: count(rows, (row) => row.isDue),
    wrong: count(rows, isWrong),
  };
}

/** The practice pool by topic with the principal's own results: accuracy, what is due, the 错题本, weak topics. */
export async function readPractice(principal: Principal): Promise<PracticeView> {
  const stock = await listPracticeStock(db, principal);
  const modules = content()
    .curriculum.modules.map((module) => ({
      id: module.id,
      title: module.title,
      topics: module.lessons.flatMap(
        (id) =>
          topicOf(
            id,
            stock.filter((row) => row.lessonId === id),
          ) ?? [],
      ),
    }))
    .filter((module) => module.topics.length > 0);
  return {
    modules,
    answered: sum(stock, (row) => row.answered),
    correct: sum(stock, (row) => row.correct),
    due: count(stock, (row) => row.isDue),
    wrong: count(stock, isWrong),
    weak: weakTopics(modules.flatMap((module) => module.topics)),
  };
}

/** The question with each list of options in a new order. */
export function shuffledBody(body: ItemBody, rng: Rng): ItemBody {
  const lists = Object.entries(optionIdsOf(body)).map(([list, ids]) => [list, shuffled(rng, ids)] as const);
  return inOrder(body, Object.fromEntries(lists));
}

export type DrawRequest = {
  readonly lessonId?: string | undefined;
  /** All topics of a module: `M6`. */
  readonly moduleId?: string | undefined;
  /** `due`: what spaced repetition brings back; `wrong`: the 错题本. */
  readonly set?: 'due' | 'wrong' | undefined;
  readonly count: number;
};

/**
 * Draws up to ten questions of the practice pool, options in a new order each time, without keys: what is due first, then
 * unseen ones, then the rest. An empty draw means there is nothing of that kind. Errors: NOT_FOUND (unknown topic or
 * module).
 */
export async function drawPractice(principal: Principal, request: DrawRequest): Promise<Result<PracticeDraw>> {
  const { lessonId, moduleId, set } = request;
  const { lessons, curriculum } = content();
  if (lessonId !== undefined && !lessons.has(lessonId)) return fail('NOT_FOUND');
  if (moduleId !== undefined && !curriculum.modules.some((module) => module.id === moduleId)) return fail('NOT_FOUND');
  const stock = (await listPracticeStock(db, principal)).filter(
    (row) =>
      (lessonId === undefined || row.lessonId === lessonId) &&
      (moduleId === undefined || lessons.get(row.lessonId)?.module === moduleId) &&
      (set !== 'due' || row.isDue) &&
      (set !== 'wrong' || isWrong(row)),
  );
  const ids = (test: (row: StockRow) => boolean) => stock.filter(test).map((row) => row.itemId);
  const rng = rngFrom(randomUUID());
  const picked = pickPractice(
    {
      due: ids((row) => row.isDue),
      unseen: ids((row) => row.answered === 0),
      rest: ids((row) => row.answered > 0 && !row.isDue),
    },
    rng,
    request.count,
  );
  const bodies = new Map((await listItemBodies(db, 'practice', picked)).map((row) => [row.itemId, row]));
  return ok({
    items: picked.flatMap((itemId) => {
      const row = bodies.get(itemId);
      return row ? [{ itemId, lessonId: row.lessonId, item: shuffledBody(row.body, rng) }] : [];
    }),
  });
}
