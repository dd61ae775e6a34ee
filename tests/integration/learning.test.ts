import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creditCapSeconds } from '#domain/learning/credit.ts';
import { minimumSeconds } from '#domain/learning/lesson-complete.ts';
import type {
  BeatView,
  CheckView,
  LawArticleView,
  LessonListView,
  StandingView,
} from '#domain/learning/lesson-view.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { content } from '#server/content/read-content.ts';
import { createApi } from '#server/http/api.ts';
import { type Candidate, caller, newCandidate } from '#tests/support/exam-world.ts';
import { newAdministrator } from '#tests/support/identities.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const call = caller(createApi());
const LESSON = 'm6-phones';
const OTHER = 'm6-devices';
const YEAR = 2026;

let person: Candidate;
const base = (lessonId = LESSON) => `/api/v1/lessons/${lessonId}`;
const code = (answer: { json: <T>() => T }) => answer.json<{ code: string }>().code;

function lessonOf(id: string) {
  const lesson = content().lessons.get(id);
  if (!lesson) throw new Error(`no lesson ${id}`);
  return lesson;
}

async function open(viewerId: string, lessonId = LESSON, who = person): Promise<StandingView> {
  const answer = await call('POST', `${base(lessonId)}/open`, who.cookie, { viewerId });
  expect(answer.status).toBe(200);
  return answer.json<StandingView>();
}

const beat = (body: unknown, lessonId = LESSON, who = person) =>
  call('POST', `${base(lessonId)}/heartbeat`, who.cookie, body);

/** Sends beats 15 s apart and answers every presence question, until the lesson has credited `seconds`. */
async function study(viewerId: string, seconds: number): Promise<BeatView> {
  await beat({ viewerId });
  for (;;) {
    await database.advance('15 seconds');
    const view = (await beat({ viewerId })).json<BeatView>();
    if (view.askPresence) await call('POST', `${base()}/presence`, person.cookie, { viewerId });
    if (view.creditedSeconds >= seconds || view.reason === 'cap') return view;
  }
}

async function readSections(viewerId: string): Promise<void> {
  for (const section of lessonOf(LESSON).sections) {
    const answer = await call('POST', `${base()}/sections`, person.cookie, { viewerId, section: section.id });
    expect(answer.status).toBe(200);
  }
}

async function answerChecks(): Promise<CheckView[]> {
  const keys = await database.owner<{ itemId: string; type: string; key: { answer?: boolean; correct?: string[] } }[]>`
    select v.item_id as "itemId", v.type, k.key from item_versions v join item_keys k using (item_id, version)
    where v.pool = 'check' and v.lesson_id = ${LESSON} and v.is_current order by 1`;
  const views: CheckView[] = [];
  for (const { itemId, type, key } of keys) {
    const response =
      type === 'boolean'
        ? { type, value: key.answer }
        : type === 'single'
          ? { type, choice: key.correct?.[0] }
          : { type, choices: key.correct };
    const answer = await call('POST', `${base()}/checks`, person.cookie, { itemId, response });
    expect(answer.status).toBe(200);
    views.push(answer.json<CheckView>());
  }
  return views;
}

/** Whole seconds of the database clock since an instant, begun ones included: more than that is never credited. */
const secondsSince = async (start: Date) => Math.ceil(((await database.now()).getTime() - start.getTime()) / 1000);

const credited = async (personId = person.personId) => {
  const [row] = await database.owner<{ total: number }[]>`
    select coalesce(sum(credited_seconds), 0)::int as total from study_credits where person_id = ${personId}`;
  return row?.total;
};

const ledger = (personId = person.personId) =>
  database.owner<{ minutes: number; mode: string; trainingYear: number; topics: string[]; lessonId: string }[]>`
    select minutes, mode, training_year as "trainingYear", topics, lesson_id as "lessonId" from hours_ledger
    where person_id = ${personId}`;

beforeAll(async () => {
  await database.travelTo(`${YEAR}-03-02T09:00:00+08:00`);
  await loadContent();
});

