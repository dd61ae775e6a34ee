import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import type { PracticeAnswerView, PracticeView } from '#domain/learning/practice-view.ts';
import { QUESTIONS_PER_LOST_LESSON } from '#domain/learning/review.ts';
import type { ModuleReview, ReviewAnswerView } from '#domain/learning/review-view.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { content } from '#server/content/read-content.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { createApi } from '#server/http/api.ts';
import { readOwnHome } from '#server/operations/home/read-own-home.ts';
import { readLesson } from '#server/operations/learning/read-lesson.ts';
import { readReview } from '#server/operations/learning/read-review.ts';
import { modulesToReview } from '#server/operations/learning/review-list.ts';
import { studyNext } from '#server/operations/learning/study-next.ts';
import { type Candidate, caller, newCandidate } from '#tests/support/exam-world.ts';
import { newAdministrator } from '#tests/support/identities.ts';
import { principalWith } from '#tests/support/people-builder.ts';
import { type Key, rightAnswer } from '#tests/support/right-answer.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const { owner } = database;
const call = caller(createApi());
const LESSON = 'm6-phones';
const MODULE = 'M6';
const YEAR = 2026;

let person: Candidate;
const principalOf = ({ personId }: Candidate) => principalWith([], { personId });

async function keyOf(itemId: string): Promise<Key> {
  const [row] = await owner<{ key: Key }[]>`
    select k.key from item_keys k join item_versions v using (item_id, version) where v.item_id = ${itemId} and v.is_current`;
  if (!row) throw new Error(`no key of ${itemId}`);
  return row.key;
}

/** An answer that fits the question and is wrong. */
async function wrongAnswer(itemId: string): Promise<unknown> {
  const key = await keyOf(itemId);
  if (key.type === 'boolean') return { type: 'boolean', value: !key.answer };
  if (key.type === 'single') return { type: 'single', choice: key.correct[0] === 'a' ? 'b' : 'a' };
  if (key.type === 'multiple') return { type: 'multiple', choices: key.correct.slice(0, 1) };
  if (key.type === 'fill') return { type: 'fill', texts: key.blanks.map(() => '答错') };
  if (key.type === 'ordering') return { type: 'ordering', order: key.order.toReversed() };
  throw new Error(`no wrong answer for ${key.type}`);
}

async function itemOf(pool: 'check' | 'practice', lessonId = LESSON): Promise<string> {
  const [row] = await owner<{ id: string }[]>`
    select item_id as id from item_versions where pool = ${pool} and lesson_id = ${lessonId} and is_current
      and type in ('single', 'boolean') order by 1 limit 1`;
  return row?.id ?? '';
}

const openIt = (who = person) => call('POST', `/api/v1/lessons/${LESSON}/open`, who.cookie, { viewerId: randomUUID() });
const check = (itemId: string, response: unknown, who = person) =>
  call('POST', `/api/v1/lessons/${LESSON}/checks`, who.cookie, { itemId, response });
const practise = (itemId: string, response: unknown, who = person) =>
  call('POST', '/api/v1/practice/answers', who.cookie, { itemId, response });
const answer = (itemId: string, response: unknown, who = person, module = MODULE) =>
  call('POST', `/api/v1/reviews/${module}/answers`, who.cookie, { itemId, response });

