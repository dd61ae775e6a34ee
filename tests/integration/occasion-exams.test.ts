import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import type { AttemptView, ExamView } from '#domain/assessment/attempt-view.ts';
import type { PlanKind } from '#domain/policy/plan-policy.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { createApi } from '#server/http/api.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { readOwnHome } from '#server/operations/home/read-own-home.ts';
import { assignByHand } from '#server/operations/plans/assign-by-hand.ts';
import { assignEventPlan } from '#server/operations/plans/assign-event.ts';
import { agree, caseCourses } from '#tests/support/case-courses.ts';
import { caller, newCandidate, openSession } from '#tests/support/exam-world.ts';
import { type Key, rightAnswer } from '#tests/support/right-answer.ts';
import { contentWith } from '#tests/support/some-content.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const NOW = '2026-11-02T09:00:00+08:00';
const database = await createTestDatabase();
const { owner } = database;
const call = caller(createApi());

/** The rule as it was before it had an exam, and a plan that was assigned by it. */
await database.travelTo(NOW);
await loadContent({ all: contentWith({ travel: { version: 1, blueprintId: null, lessonsBeforeExam: false } }) });
const early = await newCandidate(owner, 2026);
await transaction((tx) =>
  assignEventPlan(tx, {
    personId: early.personId,
    planKind: 'travel',
    caseId: randomUUID(),
    reason: '出境',
    assignedBy: null,
  }),
);

const { world, hr, office, leader, all, inPost } = await caseCourses(database);
type Traveller = Awaited<ReturnType<typeof inPost>>;
let who: Traveller;

beforeEach(async () => {
  await database.travelTo(NOW);
  who = await inPost('general');
});

/** A trip as far as its education. */
async function approved(departOn = '2026-11-20'): Promise<string> {
  const asked = { purpose: 'private', destination: '某国', departOn, returnOn: '2026-11-28', reason: '探亲旅行' };
  const caseId = await world.open(who, 'travel', asked);
  await all(caseId, [
    [hr, 'opinion-hr', agree],
    [office, 'opinion-office', agree],
    [leader, 'approve-travel'],
  ]);
  return caseId;
}

