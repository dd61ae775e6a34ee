import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import type { AttemptView, ExamView } from '#domain/assessment/attempt-view.ts';
import { minimumSeconds } from '#domain/learning/lesson-complete.ts';
import type { BeatView } from '#domain/learning/lesson-view.ts';
import type { PlanKind } from '#domain/policy/plan-policy.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { content } from '#server/content/read-content.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { createApi } from '#server/http/api.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { listLessons } from '#server/operations/learning/list-lessons.ts';
import { assignEventPlan, endEventPlans } from '#server/operations/plans/assign-event.ts';
import { ownStandings } from '#server/operations/standing.ts';
import { type Candidate, caller, newCandidate, openSession } from '#tests/support/exam-world.ts';
import { principalWith } from '#tests/support/people-builder.ts';
import { type Key, rightAnswer } from '#tests/support/right-answer.ts';
import { contentWith } from '#tests/support/some-content.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const call = caller(createApi());
const LESSON = 'm6-phones';
const MEETING = ['m5-meetings', LESSON];
const EXIT = ['m5-carriers', 'm6-devices', 'm7-five-causes'];
const all = contentWith({
  travel: null,
  exit: {
    requiredLessons: EXIT,
    electiveLessons: [],
    requiredMinutes: 45,
    blueprintId: 'exit',
    dueDays: 20,
    exam: null,
  },
  meeting: { requiredLessons: MEETING, electiveLessons: [], requiredMinutes: 22, blueprintId: null },
});
let who: Candidate;

beforeAll(async () => {
  await world.travelTo('2026-12-20T09:00:00+08:00');
  await loadContent({ all });
  await ensureSigningKey();
});

beforeEach(async () => {
  await world.travelTo('2026-12-20T09:00:00+08:00');
  who = await newCandidate(world.owner, 2026);
});

async function assign(planKind: PlanKind, caseId: string = randomUUID()): Promise<string> {
  const event = { personId: who.personId, planKind, caseId, reason: '测试', assignedBy: null };
  const assigned = await transaction((tx) => assignEventPlan(tx, event));
  if (!assigned.ok) throw new Error(assigned.error.code);
  return assigned.value;
}

const standingsOf = (year: number) => ownStandings(principalWith([], { personId: who.personId }), year);

async function planOf(kind: PlanKind, year = 2026) {
  const found = (await standingsOf(year)).find(({ plan }) => plan.planKind === kind);
  if (!found) throw new Error(`no plan ${kind}`);
  return found;
}

async function counted(kind: PlanKind, year = 2026): Promise<number | undefined> {
  return (await planOf(kind, year)).standing.rules.find((rule) => rule.id === 'hours')?.counted;
}

/** Later, signed in again. */
async function later(move: () => Promise<void>): Promise<void> {
  await move();
  who = { ...who, ...(await openSession(world.owner, who.accountId)) };
}

/** Reads a lesson to the end through the API. */
async function read(lessonId: string): Promise<void> {
  const viewerId = randomUUID();
  const base = `/api/v1/lessons/${lessonId}`;
  const lesson = content().lessons.get(lessonId);
  if (!lesson) throw new Error(`no lesson ${lessonId}`);
  await call('POST', `${base}/open`, who.cookie, { viewerId });
  for (const { id } of lesson.sections) await call('POST', `${base}/sections`, who.cookie, { viewerId, section: id });
  const keys = await world.owner<{ itemId: string; key: Key }[]>`
    select v.item_id as "itemId", k.key from item_versions v join item_keys k using (item_id, version)
    where v.pool = 'check' and v.lesson_id = ${lessonId} and v.is_current`;
  for (const { itemId, key } of keys) {
    await call('POST', `${base}/checks`, who.cookie, { itemId, response: rightAnswer(key) });
  }
  await call('POST', `${base}/heartbeat`, who.cookie, { viewerId });
  await world.owner`update lesson_progress set credited_seconds = ${minimumSeconds(lesson.minutes) - 5}
    where person_id = ${who.personId} and lesson_id = ${lessonId} and completed_at is null`;
  await world.advance('15 seconds');
  const beat = await call('POST', `${base}/heartbeat`, who.cookie, { viewerId });
  expect(beat.json<BeatView>().complete).toBe(true);
}

