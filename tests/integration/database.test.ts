import { eq, sql as expression } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assertDurable, sql, transaction } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { accounts } from '#db/schema/accounts.ts';
import { organisation } from '#db/schema/people.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();

test('the application works as a role that owns no table and cannot change its clock', async () => {
  const [row] =
    await sql`select current_user as "user", (select count(*)::int from pg_tables where tableowner = current_user) as owned`;
  expect(row).toEqual({ user: 'shoumi_app', owned: 0 });
  await expect(
    sql`create or replace function app_now() returns timestamptz language sql stable parallel safe as 'select now()'`,
  ).rejects.toThrow();
});

test('evidence refuses change and removal, from the owner too', async () => {
  await expect(database.owner`truncate audit_events`).rejects.toThrow(/append-only/);
});

test('migrating twice, and from two places at once, changes nothing and fails nowhere', async () => {
  await Promise.all([migrateDatabase(database.ownerUrl), migrateDatabase(database.ownerUrl)]);
  const [row] =
    await database.owner`select count(*)::int as applied, count(distinct hash)::int as different from drizzle.__drizzle_migrations`;
  expect(row?.applied).toBe(row?.different);
});

test('the embedded server keeps what it acknowledges', async () => {
  await expect(assertDurable(sql)).resolves.toBeUndefined();
});

test('a server that would lose acknowledged writes is refused by name', async () => {
  await expect(
    sql.begin(async (tx) => {
      await tx`set local synchronous_commit = off`;
      await assertDurable(tx as unknown as typeof sql);
    }),
  ).rejects.toThrow(/synchronous_commit/);
});

test('the clock of a test database moves for the application and for column defaults', async () => {
  await database.travelTo('2027-01-01T00:30:00+08:00');
  await database.advance('2 hours');
  const made = await database.db
    .insert(organisation)
    .values({ name: '试验单位' })
    .returning({ createdAt: organisation.createdAt });
  expect(made[0]?.createdAt.toISOString()).toMatch(/^2026-12-31T18:3[01]:/);
  await database.returnToPresent();
  const present = await database.now();
  expect(Math.abs(present.getTime() - Date.now())).toBeLessThan(60_000);
});

test('two transactions that collide under serializable isolation both end committed', async () => {
  const [account] = await database.db
    .insert(accounts)
    .values({ employeeNo: 'S1', displayName: '甲' })
    .returning({ id: accounts.id });
  const id = account?.id ?? '';
  const raise = () =>
    transaction(
      async (tx) => {
        const [row] = await tx.select({ version: accounts.sessionVersion }).from(accounts).where(eq(accounts.id, id));
        await tx
          .update(accounts)
          .set({ sessionVersion: (row?.version ?? 0) + 1 })
          .where(eq(accounts.id, id));
      },
      { isolation: 'serializable' },
    );
  await Promise.all([raise(), raise(), raise()]);
  const [row] = await database.db
    .select({ version: accounts.sessionVersion })
    .from(accounts)
    .where(eq(accounts.id, id));
  expect(row?.version).toBe(4);
});

test('an error that is no collision is thrown as it came, after one try', async () => {
  let tries = 0;
  const work = () =>
    transaction(async (tx) => {
      tries += 1;
      await tx.execute(expression`select 1 / 0`);
    });
  await expect(work()).rejects.toThrow();
  expect(tries).toBe(1);
});