/** Puts the required lessons of a kind on record now. */
async function learn(personId: string, kind: PlanKind): Promise<void> {
  await owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, round, title, occurred_from, occurred_to)
    select ${personId}, 2026, l.planned_minutes, 'online', l.lesson_id, l.version,
      1 + coalesce((select max(h.round) from hours_ledger h where h.person_id = ${personId} and h.lesson_id = l.lesson_id), 0),
      l.title, app_now(), app_now()
    from lesson_versions l join policy_versions v on v.spec -> 'requiredLessons' ? l.lesson_id
    where l.is_current and v.plan_kind = ${kind} and v.version = (select max(version) from policy_versions where plan_kind = ${kind})`;
  await transaction((tx) => settlePlans(tx, personId, 2026));
}

const cookieOf = async (accountId: string) => (await openSession(owner, accountId)).cookie;

async function examOf(accountId: string, kind: PlanKind): Promise<ExamView | undefined> {
  const listed = await call('GET', '/api/v1/exams', await cookieOf(accountId));
  return listed.json<{ exams: ExamView[] }>().exams.find((exam) => exam.planKind === kind);
}

/** Sits the exam of a kind. @returns the questions of the paper. */
async function sit(accountId: string, kind: PlanKind, isRight: boolean): Promise<string[]> {
  const cookie = await cookieOf(accountId);
  const exam = await examOf(accountId, kind);
  const started = await call('POST', `/api/v1/exams/${exam?.examId}/attempts`, cookie);
  expect(started.status, started.text).toBe(201);
  const { attemptId } = started.json<AttemptView>();
  const items = await owner<{ position: number; itemId: string; key: Key }[]>`
    select i.position, i.item_id as "itemId", k.key from attempt_items i
    join item_keys k on k.item_id = i.item_id and k.version = i.item_version where i.attempt_id = ${attemptId}`;
  for (const { position, key } of isRight ? items : [])
    await call('PUT', `/api/v1/attempts/${attemptId}/answers/${position}`, cookie, {
      seq: 1,
      response: rightAnswer(key),
    });
  expect((await call('POST', `/api/v1/attempts/${attemptId}/submit`, cookie)).status).toBe(200);
  return items.map(({ itemId }) => itemId);
}

const certificatesOf = async (personId: string) =>
  (
    await owner`select payload::jsonb ->> 'title' as title from certificates where person_id = ${personId} order by issued_on`
  ).map((row) => row.title);

async function todosOf(one: Traveller): Promise<string[]> {
  const home = await readOwnHome(one.principal, 2026, new Date(NOW));
  return home.todos.map(({ title, verb }) => `${title}：${verb}`);
}

describe('a trip', () => {
  it('is not cleared before the exam is passed, and then with a certificate', async () => {
    const trip = await approved();
    expect((await examOf(who.accountId, 'travel'))?.blockedBy?.code).toBe('LESSONS_INCOMPLETE');
    await learn(who.personId, 'travel');
    expect(await world.view(who, trip)).toMatchObject({ state: 'education', plan: { state: 'lessons-done' } });
    expect(await todosOf(who)).toContain('2026 年出境前保密知识考核：去考试');
    await sit(who.accountId, 'travel', false);
    expect((await examOf(who.accountId, 'travel'))?.blockedBy?.code).toBe('COOLING_DOWN');
    expect((await world.view(who, trip)).state).toBe('education');
    await database.advance('10 minutes');
    await sit(who.accountId, 'travel', true);
    expect(await world.view(who, trip)).toMatchObject({ state: 'cleared', plan: { state: 'complete' } });
    expect(await certificatesOf(who.personId)).toEqual(['出境前保密教育考核合格证明']);
  });

  it('that begins tomorrow has an exam at once, and is learnt for until its first day', async () => {
    const trip = await approved('2026-11-03');
    expect(await world.view(who, trip)).toMatchObject({ state: 'education', dueOn: '2026-11-03' });
    await learn(who.personId, 'travel');
    expect(await examOf(who.accountId, 'travel')).toMatchObject({
      blockedBy: null,
      passMark: 80,
      attemptsMax: 3,
      itemCount: 8,
      durationSeconds: 600,
    });
  });

  it('asks anew each time: another plan, all chances and questions not met before', async () => {
    await approved();
    await learn(who.personId, 'travel');
    const first = await sit(who.accountId, 'travel', true);
    await database.advance('1 day');
    const trip = await approved();
    expect(await examOf(who.accountId, 'travel')).toMatchObject({
      attemptsUsed: 0,
      passed: false,
      blockedBy: { code: 'LESSONS_INCOMPLETE' },
    });
    await learn(who.personId, 'travel');
    expect((await world.view(who, trip)).state).toBe('education');
    const second = await sit(who.accountId, 'travel', true);
    expect(second.filter((item) => first.includes(item))).toEqual([]);
    expect((await world.view(who, trip)).state).toBe('cleared');
    expect(await certificatesOf(who.personId)).toHaveLength(2);
  });

  it('whose chances are used up waits for 保密办, who arranges the education anew until the departure', async () => {
    const trip = await approved();
    await learn(who.personId, 'travel');
    for (let left = 3; left > 0; left -= 1) {
      expect((await world.view(hr, trip)).turn.map(({ actor }) => actor)).toEqual(['subject']);
      await sit(who.accountId, 'travel', false);
      await database.advance('10 minutes');
    }
    expect((await world.view(hr, trip)).turn.map(({ actor }) => actor)).toEqual(['office']);
    expect((await examOf(who.accountId, 'travel'))?.blockedBy?.code).toBe('ATTEMPT_LIMIT_REACHED');
    const again = { reason: '机会用完，重新学习' };
    expect(await world.step(hr, trip, 'restart-training', again)).toBe('CASE_NOT_YOUR_STEP');
    await all(trip, [[office, 'restart-training', again]]);
    expect(await examOf(who.accountId, 'travel')).toMatchObject({ attemptsUsed: 0 });
    await learn(who.personId, 'travel');
    await database.travelTo('2026-11-21T09:00:00+08:00');
    expect(await world.step(office, trip, 'restart-training', again)).toBe('CASE_TRIP_BEGUN');
    await sit(who.accountId, 'travel', true);
    expect((await world.view(hr, trip)).state).toBe('cleared');
  });

  it('whose plan was assigned while the rule had no exam is not asked for one afterwards', async () => {
    expect(await examOf(early.accountId, 'travel')).toBeUndefined();
    await database.advance('1 hour');
    await learn(early.personId, 'travel');
    const [row] = await owner`select c.certificate_id as certificate from plan_completions c
      join plan_assignments a on a.id = c.assignment_id where a.person_id = ${early.personId} and a.plan_kind = 'travel'`;
    expect(row).toEqual({ certificate: null });
  });
});

describe('a meeting', () => {
  const invited = (title: string, heldOn: string) =>
    assignByHand(office.principal, {
      planKind: 'meeting',
      personIds: [who.personId],
      reason: '列入参会名单',
      meeting: { title, heldOn },
      occasionId: randomUUID(),
    });
  const openMeetings = async () =>
    (
      await owner`select 1 from plan_assignments a where a.person_id = ${who.personId} and a.plan_kind = 'meeting'
        and not exists (select from plan_completions c where c.assignment_id = a.id)`
    ).length;

  it('asks for its exam before it is done, and the next one for another', async () => {
    expect(await invited('年中例会', '2026-11-04')).toMatchObject({ ok: true, value: { assigned: 1 } });
    await learn(who.personId, 'meeting');
    expect(await examOf(who.accountId, 'meeting')).toMatchObject({
      blockedBy: null,
      itemCount: 6,
      durationSeconds: 480,
    });
    expect(await openMeetings()).toBe(1);
    await sit(who.accountId, 'meeting', true);
    expect(await openMeetings()).toBe(0);
    await database.advance('1 hour');
    expect(await invited('年末例会', '2026-11-06')).toMatchObject({ ok: true, value: { assigned: 1 } });
    expect(await examOf(who.accountId, 'meeting')).toMatchObject({ attemptsUsed: 0, passed: false });
    expect(await openMeetings()).toBe(1);
  });

  it('beside another one shares its exam with it, which neither calls not arranged', async () => {
    await invited('年中例会', '2026-11-04');
    await database.advance('1 hour');
    await invited('专题会', '2026-11-05');
    await learn(who.personId, 'meeting');
    const open = (await todosOf(who)).filter((text) => text.includes('涉密会议前'));
    expect(open).toEqual(Array(2).fill('2026 年涉密会议前保密知识考核：去考试'));
    await sit(who.accountId, 'meeting', true);
    expect(await openMeetings()).toBe(0);
  });
});