/** Puts whole lessons on record without reading them. */
const record = (lessons: readonly string[], year: number, round = 1) =>
  world.owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, round, title, occurred_from, occurred_to)
    select ${who.personId}, ${year}, planned_minutes, 'online', lesson_id, version, ${round}, title, app_now(), app_now()
    from lesson_versions where is_current and lesson_id = any(${lessons as string[]})`;

const rounds = () => world.owner<{ lesson: string; round: number; done: boolean; seconds: number }[]>`
  select lesson_id as lesson, round, completed_at is not null as done, credited_seconds as seconds
  from lesson_progress where person_id = ${who.personId} order by 1`;

describe('a plan of an event', () => {
  it('is due so many days after the event and counts from it', async () => {
    const id = await assign('exit');
    const [row] = await world.owner`select due_on::text as due, training_year as year, counts_from = assigned_at as same
      from plan_assignments where id = ${id}`;
    expect({ ...row }).toEqual({ due: '2027-01-09', year: 2026, same: true });
  });

  it('is refused while its kind has no rule, and nothing of it stays', async () => {
    const caseId = randomUUID();
    const event = { personId: who.personId, planKind: 'travel' as const, caseId, reason: '出境', assignedBy: null };
    const refused = await transaction((tx) => assignEventPlan(tx, event));
    expect(refused).toMatchObject({ ok: false, error: { code: 'PLAN_POLICY_MISSING' } });
    expect(await world.owner`select 1 from plan_assignments where case_id = ${caseId}`).toHaveLength(0);
    const annual = { ...event, planKind: 'annual-all' as const };
    await expect(transaction((tx) => assignEventPlan(tx, annual))).rejects.toThrow('no plan of an event');
  });

  it('asks anew for a lesson of the year, whose second reading counts for it and once for the year', async () => {
    await read(LESSON);
    const minutes = content().lessons.get(LESSON)?.minutes ?? 0;
    await assign('meeting');
    expect([...(await rounds())]).toEqual([{ lesson: LESSON, round: 2, done: false, seconds: 0 }]);
    expect(await counted('meeting')).toBe(0);
    expect(await counted('annual-all')).toBe(minutes);
    const view = await listLessons(principalWith([], { personId: who.personId }));
    const card = view.modules.flatMap((module) => module.lessons).find((one) => one.lessonId === LESSON);
    expect(card).toMatchObject({ complete: false, started: false, requiredBy: ['annual-all', 'meeting'] });
    await world.advance('1 hour');
    await read(LESSON);
    await read('m5-meetings');
    expect(await counted('annual-all')).toBe(minutes + (content().lessons.get('m5-meetings')?.minutes ?? 0));
    expect((await planOf('meeting')).plan.completedAt).not.toBeNull();
    const rows =
      await world.owner`select round from hours_ledger where person_id = ${who.personId} and lesson_id = ${LESSON} order by 1`;
    expect(rows.map((row) => row.round)).toEqual([1, 2]);
  });

  it('is finished in the next year when the event was in this one', async () => {
    await assign('meeting');
    await record(['m5-meetings'], 2026);
    await world.travelTo('2027-01-02T09:00:00+08:00');
    await record([LESSON], 2027);
    const { completed } = await transaction((tx) => settlePlans(tx, who.personId, 2027));
    expect(completed).toHaveLength(1);
    const [row] = await world.owner`select completed_on::text as done, training_year as year, counted_minutes as minutes
      from plan_progress where person_id = ${who.personId} and plan_kind = 'meeting'`;
    expect({ ...row }).toEqual({ done: '2027-01-02', year: 2026, minutes: 22 });
  });

  it('gives way to a new one of the same case, and ends with its case', async () => {
    const caseId = randomUUID();
    const first = await assign('exit', caseId);
    await world.advance('1 day');
    const second = await assign('exit', caseId);
    const open = async () =>
      (await standingsOf(2026)).flatMap(({ plan }) => (plan.caseId === caseId ? [plan.assignmentId] : []));
    expect(await open()).toEqual([second]);
    await transaction((tx) => endEventPlans(tx, caseId, '事项已撤回'));
    expect(await open()).toEqual([]);
    const rows =
      await world.owner`select id, ended_reason as reason from plan_assignments where case_id = ${caseId} order by assigned_at`;
    expect(rows.map((row) => row.id)).toEqual([first, second]);
    expect(rows[1]?.reason).toBe('事项已撤回');
  });
});

describe('a lesson whose minutes were taken back', () => {
  it('is open again and can be earned once more', async () => {
    await read(LESSON);
    const [row] = await world.owner<{ id: string; minutes: number }[]>`
      select id, minutes from hours_ledger where person_id = ${who.personId}`;
    await world.owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, occurred_from, occurred_to, reverses_id)
      values (${who.personId}, 2026, ${-(row?.minutes ?? 0)}, 'correction', '更正', app_now(), app_now(), ${row?.id ?? ''})`;
    expect(await counted('annual-all')).toBe(0);
    expect((await planOf('annual-all')).standing.rules.find((rule) => rule.id === 'lessons')?.counted).toBe(0);
    await read(LESSON);
    expect(await counted('annual-all')).toBe(row?.minutes);
  });
});

