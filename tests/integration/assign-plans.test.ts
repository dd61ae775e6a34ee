import { beforeAll, describe, expect, it } from 'vitest';
import { loadContent } from '#server/content/load-into-database.ts';
import { assignPlans } from '#server/jobs/assign-plans.ts';
import { newCandidate } from '#tests/support/exam-world.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-12-31T23:00:00+08:00');
  await loadContent();
});

const plansOf = (personId: string, year: number) => world.owner<
  { plan_kind: string; due_on: string; notices: number }[]
>`
  select plan_kind, due_on::text, (select count(*)::int from notices n where n.person_id = a.person_id) as notices
  from plan_assignments a where person_id = ${personId} and training_year = ${year} order by plan_kind`;

describe('the plans of a new year', () => {
  it('are given once to everybody who works here, by category, with the exams of the year', async () => {
    const ordinary = await newCandidate(world.owner, 2026);
    const classified = await newCandidate(world.owner, 2026);
    const gone = await newCandidate(world.owner, 2026);
    await world.owner`update person_assignments set category = 'core', life_state = 'in-post' where person_id = ${classified.personId}`;
    await world.owner`update people set left_on = '2026-12-01' where id = ${gone.personId}`;
    await world.advance('2 hours');
    await Promise.all([assignPlans(), assignPlans()]);
    await assignPlans();
    expect([...(await plansOf(ordinary.personId, 2027))]).toEqual([
      { plan_kind: 'annual-all', due_on: '2027-12-31', notices: 1 },
    ]);
    expect((await plansOf(classified.personId, 2027)).map((p) => p.plan_kind)).toEqual(['annual-classified']);
    expect(await plansOf(gone.personId, 2027)).toHaveLength(0);
    const exams = await world.owner`select plan_kind from exams where training_year = 2027 order by plan_kind`;
    expect(exams.map((e) => e.plan_kind)).toEqual(['annual-all', 'annual-classified']);
  });

  it('leave whoever owes something this year as they are', async () => {
    const who = await newCandidate(world.owner, 2027);
    await assignPlans();
    const rows = await world.owner<
      { reason: string }[]
    >`select reason from plan_assignments where person_id = ${who.personId} and training_year = 2027`;
    expect(rows.map((r) => r.reason)).toEqual(['测试']);
  });
});
