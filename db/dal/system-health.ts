import type { Sql } from 'postgres';

/** How much content is loaded; also proves that the database answers. */
export async function unsafeContentState(sql: Sql): Promise<{ lessons: number; items: number }> {
  const [row] = await sql<{ lessons: number; items: number }[]>`
    select (select count(*)::int from lesson_versions where is_current) as lessons,
           (select count(*)::int from item_versions where is_current and status = 'published') as items`;
  return row ?? { lessons: 0, items: 0 };
}
