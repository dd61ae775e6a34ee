import { z } from 'zod';
import type { Principal } from '#domain/access/principal.ts';
import { ITEM_TYPES } from '#domain/assessment/item.ts';
import { content } from '../../content/read-content.ts';
import { type ItemTableRow, readItemTable } from './item-table.ts';

export const ITEMS_PAGE_SIZE = 50;
export const ITEM_SORTS = ['flags', 'exposure', 'candidates', 'facility', 'discrimination'] as const;

/** What the address of the list may say; what cannot be read is left out. */
export const ItemQuery = z.object({
  pool: z.enum(['exam', 'practice', 'check']).optional().catch(undefined),
  type: z.enum(ITEM_TYPES).optional().catch(undefined),
  difficulty: z.enum(['1', '2', '3']).optional().catch(undefined),
  lesson: z.string().max(60).optional().catch(undefined),
  flag: z.literal('any').optional().catch(undefined),
  sort: z.enum(ITEM_SORTS).optional().catch(undefined),
  dir: z.enum(['asc', 'desc']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
});
export type ItemQuery = z.infer<typeof ItemQuery>;

export type ItemList = {
  readonly rows: readonly ItemTableRow[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
  /** Graded papers behind the figures. */
  readonly papers: number;
  readonly lessons: readonly { readonly id: string; readonly label: string }[];
};

const VALUE: Readonly<Record<Exclude<(typeof ITEM_SORTS)[number], 'flags'>, (row: ItemTableRow) => number | null>> = {
  exposure: (row) => row.exposure,
  candidates: (row) => row.statistics.candidates,
  facility: (row) => row.statistics.facility,
  discrimination: (row) => row.statistics.discriminationIndex,
};

/** The table's own order puts what asks for a look first; undefined values stand last in either direction. */
function ordered(rows: readonly ItemTableRow[], { sort = 'flags', dir = 'asc' }: ItemQuery): readonly ItemTableRow[] {
  if (sort === 'flags') return dir === 'asc' ? rows : [...rows].reverse();
  const of = VALUE[sort];
  const sign = dir === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
    return sign * (x - y);
  });
}

function matches(row: ItemTableRow, query: ItemQuery): boolean {
  return (
    (!query.pool || row.pool === query.pool) &&
    (!query.type || row.type === query.type) &&
    (!query.difficulty || String(row.difficulty) === query.difficulty) &&
    (!query.lesson || row.lessonId === query.lesson) &&
    (!query.flag || row.flags.length > 0 || row.status === 'quarantined')
  );
}

/** One page of the question analysis of a year. No keys. */
export async function readItemList(principal: Principal, year: number, query: ItemQuery): Promise<ItemList> {
  const table = await readItemTable(principal, year);
  const chosen = ordered(
    table.rows.filter((row) => matches(row, query)),
    query,
  );
  const pageCount = Math.max(1, Math.ceil(chosen.length / ITEMS_PAGE_SIZE));
  const page = Math.min(query.page ?? 1, pageCount);
  return {
    rows: chosen.slice((page - 1) * ITEMS_PAGE_SIZE, page * ITEMS_PAGE_SIZE),
    total: chosen.length,
    page,
    pageCount,
    papers: table.papers,
    lessons: [...content().lessons.values()].map(({ id, number, title }) => ({ id, label: `${number} ${title}` })),
  };
}

/** The address of the list under a query; keys in a fixed order. */
export function itemListHref(query: ItemQuery, change: ItemQuery = {}): string {
  const merged: ItemQuery = { ...query, ...change };
  const params = new URLSearchParams();
  for (const key of Object.keys(ItemQuery.shape) as (keyof ItemQuery)[]) {
    const value = merged[key];
    if (value !== undefined && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `/office/items?${text}` : '/office/items';
}