describe('the exam of an event', () => {
  const exams = async () => (await call('GET', '/api/v1/exams', who.cookie)).json<{ exams: ExamView[] }>().exams;
  const exitExam = async () => (await exams()).filter((exam) => exam.planKind === 'exit');
  const start = (examId: string) => call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie);

  async function sit(examId: string, isRight: boolean): Promise<void> {
    const started = await start(examId);
    expect(started.status, started.text).toBe(201);
    const attempt = started.json<AttemptView>();
    if (isRight) {
      const keys = await world.owner<{ position: number; key: Key }[]>`
        select position, key from attempt_items i join item_keys k on k.item_id = i.item_id and k.version = i.item_version
        where attempt_id = ${attempt.attemptId}`;
      for (const { position, key } of keys) {
        const body = { seq: 1, response: rightAnswer(key) };
        await call('PUT', `/api/v1/attempts/${attempt.attemptId}/answers/${position}`, who.cookie, body);
      }
    }
    const submitted = await call('POST', `/api/v1/attempts/${attempt.attemptId}/submit`, who.cookie);
    expect(submitted.status, submitted.text).toBe(200);
  }

  it('is open to whoever owes the plan, by the rules of its policy, and to nobody else', async () => {
    expect(await exitExam()).toEqual([]);
    const [exam] = await world.owner<
      { id: string }[]
    >`select id from exams where plan_kind = 'exit' and training_year = 2026`;
    expect((await start(exam?.id ?? '')).json<{ code: string }>().code).toBe('NOT_ASSIGNED');
    await assign('exit');
    expect(await exitExam()).toMatchObject([{ passMark: 80, blockedBy: null, attemptsUsed: 0 }]);
    await assign('entry-important');
    const entry = (await exams()).find((one) => one.planKind === 'entry-important');
    expect(entry).toMatchObject({ passMark: 85, attemptsMax: 2, coolDownMinutes: 1440 });
    expect(entry?.blockedBy?.code).toBe('LESSONS_INCOMPLETE');
  });

  it('counts attempts, the pass and the cool-down from the event on', async () => {
    await assign('exit');
    const [exam] = await exitExam();
    await sit(exam?.examId ?? '', false);
    expect((await exitExam())[0]?.blockedBy?.code).toBe('COOLING_DOWN');
    await later(() => world.advance('1 day'));
    await sit(exam?.examId ?? '', true);
    expect((await exitExam())[0]?.blockedBy?.code).toBe('ALREADY_PASSED');
    await later(() => world.advance('1 day'));
    const again = await assign('exit');
    expect(await exitExam()).toMatchObject([{ blockedBy: null, attemptsUsed: 0, passed: false, assignmentId: again }]);
    const standings = await standingsOf(2026);
    const renewed = standings.find(({ plan }) => plan.assignmentId === again)?.standing;
    expect(renewed?.rules.find((rule) => rule.id === 'exam')?.met).toBe(false);
  });

  it('goes on in the next year at that year’s exam, with the attempts of both counted together', async () => {
    await assign('exit');
    const [old] = await exitExam();
    await sit(old?.examId ?? '', false);
    await later(() => world.travelTo('2027-01-02T09:00:00+08:00'));
    await loadContent({ all });
    const [now, closed] = await exitExam();
    expect(now).toMatchObject({ trainingYear: 2027, attemptsUsed: 1, blockedBy: null });
    expect(closed).toMatchObject({ trainingYear: 2026, blockedBy: { code: 'EXAM_CLOSED' } });
    await record(EXIT, 2027);
    await sit(now?.examId ?? '', true);
    const [row] = await world.owner<{ certificate: string | null }[]>`
      select c.certificate_id as certificate from plan_completions c join plan_assignments a on a.id = c.assignment_id
      where a.person_id = ${who.personId} and a.plan_kind = 'exit'`;
    expect(row?.certificate).not.toBeNull();
  });

  it('tells its case when the last chance is failed, and not before', async () => {
    const [row] = await world.owner<{ id: string }[]>`
      insert into cases (no, kind, person_id, unit_id, state, version, turn, state_since, opened_at)
      select ${randomUUID()}, 'exit', ${who.personId}, unit_id, 'clearance', 1, '{subject}', app_now(), app_now()
      from person_assignments where person_id = ${who.personId} returning id`;
    const caseId = row?.id ?? '';
    const turn = async () => (await world.owner`select turn from cases where id = ${caseId}`)[0]?.turn;
    await assign('exit', caseId);
    const [exam] = await exitExam();
    for (let left = exam?.attemptsMax ?? 0; left > 0; left -= 1) {
      expect(await turn()).toEqual(['subject']);
      await sit(exam?.examId ?? '', false);
      await later(() => world.advance('2 hours'));
    }
    expect(await turn()).toEqual(['office']);
    expect((await exitExam())[0]?.blockedBy?.code).toBe('ATTEMPT_LIMIT_REACHED');
    expect((await planOf('exit')).standing.nextStep.kind).toBe('lesson');
    await assign('exit', caseId);
    expect((await exitExam())[0]?.blockedBy).toBeNull();
  });
});
