import { createHash } from 'node:crypto';
import { db } from '#db/client.ts';
import { type BankItem, unsafeExposure, unsafeReadBank } from '#db/dal/items.ts';
import type { Difficulty, ItemCard } from '#domain/assessment/item.ts';
import { optionIdsOf } from '#domain/assessment/option-order.ts';
import { logger } from '../../logger.ts';

type Bank = {
  readonly items: ReadonlyMap<string, BankItem>;
  readonly pool: readonly Omit<ItemCard, 'exposure' | 'seenByPerson'>[];
  readonly bankHash: string;
  readonly exposure: Map<string, number>;
  readonly readAt: number;
};

/** Exposure only steers the draw, so a minute-old count does; published versions change with a restart or reload. */
const FRESH_MS = 60_000;

let bank: Bank | undefined;
let reading: Promise<Bank> | undefined;

const idOf = (itemId: string, version: number) => `${itemId}@${version}`;

async function read(): Promise<Bank> {
  const [rows, exposure] = await Promise.all([unsafeReadBank(db), unsafeExposure(db)]);
  const pool = rows
    .filter((row) => row.isPublished && row.pool === 'exam')
    .map((row) => ({
      itemId: row.itemId,
      version: row.version,
      type: row.body.type,
      lessonId: row.lessonId,
      module: row.module,
      difficulty: row.difficulty as Difficulty,
      enemies: row.enemies,
      optionIds: optionIdsOf(row.body),
    }))
    .sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
  const hash = createHash('sha256');
  for (const card of pool) hash.update(`${idOf(card.itemId, card.version)}\n`);
  return {
    items: new Map(rows.map((row) => [idOf(row.itemId, row.version), row])),
    pool,
    bankHash: hash.digest('hex').slice(0, 32),
    exposure,
    readAt: performance.now(),
  };
}

/** One reading at a time, whoever asks. */
function refresh(): Promise<Bank> {
  reading ??= read()
    .then((fresh) => {
      bank = fresh;
      return fresh;
    })
    .finally(() => {
      reading = undefined;
    });
  return reading;
}

/**
 * A stale bank is renewed behind the back of whoever asks: callers hold a connection of the pool that the reading needs,
 * and a rush of them that waited for it would wait for one another.
 */
async function current(): Promise<Bank> {
  if (!bank) return refresh();
  if (performance.now() - bank.readAt > FRESH_MS) {
    refresh().catch((error: unknown) => logger.warn({ err: error }, 'item bank not renewed'));
  }
  return bank;
}

/** Call it before a transaction that will ask for items, so that inside it nothing has to be read. */
export async function warmBank(): Promise<void> {
  await current();
}

/** The published exam pool as assembly sees it, with what this person has had before. */
export async function examPool(seen: ReadonlyMap<string, number>): Promise<{ cards: ItemCard[]; bankHash: string }> {
  const { pool, exposure, bankHash } = await current();
  const cards = pool.map((card) => ({
    ...card,
    exposure: exposure.get(card.itemId) ?? 0,
    seenByPerson: seen.get(card.itemId) ?? 0,
  }));
  return { cards, bankHash };
}

/** Counts a drawn paper at once, so that a rush of starts within the minute spreads over the pool as well. */
export async function noteExposure(itemIds: readonly string[]): Promise<void> {
  const { exposure } = await current();
  for (const id of itemIds) exposure.set(id, (exposure.get(id) ?? 0) + 1);
}

/** @throws Error when a version that stands in a paper is not in the bank: versions are never removed. */
export async function bankItem(itemId: string, version: number): Promise<BankItem> {
  const found = (await current()).items.get(idOf(itemId, version));
  if (found) return found;
  const again = (await refresh()).items.get(idOf(itemId, version));
  if (!again) throw new Error(`item ${idOf(itemId, version)} is not in the bank`);
  return again;
}

/** All published items of a pool. */
export async function publishedItems(pool: BankItem['pool']): Promise<BankItem[]> {
  return [...(await current()).items.values()].filter((item) => item.pool === pool && item.isPublished);
}

/** Forgets the cache; the next call reads the database again. */
export function forgetBank(): void {
  bank = undefined;
  reading = undefined;
}
