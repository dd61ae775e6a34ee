import { beforeAll, expect, it } from 'vitest';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { createApi } from '#server/http/api.ts';
import { closeOverdueAttempts } from '#server/jobs/close-overdue.ts';
import { caller, newCandidate } from '#tests/support/exam-world.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
let world: TestDatabase;
let call: ReturnType<typeof caller>;
let examId: string;

beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-06-10T09:00:00+08:00');
  await loadContent();
  await ensureSigningKey();
  const api = createApi();
  await api.ready();
  call = caller(api);
  const [exam] = await world.owner<
    { id: string }[]
  >`select id from exams where plan_kind = 'annual-all' and training_year = ${YEAR}`;
  examId = exam?.id ?? '';
});

async function startOne(): Promise<string> {
  const { cookie } = await newCandidate(world.owner, YEAR);
  return (await call('POST', `/api/v1/exams/${examId}/attempts`, cookie)).json<AttemptView>().attemptId;
}

const stateOf = async (id: string) =>
  (await world.owner<{ state: string }[]>`select state from attempts where id = ${id}`)[0]?.state;

it('closes every paper that is overdue although the oldest one cannot be graded', async () => {
  const broken = await startOne();
  await world.advance('1 second');
  const sound = [await startOne(), await startOne()];
  await world.owner`insert into blueprint_versions (blueprint_id, version, spec, content_hash, is_current) values ('gone', 1, 'null', '', false)`;
  await world.owner`insert into exams (title, plan_kind, training_year, blueprint_id, blueprint_version, opens_at, closes_at)
    values ('坏', 'annual-all', 1999, 'gone', 1, app_now(), app_now() + interval '1 day')`;
  await world.owner`update attempts set exam_id = (select id from exams where training_year = 1999) where id = ${broken}`;
  await world.advance('41 minutes');
  await closeOverdueAttempts();
  expect([await stateOf(broken), ...(await Promise.all(sound.map(stateOf)))]).toEqual(['open', 'graded', 'graded']);
  await world.owner`update attempts set exam_id = ${examId} where id = ${broken}`;
  await closeOverdueAttempts();
  expect(await stateOf(broken)).toBe('graded');
});
