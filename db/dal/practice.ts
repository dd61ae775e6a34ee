import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { ItemBody, ItemKey } from '../../domain/assessment/item.ts';
import type { PracticeCard } from '../../domain/learning/practice.ts';
import type { Db, Tx } from '../client.ts';
import { itemKeys, itemVersions } from '../schema/assessment.ts';
import { practiceCards } from '../schema/learning.ts';
import type { Learner } from './learning.ts';

const taughtNow = (pool: 'practice' | 'check') => and(eq(itemVersions.pool, pool), eq(itemVersions.isCurrent, true));

/** One question of the practice pool with what the principal did with it. */
export type StockRow = {
  itemId: string;
  lessonId: string;
  answered: number;
  correct: number;
  lastCorrect: boolean;
  isDue: boolean;
  dueAt: Date | null;
};

/** The published practice pool beside the principal's own cards, the most overdue first. Exam questions are never in it. */
export function listPracticeStock(db: Db | Tx, principal: Principal): Promise<StockRow[]> {
  return db
    .select({
      itemId: itemVersions.itemId,
      lessonId: itemVersions.lessonId,
      answered: sql<number>`coalesce(${practiceCards.answered}, 0)`,
      correct: sql<number>`coalesce(${practiceCards.correct}, 0)`,
      lastCorrect: sql<boolean>`coalesce(${practiceCards.lastCorrect}, false)`,
      isDue: sql<boolean>`coalesce(${practiceCards.dueAt} <= app_now(), false)`,
      dueAt: practiceCards.dueAt,
    })
    .from(itemVersions)
    .leftJoin(
      practiceCards,
      and(eq(practiceCards.itemId, itemVersions.itemId), sql`${practiceCards.personId} = ${principal.personId}::uuid`),
    )
    .where(and(taughtNow('practice'), eq(itemVersions.status, 'published')))
    .orderBy(sql`${practiceCards.dueAt} asc nulls last`, itemVersions.itemId);
}

/** What may be shown of questions, by id; none of another pool, no key. */
export function listItemBodies(
  db: Db | Tx,
  pool: 'practice' | 'check',
  itemIds: readonly string[],
): Promise<{ itemId: string; lessonId: string; body: ItemBody }[]> {
  if (itemIds.length === 0) return Promise.resolve([]);
  return db
    .select({ itemId: itemVersions.itemId, lessonId: itemVersions.lessonId, body: itemVersions.body })
    .from(itemVersions)
    .where(and(taughtNow(pool), inArray(itemVersions.itemId, [...itemIds])));
}

export type KeyedItem = {
  itemId: string;
  version: number;
  lessonId: string;
  laws: string[];
  body: ItemBody;
  key: ItemKey;
};

/**
 * A question with its key, for grading on the server; null when the pool does not have it. A practice question must be
 * published; a check question stands as long as its lesson lists it.
 */
export async function unsafeFindKeyedItem(
  db: Db | Tx,
  pool: 'practice' | 'check',
  itemId: string,
): Promise<KeyedItem | null> {
  const isOpen = pool === 'practice' ? eq(itemVersions.status, 'published') : undefined;
  const [row] = await db
    .select({
      itemId: itemVersions.itemId,
      version: itemVersions.version,
      lessonId: itemVersions.lessonId,
      laws: itemVersions.laws,
      body: itemVersions.body,
      key: itemKeys.key,
    })
    .from(itemVersions)
    .innerJoin(itemKeys, and(eq(itemKeys.itemId, itemVersions.itemId), eq(itemKeys.version, itemVersions.version)))
    .where(and(taughtNow(pool), isOpen, eq(itemVersions.itemId, itemId)));
  return row ?? null;
}

/** The principal's card of a question, held for change; null before the first answer. */
export async function lockPracticeCard(
  tx: Tx,
  principal: Principal,
  itemId: string,
): Promise<{ card: unknown } | null> {
  const [row] = await tx
    .select({ card: practiceCards.card })
    .from(practiceCards)
    .where(and(sql`${practiceCards.personId} = ${principal.personId}::uuid`, eq(practiceCards.itemId, itemId)))
    .for('update');
  return row ?? null;
}

/** Writes the card after an answer and counts the answer. */
export async function savePracticeCard(
  tx: Tx,
  principal: Learner,
  values: { itemId: string; lessonId: string; correct: boolean; card: PracticeCard; dueAt: Date },
): Promise<void> {
  const { itemId, lessonId, correct, card, dueAt } = values;
  const right = correct ? 1 : 0;
  await tx
    .insert(practiceCards)
    .values({
      personId: principal.personId,
      itemId,
      lessonId,
      answered: 1,
      correct: right,
      lastCorrect: correct,
      card,
      dueAt,
    })
    .onConflictDoUpdate({
      target: [practiceCards.personId, practiceCards.itemId],
      set: {
        answered: sql`${practiceCards.answered} + 1`,
        correct: sql`${practiceCards.correct} + ${right}`,
        lastCorrect: correct,
        card,
        dueAt,
        updatedAt: sql`app_now()`,
      },
    });
}