async function review(who = person, module = MODULE): Promise<ModuleReview> {
  const result = await readReview(principalOf(who), module);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const idsOf = async (who = person, module = MODULE) => (await review(who, module)).items.map((asked) => asked.itemId);

async function missCheck(who = person): Promise<string> {
  const itemId = await itemOf('check');
  await openIt(who);
  expect((await check(itemId, await wrongAnswer(itemId), who)).json()).toMatchObject({ correct: false });
  return itemId;
}

/** Makes lessons complete in the year, with their hours. */
const finish = (lessons: readonly string[]) => owner`
  with done as (insert into lesson_progress (person_id, lesson_id, training_year, lesson_version, completed_at)
    select ${person.personId}, lesson_id, ${YEAR}, version, app_now() from lesson_versions
    where is_current and lesson_id = any(${[...lessons]}))
  insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, title, occurred_from, occurred_to)
  select ${person.personId}, ${YEAR}, planned_minutes, 'online', lesson_id, version, title, app_now(), app_now()
  from lesson_versions where is_current and lesson_id = any(${[...lessons]})`;

const addHours = () => owner`
  insert into hours_ledger (person_id, training_year, minutes, mode, title, is_unit_organised, occurred_from, occurred_to)
  values (${person.personId}, ${YEAR}, 600, 'session', '集中培训', true, app_now(), app_now())`;

beforeAll(async () => {
  await database.travelTo(`${YEAR}-06-10T09:00:00+08:00`);
  await loadContent();
  await ensureSigningKey();
});

beforeEach(async () => {
  await database.travelTo(`${YEAR}-06-10T09:00:00+08:00`);
  person = await newCandidate(owner, YEAR);
});

describe('a check question answered wrong', () => {
  it('stands in the review although it was corrected at once, and leaves it when answered right there', async () => {
    const itemId = await missCheck();
    await check(itemId, rightAnswer(await keyOf(itemId)));
    const { items, title } = await review();
    expect(items.map((asked) => [asked.itemId, asked.reason])).toEqual([[itemId, 'lesson']]);
    expect(title).toBe('信息设备与网络');
    const view = (await answer(itemId, rightAnswer(await keyOf(itemId)))).json<ReviewAnswerView>();
    expect(view).toMatchObject({ correct: true, left: 0 });
    expect(await idsOf()).toEqual([]);
  });

  it('stays when it is answered wrong again, with the key, the section and the law told at once', async () => {
    const itemId = await missCheck();
    const response = await answer(itemId, await wrongAnswer(itemId));
    const view = response.json<ReviewAnswerView>();
    expect(view).toMatchObject({ correct: false, left: 1 });
    expect(view.explanation).not.toBe('');
    expect(view.reading.href).toMatch(new RegExp(`^/learn/${LESSON}(#s\\d+)?$`));
    expect(view.laws.map((law) => law.label).join()).toMatch(/《.+》第.+条/);
    expect(await idsOf()).toEqual([itemId]);
  });

  it('comes without a key', async () => {
    await missCheck();
    expect(JSON.stringify(await review())).not.toMatch(/"(correct|why|answer|explanation|blanks|accept|key)"/);
  });

  it('earns no hours and no progress when it is settled in the review', async () => {
    const itemId = await missCheck();
    await answer(itemId, rightAnswer(await keyOf(itemId)));
    const [row] = await owner<{ ledger: number; done: string[] }[]>`
      select (select count(*)::int from hours_ledger where person_id = ${person.personId}) as ledger,
        checks_done as done from lesson_progress where person_id = ${person.personId}`;
    expect(row).toEqual({ ledger: 0, done: [] });
  });

  it('is told at the end of its lesson', async () => {
    const itemId = await missCheck();
    const page = await readLesson(principalOf(person), LESSON);
    expect(page).toMatchObject({ ok: true, value: { review: { moduleId: MODULE, missed: [itemId] } } });
    await answer(itemId, rightAnswer(await keyOf(itemId)));
    const after = await readLesson(principalOf(person), LESSON);
    expect(after).toMatchObject({ ok: true, value: { review: { missed: [] } } });
  });
});

describe('a practice question answered wrong', () => {
  it('stands in the review of its module and in the 错题本, and leaves both when answered right in the review', async () => {
    const itemId = await itemOf('practice');
    const first = (await practise(itemId, await wrongAnswer(itemId))).json<PracticeAnswerView>();
    expect((await review()).items.map((asked) => [asked.itemId, asked.reason])).toEqual([[itemId, 'practice']]);
    await answer(itemId, rightAnswer(await keyOf(itemId)));
    expect(await idsOf()).toEqual([]);
    const home = (await call('GET', '/api/v1/practice', person.cookie)).json<PracticeView>();
    expect(home).toMatchObject({ wrong: 0, answered: 2, correct: 1 });
    const [card] = await owner<{ dueAt: Date }[]>`
      select due_at as "dueAt" from practice_cards where person_id = ${person.personId}`;
    expect(card?.dueAt.getTime()).toBeGreaterThan(new Date(first.dueAt).getTime());
  });

  it('leaves the review when it is answered right in practice', async () => {
    const itemId = await itemOf('practice');
    await practise(itemId, await wrongAnswer(itemId));
    await practise(itemId, rightAnswer(await keyOf(itemId)));
    expect(await idsOf()).toEqual([]);
  });

  it('is drawn with the others of its module alone', async () => {
    const drawn = await call('POST', '/api/v1/practice/draw', person.cookie, { moduleId: MODULE, count: 10 });
    const lessons = drawn.json<{ items: { lessonId: string }[] }>().items.map((asked) => asked.lessonId);
    expect(lessons.length).toBeGreaterThan(0);
    expect(lessons.filter((id) => content().lessons.get(id)?.module !== MODULE)).toEqual([]);
    const unknown = await call('POST', '/api/v1/practice/draw', person.cookie, { moduleId: 'M99', count: 10 });
    expect(unknown.status).toBe(404);
  });
});

describe('the review of a person', () => {
  it('is nobody else’s: a stranger sees nothing of it and cannot answer it', async () => {
    const itemId = await missCheck();
    const stranger = await newCandidate(owner, YEAR);
    expect(await idsOf(stranger)).toEqual([]);
    expect(await modulesToReview(principalOf(stranger))).toEqual([]);
    const right = rightAnswer(await keyOf(itemId));
    expect((await answer(itemId, right, stranger)).status).toBe(404);
    const administrator = await newAdministrator(owner, 'sysadmin');
    const url = `/api/v1/reviews/${MODULE}/answers`;
    expect((await call('POST', url, administrator.cookie, { itemId, response: right })).status).toBe(403);
    expect((await call('POST', url, null, { itemId, response: right })).status).toBe(401);
    expect(await idsOf()).toEqual([itemId]);
  });

  it('takes answers to what stands in it and to nothing else', async () => {
    const itemId = await missCheck();
    const right = rightAnswer(await keyOf(itemId));
    expect((await answer(itemId, right, person, 'M5')).status).toBe(404);
    for (const other of [`${LESSON}-e01`, await itemOf('practice'), 'nothing'])
      expect([other, (await answer(other, { type: 'boolean', value: true })).status]).toEqual([other, 404]);
    expect((await answer(itemId, { type: 'fill', texts: ['x'] })).status).toBe(422);
    await answer(itemId, right);
    expect((await answer(itemId, right)).status).toBe(404);
    const [row] = await owner<{ n: number }[]>`
      select count(*)::int as n from study_answers where person_id = ${person.personId} and occasion = 'review'`;
    expect(row?.n).toBe(1);
  });

  it('shows the summaries of lessons read to the end, and is not there for a module that is not taught', async () => {
    expect((await review()).summaries).toEqual([]);
    await owner`insert into lesson_progress (person_id, lesson_id, training_year, lesson_version, completed_at)
      values (${person.personId}, ${LESSON}, ${YEAR - 1}, 1, app_now())`;
    expect((await review()).summaries.map((summary) => summary.lessonId)).toEqual([LESSON]);
    expect(await readReview(principalOf(person), 'M99')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await readReview(principalOf(person), '')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});

type Drawn = { position: number; itemId: string; lessonId: string; module: string; key: Key };

describe('points lost in an exam', () => {
  /** Begins the exam and gives the paper as the database has it. */
  async function sit(): Promise<{ attemptId: string; paper: readonly Drawn[] }> {
    const [exam] = await owner<{ id: string }[]>`
      select id from exams where plan_kind = 'annual-all' and training_year = ${YEAR}`;
    const started = await call('POST', `/api/v1/exams/${exam?.id}/attempts`, person.cookie);
    const { attemptId } = started.json<AttemptView>();
    const paper = await owner<Drawn[]>`
      select a.position, a.item_id as "itemId", v.lesson_id as "lessonId", v.module, k.key from attempt_items a
      join item_versions v on v.item_id = a.item_id and v.version = a.item_version
      join item_keys k on k.item_id = a.item_id and k.version = a.item_version where a.attempt_id = ${attemptId}`;
    return { attemptId, paper };
  }

  /** Answers everything right but the questions of one lesson, and hands in. */
  async function loseOn(lessonId: string, { attemptId, paper }: Awaited<ReturnType<typeof sit>>): Promise<void> {
    for (const { position, key } of paper.filter((row) => row.lessonId !== lessonId)) {
      const url = `/api/v1/attempts/${attemptId}/answers/${position}`;
      await call('PUT', url, person.cookie, { seq: 1, response: rightAnswer(key) });
    }
    await handIn(attemptId);
  }

  const handIn = (attemptId: string) => call('POST', `/api/v1/attempts/${attemptId}/submit`, person.cookie);

  /** A lesson of the paper that has practice questions. */
  async function lessonIn(paper: readonly Drawn[]): Promise<string> {
    const [row] = await owner<{ id: string }[]>`
      select lesson_id as id from item_versions where pool = 'practice' and is_current
        and lesson_id = any(${paper.map((drawn) => drawn.lessonId)}) order by 1 limit 1`;
    return row?.id ?? '';
  }

  const moduleOf = (lessonId: string) => content().lessons.get(lessonId)?.module ?? '';

  it('bring questions of their lessons, after the attempt is graded and not before', async () => {
    const sitting = await sit();
    const lesson = await lessonIn(sitting.paper);
    expect(await modulesToReview(principalOf(person))).toEqual([]);
    await loseOn(lesson, sitting);
    const { items } = await review(person, moduleOf(lesson));
    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThanOrEqual(QUESTIONS_PER_LOST_LESSON);
    expect(items.every((asked) => asked.lessonId === lesson && asked.reason === 'exam')).toBe(true);
    expect((await modulesToReview(principalOf(person))).map((module) => module.moduleId)).toEqual([moduleOf(lesson)]);
  });

  it('never bring a question of the exam, nor its text', async () => {
    const sitting = await sit();
    await handIn(sitting.attemptId);
    const modules = await modulesToReview(principalOf(person));
    expect(modules.length).toBeGreaterThan(1);
    const stems = await owner<{ id: string; stem: string }[]>`
      select item_id as id, body ->> 'stem' as stem from item_versions where pool = 'exam'`;
    const others = await owner<
      { stem: string }[]
    >`select body ->> 'stem' as stem from item_versions where pool <> 'exam'`;
    const common = new Set(others.map((row) => row.stem));
    for (const { moduleId } of modules) {
      const text = JSON.stringify(await review(person, moduleId));
      expect(text).not.toMatch(/-e\d\d"/);
      expect(stems.filter(({ stem }) => !common.has(stem) && text.includes(JSON.stringify(stem)))).toEqual([]);
    }
  });

  it('are settled question by question, and a wrong answer makes the question one of practice', async () => {
    const sitting = await sit();
    const lesson = await lessonIn(sitting.paper);
    await loseOn(lesson, sitting);
    const module = moduleOf(lesson);
    const ids = await idsOf(person, module);
    for (const itemId of ids) {
      expect((await answer(itemId, await wrongAnswer(itemId), person, module)).status).toBe(200);
    }
    const wrong = (await review(person, module)).items;
    expect(wrong.map((asked) => asked.itemId).sort()).toEqual([...ids].sort());
    expect(wrong.some((asked) => asked.reason === 'exam')).toBe(false);
    for (const itemId of ids) await answer(itemId, rightAnswer(await keyOf(itemId)), person, module);
    expect(await idsOf(person, module)).toEqual([]);
  });

  it('are suggested on the home page once the year is done, and not before', async () => {
    await finish([...content().lessons.keys()]);
    await addHours();
    const home = async () => readOwnHome(principalOf(person), YEAR, await database.now());
    const sitting = await sit();
    const lesson = await lessonIn(sitting.paper);
    expect(await home()).toMatchObject({ allDone: false, review: null });
    await loseOn(lesson, sitting);
    expect(await home()).toMatchObject({ allDone: true, review: { moduleId: moduleOf(lesson) } });
  });

  it('are gone with a void attempt', async () => {
    const sitting = await sit();
    await handIn(sitting.attemptId);
    await owner`update attempts set state = 'void' where id = ${sitting.attemptId}`;
    expect(await modulesToReview(principalOf(person))).toEqual([]);
  });

  it('choose by what was missed only when the paper is open to the candidate', async () => {
    const sitting = await sit();
    const lesson = await lessonIn(sitting.paper);
    await loseOn(lesson, sitting);
    const missed = sitting.paper.find((row) => row.lessonId === lesson)?.itemId ?? '';
    const units = new Set(content().items.get(missed)?.source.units);
    const shared = (id: string) =>
      (content().items.get(id)?.source.units ?? []).filter((unit) => units.has(unit)).length;
    const practice = await owner<{ id: string }[]>`
      select item_id as id from item_versions where pool = 'practice' and lesson_id = ${lesson} and is_current order by 1`;
    const ids = practice.map((row) => row.id);
    const most = Math.max(...ids.map(shared));
    const nearest = ids.findLast((id) => shared(id) === most);
    expect(ids.indexOf(nearest ?? '')).toBeGreaterThanOrEqual(QUESTIONS_PER_LOST_LESSON);
    // Of those on the same units only the last cites the article of what was missed.
    await owner`update item_versions set laws = '{}' where lesson_id = ${lesson} and pool <> 'exam'`;
    await owner`update item_versions set laws = (select laws from item_versions where item_id = ${missed} limit 1)
      where item_id = ${nearest ?? ''}`;
    const shown = () => idsOf(person, moduleOf(lesson));
    expect(await shown()).toEqual(ids.slice(0, QUESTIONS_PER_LOST_LESSON));
    await database.travelTo(`${YEAR + 1}-02-10T09:00:00+08:00`);
    expect(await shown()).toContain(nearest);
  });
});

describe('what comes next', () => {
  const required = () => content().policies.get('annual-all')?.requiredLessons ?? [];
  it('is the next lesson of the own plans, over the end of a module', async () => {
    const order = [...content().lessons.keys()].filter((id) => required().includes(id));
    const [at = '', next = ''] = order.flatMap((id, i) => {
      const follower = order[i + 1];
      return follower && moduleOfLesson(follower) !== moduleOfLesson(id) ? [id, follower] : [];
    });
    const step = await studyNext(principalOf(person), { lessonId: at });
    expect(step).toMatchObject({ kind: 'lesson', href: `/learn/${next}` });
    const fromModule = await studyNext(principalOf(person), { moduleId: moduleOfLesson(next) ?? '' });
    expect(fromModule).toMatchObject({ kind: 'lesson', href: `/learn/${next}` });
  });

  const moduleOfLesson = (id: string) => content().lessons.get(id)?.module;

  it('is the exam after the last lesson, and a lesson is told to be the last of its module', async () => {
    const all = [...content().lessons.keys()];
    await finish(all);
    await addHours();
    const last = required().at(-1) ?? '';
    const page = await readLesson(principalOf(person), last);
    expect(page).toMatchObject({
      ok: true,
      value: { next: { kind: 'exam', href: '/exams' }, review: { isLastOfModule: true } },
    });
  });

  it('is the review when there is nothing else to press', async () => {
    const itemId = await missCheck();
    await owner`delete from plan_assignments where person_id = ${person.personId}`;
    const step = await studyNext(principalOf(person), { lessonId: LESSON });
    expect(step).toEqual({ kind: 'review', text: '回顾：M6 信息设备与网络（1 题）', href: '/learn/review/m6' });
    expect(await studyNext(principalOf(person), { moduleId: MODULE })).toBe(null);
    expect(await idsOf()).toEqual([itemId]);
  });
});
