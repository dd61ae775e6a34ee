import { expect, test } from 'vitest';
import { createTestDatabase } from '#tests/support/test-database.ts';

const { owner } = await createTestDatabase();

test('whatever is kept by person is found without reading the rows of everybody else', async () => {
  const tables = await owner<{ name: string }[]>`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'person_id' and t.table_type = 'BASE TABLE' order by 1`;
  expect(tables.length).toBeGreaterThan(10);
  const scanned = await owner.begin(async (tx) => {
    // With so few rows every plan is a scan; the question is whether there is another way.
    await tx`set local enable_seqscan = off`;
    const found: string[] = [];
    for (const { name } of tables) {
      const plan = await tx.unsafe<{ 'QUERY PLAN': string }[]>(
        `explain select from "${name}" where person_id = '00000000-0000-4000-8000-000000000000'`,
      );
      if (plan.some((line) => line['QUERY PLAN'].includes('Seq Scan'))) found.push(name);
    }
    return found;
  });
  expect(scanned).toEqual([]);
});
