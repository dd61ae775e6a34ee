import { and, count, eq, sql } from 'drizzle-orm';
import type { ItemBody, ItemKey } from '../../domain/assessment/item.ts';
import type { Db, Tx } from '../client.ts';
import { attemptItems, attempts, itemKeys, itemVersions } from '../schema/assessment.ts';

/** An item with its key. Server-side only: whatever leaves for a candidate is built from `body` alone. */
export type BankItem = {
  readonly itemId: string;
  readonly version: number;
  readonly pool: 'exam' | 'practice' | 'check';
  readonly lessonId: string;
  readonly module: string;
  readonly difficulty: number;
  readonly laws: readonly string[];
  /** Ids of items that must not stand in one paper with it. */
  readonly enemies: readonly string[];
  readonly body: ItemBody;
  readonly key: ItemKey;
  readonly contentHash: string;
  readonly isPublished: boolean;
};

/** Every version of every item; a few thousand rows at most, read once a process and again when a version is new. */
export async function unsafeReadBank(db: Db | Tx): Promise<BankItem[]> {
  const rows = await db
    .select({
      itemId: itemVersions.itemId,
      version: itemVersions.version,
      pool: itemVersions.pool,
      lessonId: itemVersions.lessonId,
      module: itemVersions.module,
      difficulty: itemVersions.difficulty,
      laws: itemVersions.laws,
      enemies: itemVersions.enemies,
      body: itemVersions.body,
      key: itemKeys.key,
      contentHash: itemVersions.contentHash,
      isPublished: sql<boolean>`${itemVersions.isCurrent} and ${itemVersions.status} = 'published'`,
    })
    .from(itemVersions)
    .innerJoin(itemKeys, and(eq(itemKeys.itemId, itemVersions.itemId), eq(itemKeys.version, itemVersions.version)));
  return rows;
}

/** How often each item stood in a paper, whoever sat it. */
export async function unsafeExposure(db: Db | Tx): Promise<Map<string, number>> {
  const rows = await db
    .select({ itemId: attemptItems.itemId, times: count() })
    .from(attemptItems)
    .groupBy(attemptItems.itemId);
  return new Map(rows.map((row) => [row.itemId, row.times]));
}

/** How often one person has already had each item. */
export async function unsafeSeenBy(db: Db | Tx, personId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ itemId: attemptItems.itemId, times: count() })
    .from(attemptItems)
    .innerJoin(attempts, eq(attempts.id, attemptItems.attemptId))
    .where(eq(attempts.personId, personId))
    .groupBy(attemptItems.itemId);
  return new Map(rows.map((row) => [row.itemId, row.times]));
}
