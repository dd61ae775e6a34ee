import { beforeAll, expect, test } from 'vitest';
import { unsafeFindSession } from '#db/dal/system-auth.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';
import { tokenHash } from '#server/auth/token.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { contentRoot, readContent } from '#server/content/read-content.ts';
import { readCoverage } from '#server/operations/office/coverage.ts';
import { ItemQuery, readItemList } from '#server/operations/office/item-list.ts';
import { newCandidate } from '#tests/support/exam-world.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
const { content } = readContent(contentRoot());
let world: TestDatabase;

beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-06-10T09:00:00+08:00');
  await loadContent();
});

async function principalOf(roles: readonly Role[]): Promise<Principal> {
  const { token } = await newCandidate(world.owner, YEAR);
  const hash = tokenHash(token);
  const session = hash && (await unsafeFindSession(world.db, hash, null));
  if (!session) throw new Error('the session must be live');
  return { ...session, roles, requestId: 'test', ip: '127.0.0.1' };
}

test('the 保密办 sees every unit with its lessons and questions, or why it is dropped', async () => {
  const { units, taught } = await readCoverage(await principalOf(['office']));
  expect(units).toHaveLength(55);
  expect(taught).toBe(units.filter((unit) => unit.dropped === null).length);
  for (const unit of units) {
    const items = unit.items.exam + unit.items.practice + unit.items.check;
    expect([unit.id, unit.lessons.length > 0, items > 0]).toEqual([unit.id, !unit.dropped, !unit.dropped]);
  }
});

test('the topics of every plan add up to the minutes of its required lessons', async () => {
  const { plans } = await readCoverage(await principalOf(['office']));
  expect(plans.map((plan) => plan.planKind)).toEqual(expect.arrayContaining([...content.policies.keys()]));
  for (const plan of plans) {
    const sum = Object.values(plan.topics).reduce((a, b) => a + b, 0);
    expect([plan.planKind, sum]).toEqual([plan.planKind, plan.minutes]);
  }
  const everybody = plans.find((plan) => plan.planKind === 'annual-all');
  expect(Object.values(everybody?.topics ?? {}).filter((minutes) => minutes > 0)).toHaveLength(5);
});

test('each number of the bank is the length of the list it leads to', async () => {
  const principal = await principalOf(['office']);
  const { byLesson, byType, byDifficulty, total } = await readCoverage(principal);
  const length = async (filter: string, key: string) =>
    (await readItemList(principal, YEAR, ItemQuery.parse({ pool: 'exam', [filter]: key }))).total;
  for (const [filter, rows] of [
    ['type', byType],
    ['difficulty', byDifficulty],
    ['lesson', byLesson.slice(0, 3)],
  ] as const) {
    for (const row of rows) expect([row.key, await length(filter, row.key)]).toEqual([row.key, row.exam]);
  }
  expect(byLesson.reduce((sum, row) => sum + row.exam, 0)).toBe(total.exam);
});

test('nobody else learns how many questions there are', async () => {
  for (const roles of [[], ['hr'], ['unit-officer'], ['leader']] as const) {
    const { total, byLesson } = await readCoverage(await principalOf(roles));
    expect(total).toMatchObject({ exam: 0, practice: 0, check: 0 });
    expect(byLesson.every((row) => row.exam === 0)).toBe(true);
  }
});
