import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { AskedItem } from '#domain/learning/lesson-view.ts';
import type { PracticeAnswerView, PracticeDraw, PracticeView } from '#domain/learning/practice-view.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { createApi } from '#server/http/api.ts';
import { type Candidate, caller, newCandidate } from '#tests/support/exam-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const call = caller(createApi());
const LESSON = 'm6-phones';

let person: Candidate;

async function draw(
  body: Record<string, unknown>,
  who = person,
): Promise<{ text: string; items: readonly AskedItem[] }> {
  const answer = await call('POST', '/api/v1/practice/draw', who.cookie, body);
  expect(answer.status).toBe(200);
  return { text: answer.text, items: answer.json<PracticeDraw>().items };
}

const answer = (itemId: string, response: unknown, who = person) =>
  call('POST', '/api/v1/practice/answers', who.cookie, { itemId, response });

const home = async (who = person) => (await call('GET', '/api/v1/practice', who.cookie)).json<PracticeView>();

async function singleItem(): Promise<{ itemId: string; right: string; wrong: string }> {
  const [row] = await database.owner<{ itemId: string; right: string }[]>`
    select v.item_id as "itemId", k.key -> 'correct' ->> 0 as right from item_versions v join item_keys k using (item_id, version)
    where v.pool = 'practice' and v.lesson_id = ${LESSON} and v.type = 'single' and v.is_current order by 1 limit 1`;
  if (!row) throw new Error('no single choice in the practice pool');
  return { ...row, wrong: row.right === 'a' ? 'b' : 'a' };
}

beforeAll(async () => {
  await database.travelTo('2026-03-02T09:00:00+08:00');
  await loadContent();
});

beforeEach(async () => {
  await database.travelTo('2026-03-02T09:00:00+08:00');
  person = await newCandidate(database.owner, 2026);
});

it('draws from the practice pool alone, of the topic asked for, and never a key', async () => {
  const { text, items } = await draw({ lessonId: LESSON, count: 10 });
  expect(items.length).toBeGreaterThan(0);
  expect(new Set(items.map((asked) => asked.itemId)).size).toBe(items.length);
  expect(items.every((asked) => asked.itemId.startsWith(`${LESSON}-p`))).toBe(true);
  expect(text).not.toMatch(/"(correct|why|answer|explanation|blanks|accept)"/);
});

it('draws ten questions at most and refuses fields it does not know', async () => {
  expect((await draw({ count: 10 })).items).toHaveLength(10);
  for (const body of [{ count: 11 }, { pool: 'exam', count: 5 }, { set: 'all', count: 5 }]) {
    expect((await call('POST', '/api/v1/practice/draw', person.cookie, body)).status).toBe(400);
  }
  expect((await call('POST', '/api/v1/practice/draw', person.cookie, { lessonId: 'm9-none' })).status).toBe(404);
});

it('answers no question of the exam pool or of the lesson checks', async () => {
  for (const itemId of [`${LESSON}-e01`, `${LESSON}-c01`, 'nothing']) {
    const refused = await answer(itemId, { type: 'single', choice: 'a' });
    expect([refused.status, refused.json<{ code: string }>().code]).toEqual([404, 'ITEM_NOT_IN_PRACTICE']);
  }
});

it('puts a wrong answer into the 错题本 and takes it out when it is answered right', async () => {
  const { itemId, right, wrong } = await singleItem();
  const first = (await answer(itemId, { type: 'single', choice: wrong })).json<PracticeAnswerView>();
  expect(first).toMatchObject({ correct: false, correctOptions: [right] });
  expect((await draw({ set: 'wrong', count: 10 })).items.map((asked) => asked.itemId)).toEqual([itemId]);
  expect(await home()).toMatchObject({ answered: 1, correct: 0, wrong: 1 });
  expect((await answer(itemId, { type: 'single', choice: right })).json<PracticeAnswerView>().correct).toBe(true);
  expect((await draw({ set: 'wrong', count: 10 })).items).toEqual([]);
  expect(await home()).toMatchObject({ answered: 2, correct: 1, wrong: 0 });
});

it('brings a question back when it is due and not before', async () => {
  const { itemId, right } = await singleItem();
  const { dueAt } = (await answer(itemId, { type: 'single', choice: right })).json<PracticeAnswerView>();
  expect((await draw({ set: 'due', count: 10 })).items).toEqual([]);
  await database.travelTo(dueAt);
  expect((await draw({ set: 'due', count: 10 })).items.map((asked) => asked.itemId)).toEqual([itemId]);
  expect((await home()).due).toBe(1);
});

it('keeps one person’s cards from another', async () => {
  const { itemId, wrong } = await singleItem();
  await answer(itemId, { type: 'single', choice: wrong });
  const stranger = await newCandidate(database.owner, 2026);
  expect(await home(stranger)).toMatchObject({ answered: 0, wrong: 0, due: 0 });
  expect((await draw({ set: 'wrong', count: 10 }, stranger)).items).toEqual([]);
});

it('refuses an answer that does not fit the question, and an empty one', async () => {
  const { itemId } = await singleItem();
  for (const response of [
    { type: 'single', choice: 'z' },
    { type: 'single', choice: null },
    { type: 'boolean', value: true },
  ]) {
    expect((await answer(itemId, response)).status).toBe(422);
  }
  expect((await home()).answered).toBe(0);
});

it('counts every answer given at the same moment', async () => {
  const { itemId, right } = await singleItem();
  const answers = await Promise.all(Array.from({ length: 6 }, () => answer(itemId, { type: 'single', choice: right })));
  expect(answers.every((one) => one.status === 200)).toBe(true);
  expect((await home()).answered).toBe(6);
});