beforeEach(async () => {
  await database.travelTo(`${YEAR}-03-02T09:00:00+08:00`);
  person = await newCandidate(database.owner, YEAR);
});

describe('credited time', () => {
  it('is the time between two heartbeats by the database clock, and starts with the second one', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    const start = await database.now();
    expect((await beat({ viewerId })).json<BeatView>()).toMatchObject({ creditedSeconds: 0, reason: 'first' });
    await database.advance('15 seconds');
    const view = (await beat({ viewerId })).json<BeatView>();
    expect(view.creditedSeconds).toBeGreaterThanOrEqual(15);
    expect(view.creditedSeconds).toBeLessThanOrEqual(await secondsSince(start));
    expect(view.requiredSeconds).toBe(minimumSeconds(lessonOf(LESSON).minutes));
    expect(await credited()).toBe(view.creditedSeconds);
  });

  it('is never given twice to two tabs: the newer one holds the lesson, the older one is told so', async () => {
    const [older, newer] = [randomUUID(), randomUUID()];
    await open(older);
    const start = await database.now();
    await beat({ viewerId: older });
    await open(newer);
    await beat({ viewerId: newer });
    for (let round = 0; round < 8; round += 1) {
      await database.advance('15 seconds');
      const [first, second] = await Promise.all([beat({ viewerId: older }), beat({ viewerId: newer })]);
      expect([first.status, code(first), second.status]).toEqual([409, 'LESSON_OPEN_ELSEWHERE', 200]);
    }
    expect(await credited()).toBeGreaterThanOrEqual(120);
    expect(await credited()).toBeLessThanOrEqual(await secondsSince(start));
  });

  it('goes to one lesson only, however many are open on several devices', async () => {
    const [phone, desk] = [randomUUID(), randomUUID()];
    await open(phone, OTHER);
    await beat({ viewerId: phone }, OTHER);
    await open(desk);
    const refused = await beat({ viewerId: phone }, OTHER);
    expect(code(refused)).toBe('LESSON_OPEN_ELSEWHERE');
    expect(refused.text).toContain(lessonOf(LESSON).title);
    expect(code(await beat({}, OTHER))).toBe('LESSON_OPEN_ELSEWHERE');
  });

  it('follows the same rule for a caller that names no tab', async () => {
    expect(code(await beat({}))).toBe('LESSON_NOT_OPEN');
    await open(randomUUID());
    const start = await database.now();
    await beat({});
    await database.advance('20 seconds');
    const together = await Promise.all([beat({}), beat({}), beat({})]);
    expect(together.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(await credited()).toBeGreaterThanOrEqual(20);
    expect(await credited()).toBeLessThanOrEqual(await secondsSince(start));
  });

  it('leaves out a gap of more than 30 seconds', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    await beat({ viewerId });
    await database.advance('10 minutes');
    expect((await beat({ viewerId })).json<BeatView>()).toMatchObject({ creditedSeconds: 0, reason: 'gap' });
  });

  it('waits for the answer to 还在学习吗, and what passed before the answer is lost', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    expect(code(await call('POST', `${base()}/presence`, person.cookie, { viewerId }))).toBe('PRESENCE_NOT_ASKED');
    await database.owner`update open_lessons set next_presence_at_seconds = 10 where person_id = ${person.personId}`;
    await beat({ viewerId });
    await database.advance('15 seconds');
    const asked = (await beat({ viewerId })).json<BeatView>();
    expect(asked.askPresence).toBe(true);
    await database.advance('25 seconds');
    expect((await beat({ viewerId })).json<BeatView>()).toMatchObject({
      creditedSeconds: asked.creditedSeconds,
      askPresence: true,
      reason: 'presence',
    });
    const start = await database.now();
    await call('POST', `${base()}/presence`, person.cookie, { viewerId });
    await database.advance('10 seconds');
    const after = (await beat({ viewerId })).json<BeatView>();
    expect(after.creditedSeconds - asked.creditedSeconds).toBeGreaterThanOrEqual(10);
    expect(after.creditedSeconds - asked.creditedSeconds).toBeLessThanOrEqual(await secondsSince(start));
  });

  it('ends at the planned minutes × 1.5', async () => {
    const viewerId = randomUUID();
    const cap = creditCapSeconds(lessonOf(LESSON).minutes);
    await open(viewerId);
    expect((await study(viewerId, cap + 1)).creditedSeconds).toBe(cap);
    expect(await credited()).toBe(cap);
  });

  it('takes no duration from the client: every field it does not know is refused', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    for (const forged of [
      { seconds: 36000 },
      { creditedSeconds: 600 },
      { at: '2026-01-01' },
      { personId: randomUUID() },
    ]) {
      const answer = await beat({ viewerId, ...forged });
      expect([answer.status, code(answer)]).toEqual([400, 'INVALID_INPUT']);
    }
    expect(await credited()).toBe(0);
  });

  it('of the last seconds of 31 December belongs to the old year, and the new year starts from nothing', async () => {
    const viewerId = randomUUID();
    await database.travelTo(`${YEAR}-12-31T23:59:35+08:00`);
    const late = await newCandidate(database.owner, YEAR);
    await open(viewerId, LESSON, late);
    await beat({ viewerId }, LESSON, late);
    await database.travelTo(`${YEAR}-12-31T23:59:50+08:00`);
    const before = (await beat({ viewerId }, LESSON, late)).json<BeatView>();
    expect(before.creditedSeconds).toBeGreaterThanOrEqual(14);
    await database.travelTo(`${YEAR + 1}-01-01T00:00:05+08:00`);
    expect((await beat({ viewerId }, LESSON, late)).json<BeatView>()).toMatchObject({ creditedSeconds: 0 });
    const rows = await database.owner<{ year: number; total: number }[]>`
      select training_year as year, sum(credited_seconds)::int as total from study_credits
      where person_id = ${late.personId} group by 1`;
    expect([...rows]).toEqual([{ year: YEAR, total: before.creditedSeconds }]);
  });
});

