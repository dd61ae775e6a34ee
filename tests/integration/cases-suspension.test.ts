import { beforeAll, expect, it } from 'vitest';
import { refreshAllPlanProgress } from '#db/dal/plan-progress.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { advanceCases } from '#server/jobs/advance-cases.ts';
import { caseWorld, type Somebody } from '../support/case-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

const database = await createTestDatabase();
const { owner, db } = database;
const world = caseWorld(owner, 2026);

beforeAll(async () => {
  await database.travelTo('2026-11-02T09:00:00+08:00');
  await loadContent();
});

async function inPostWith(dueOn: string): Promise<Somebody> {
  const person = await world.somebody();
  await world.inPost(person.personId, 'general');
  await owner`insert into plan_assignments (person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, reason)
    select ${person.personId}, 'annual-classified', 2026, id, 180, ${dueOn}, '测试' from policy_versions
    where plan_kind = 'annual-classified' order by version desc limit 1`;
  await refreshAllPlanProgress(db);
  return person;
}

const suspensions = (person: Somebody) =>
  owner<{ id: string; turn: string[]; cause: string }[]>`
    select c.id, c.turn, t.payload ->> 'cause' as cause from cases c join case_transitions t on t.case_id = c.id and t.seq_no = 1
    where c.person_id = ${person.personId} and c.kind = 'suspension'`;

it('暂停接触 is proposed by itself once for an overdue plan, and both sides are asked', async () => {
  const late = await inPostWith('2026-10-31');
  const onTime = await inPostWith('2026-12-31');
  await Promise.all([advanceCases(), advanceCases()]);
  await advanceCases();
  const [proposal, ...more] = await suspensions(late);
  expect(more).toEqual([]);
  expect(proposal).toMatchObject({ turn: ['unit', 'office'], cause: 'overdue' });
  expect(await suspensions(onTime)).toEqual([]);
  const office = await world.somebody('office');
  expect(await world.step(office, proposal?.id ?? '', 'dismiss-suspension', { reason: '已安排补学' })).toBe('ok');
  await advanceCases();
  expect(await suspensions(late)).toHaveLength(1);
});

it('no 暂停接触 is proposed where the rules do not ask for it', async () => {
  await owner`insert into lifecycle_versions (version, spec, effective_from, origin)
    select 50, jsonb_set(spec, '{suspendOn}', '{"examFailed": false, "planOverdue": false}'), '2026-11-02', 'unit'
    from lifecycle_versions where version = 1`;
  const late = await inPostWith('2026-10-30');
  await advanceCases();
  expect(await suspensions(late)).toEqual([]);
});