describe('a lesson', () => {
  it('is complete with time, sections and checks, and then writes one ledger row of the planned minutes', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    await readSections(viewerId);
    const checks = await answerChecks();
    expect(checks.at(-1)).toMatchObject({ correct: true, complete: false });
    expect(await ledger()).toHaveLength(0);
    const lesson = lessonOf(LESSON);
    const view = await study(viewerId, minimumSeconds(lesson.minutes));
    expect(view.complete).toBe(true);
    expect([...(await ledger())]).toEqual([
      { minutes: lesson.minutes, mode: 'online', trainingYear: YEAR, topics: [...lesson.topics], lessonId: LESSON },
    ]);
    const audit = await database.owner`
      select 1 from audit_events where action = 'lesson.complete' and actor_account_id = ${person.accountId}`;
    expect(audit).toHaveLength(1);
  });

  it('writes its hours once when ten heartbeats complete it at the same moment', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    await readSections(viewerId);
    await answerChecks();
    const required = minimumSeconds(lessonOf(LESSON).minutes);
    await beat({ viewerId });
    await database.owner`update lesson_progress set credited_seconds = ${required - 5} where person_id = ${person.personId}`;
    await database.advance('15 seconds');
    const answers = await Promise.all(Array.from({ length: 10 }, () => beat({ viewerId })));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(answers.every((answer) => answer.json<BeatView>().complete)).toBe(true);
    expect(await ledger()).toHaveLength(1);
  });

  it('refuses sections and checks that are not its own, and sections from a tab that does not hold it', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    const section = (body: unknown) => call('POST', `${base()}/sections`, person.cookie, body);
    expect(code(await section({ viewerId, section: 's99' }))).toBe('SECTION_NOT_PART_OF_LESSON');
    expect(code(await section({ viewerId: randomUUID(), section: 's1' }))).toBe('LESSON_OPEN_ELSEWHERE');
    const response = { type: 'boolean', value: true };
    for (const itemId of [`${OTHER}-c01`, `${LESSON}-e01`, `${LESSON}-p01`, 'nothing']) {
      const answer = await call('POST', `${base()}/checks`, person.cookie, { itemId, response });
      expect(code(answer)).toBe('CHECK_NOT_PART_OF_LESSON');
    }
    expect(code(await beat({ viewerId, section: 's99' }))).toBe('SECTION_NOT_PART_OF_LESSON');
    for (const unknown of ['m9-nothing', '..%2f..%2fetc']) {
      const answer = await call('POST', `/api/v1/lessons/${unknown}/open`, person.cookie, { viewerId });
      expect([answer.status, code(answer)]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('may be checked again after a wrong answer, which explains every option and does not count', async () => {
    await open(randomUUID());
    const [item] = await database.owner<{ itemId: string; wrong: string }[]>`
      select v.item_id as "itemId", o.id as wrong from item_versions v join item_keys k using (item_id, version),
        jsonb_to_recordset(v.body -> 'options') as o(id text, text text)
      where v.pool = 'check' and v.lesson_id = ${LESSON} and v.type = 'single' and not k.key -> 'correct' ? o.id limit 1`;
    const response = { type: 'single', choice: item?.wrong };
    const answer = await call('POST', `${base()}/checks`, person.cookie, { itemId: item?.itemId, response });
    const view = answer.json<CheckView>();
    expect(view).toMatchObject({ correct: false, checksDone: [] });
    expect(view.explanation).not.toBe('');
    expect(Object.keys(view.why).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect((await answerChecks()).every((check) => check.correct)).toBe(true);
  });

  it('is resumed where it was left', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    await beat({ viewerId, section: 's2' });
    expect((await open(randomUUID())).position).toBe('s2');
  });
});

describe('what a person sees', () => {
  it('is the own progress: a stranger, an administrator and nobody see none of it', async () => {
    const viewerId = randomUUID();
    await open(viewerId);
    await readSections(viewerId);
    const stranger = await newCandidate(database.owner, YEAR);
    const own = (await call('GET', '/api/v1/lessons', person.cookie)).json<LessonListView>();
    const theirs = (await call('GET', '/api/v1/lessons', stranger.cookie)).json<LessonListView>();
    expect(own.next?.lessonId).toBe(LESSON);
    expect(theirs.modules.flatMap((module) => module.lessons).some((lesson) => lesson.started)).toBe(false);
    expect((await open(randomUUID(), LESSON, stranger)).sectionsDone).toEqual([]);
    expect((await beat({ viewerId }, LESSON, stranger)).status).toBe(409);
    const administrator = await newAdministrator(database.owner, 'sysadmin');
    expect((await call('GET', '/api/v1/lessons', administrator.cookie)).status).toBe(403);
    expect((await call('GET', '/api/v1/lessons', null)).status).toBe(401);
  });

  it('names for each lesson the plans that demand it', async () => {
    const view = (await call('GET', '/api/v1/lessons', person.cookie)).json<LessonListView>();
    expect(view.plans.map((plan) => plan.planKind)).toEqual(['annual-all']);
    const cards = view.modules.flatMap((module) => module.lessons);
    const demanded = cards.filter((card) => card.requiredBy.includes('annual-all')).map((card) => card.lessonId);
    expect(demanded.sort()).toEqual([...(content().policies.get('annual-all')?.requiredLessons ?? [])].sort());
    expect(view.next?.requiredBy).toEqual(['annual-all']);
  });

  it('is the text of a cited article with every version of its law', async () => {
    const path = `/api/v1/laws/${encodeURIComponent('保密法')}/2024/31`;
    const view = (await call('GET', path, person.cookie)).json<LawArticleView>();
    expect(view).toMatchObject({ title: '第三十一条', isInForce: true, lawTitle: '中华人民共和国保守国家秘密法' });
    expect(view.versions.map((version) => version.version)).toEqual(['2024', '2010']);
    expect((await call('GET', path.replace(/31$/, '999'), person.cookie)).status).toBe(404);
    expect((await call('GET', path, null)).status).toBe(401);
  });
});
