import { beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import type { Result } from '#domain/shared/result.ts';
import { advanceCases } from '#server/jobs/advance-cases.ts';
import { openCase } from '#server/operations/cases/open-case.ts';
import { takeStep } from '#server/operations/cases/take-step.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { agree, caseCourses } from '#tests/support/case-courses.ts';
import type { Somebody } from '#tests/support/case-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const TODAY = '2026-11-02';

const database = await createTestDatabase();
const { owner } = database;
const course = await caseCourses(database);
const { world, officer, hr, office, leader, all, lifeOn, postsOn, openPlans, inPost } = course;
const { nominate, toTraining, toApproval, coolingOff, apply, suspended } = course;

beforeEach(() => database.travelTo(`${TODAY}T09:00:00+08:00`));

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

async function versionOf(caseId: string): Promise<number> {
  const [row] = await owner<{ version: number }[]>`select version from cases where id = ${caseId}`;
  return row?.version ?? 0;
}

const auditsOf = (subjectId: string, action: string) =>
  owner`select 1 from audit_events where subject_id = ${subjectId} and action = ${action} and outcome = 'done'`;

/** Does what the plan of a case asks for, without letting the system look at it. */
async function learnt(caseId: string, who: Somebody): Promise<void> {
  const [plan] = await owner<{ lessons: string[]; minutes: number; kind: string }[]>`
    select v.spec -> 'requiredLessons' as lessons, a.required_minutes as minutes, a.plan_kind as kind
    from plan_assignments a join policy_versions v on v.id = a.policy_version_id where a.case_id = ${caseId}`;
  for (const lessonId of plan?.lessons ?? [])
    await owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, round, title, occurred_from, occurred_to)
      select ${who.personId}, 2026, ${Math.ceil((plan?.minutes ?? 0) / (plan?.lessons.length ?? 1))}, 'online', ${lessonId}, 1,
        1 + coalesce((select max(round) from hours_ledger where person_id = ${who.personId} and lesson_id = ${lessonId}), 0),
        '课', app_now(), app_now()`;
  const [attempt] = await owner<{ id: string }[]>`
    insert into attempts (exam_id, person_id, attempt_no, state, seed, bank_hash, started_at, deadline_at, holder_session_id, closed_at, closed_by)
    select e.id, ${who.personId}, 1, 'graded', '', '', app_now(), app_now(), gen_random_uuid(), app_now(), 'candidate'
    from exams e where e.plan_kind = ${plan?.kind ?? ''} and e.training_year = 2026 returning id`;
  if (attempt)
    await owner`insert into grades (attempt_id, grade_no, score, max_score, passed, detail) values (${attempt.id}, 1, 95, 100, true, '{}')`;
}

describe('the same exclusive case', () => {
  it('opened five times at once is one case with one number, and the others are told', async () => {
    const who = await world.somebody();
    const postId = await world.post('general');
    const payload = { personId: who.personId, postId, startOn: '2026-12-01', reason: '岗位需要' };
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => openCase(officer.principal, 'entry', payload)));
    expect(results.map(codeOf).sort()).toEqual([...Array<string>(4).fill('CASE_ALREADY_OPEN'), 'ok']);
    const rows = await owner<{ id: string }[]>`select id from cases where person_id = ${who.personId}`;
    expect(rows).toHaveLength(1);
    expect(await auditsOf(rows[0]?.id ?? '', 'case.open')).toHaveLength(1);
  });

  it('of different kinds that exclude each other leaves one', async () => {
    const who = await inPost('important');
    const postId = await world.post('core');
    const results = await Promise.all([
      openCase(officer.principal, 'level-change', { personId: who.personId, postId, reason: '岗位调整' }),
      openCase(who.principal, 'exit', {
        personId: who.personId,
        exitKind: 'leave-post',
        cause: 'rotation',
        plannedOn: TODAY,
        reason: '轮岗',
      }),
    ]);
    expect(results.map(codeOf).sort()).toEqual(['CASE_PERSON_NOT_FITTING', 'ok']);
  });

  it('numbers of one kind never have a gap or a twin, however many are opened at once', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => inPost('general')));
    await Promise.all(
      people.map((who) =>
        openCase(who.principal, 'report', {
          matter: 'other',
          occurredOn: TODAY,
          description: '个人情况说明',
        }),
      ),
    );
    const rows = await owner<
      { n: number }[]
    >`select right(no, 4)::int as n from cases where kind = 'report' order by no`;
    expect(rows.map((row) => row.n)).toEqual(rows.map((_, i) => i + 1));
    expect(rows.length).toBeGreaterThanOrEqual(6);
  });
});

describe('steps at the same time', () => {
  it('by one person, sent three times, are recorded once', async () => {
    const who = await world.somebody();
    const caseId = await nominate(who, await world.post('general'));
    await toApproval(who, caseId);
    const version = await versionOf(caseId);
    const step = { event: 'approve-leader', version, payload: { effectiveOn: TODAY } };
    const results = await Promise.all([1, 2, 3].map(() => takeStep(leader.principal, caseId, step)));
    expect(results.map(codeOf).filter((code) => code === 'ok')).toHaveLength(1);
    expect(await owner`select 1 from post_assignments where case_id = ${caseId}`).toHaveLength(1);
    expect(await owner`select 1 from case_documents where case_id = ${caseId} and kind = 'appointment'`).toHaveLength(
      1,
    );
  });

  it('of two different offices on one version: the second is told, and can then act', async () => {
    const who = await inPost('general');
    const trip = await world.open(who, 'travel', {
      purpose: 'private',
      destination: '某国',
      departOn: '2026-12-01',
      returnOn: '2026-12-08',
      reason: '探亲',
    });
    const version = await versionOf(trip);
    const results = await Promise.all([
      takeStep(hr.principal, trip, { event: 'opinion-hr', version, payload: agree }),
      takeStep(office.principal, trip, { event: 'opinion-office', version, payload: agree }),
    ]);
    expect(results.map(codeOf).sort()).toEqual(['CASE_STALE', 'ok']);
    const late = results[0]?.ok ? ([office, 'opinion-office', agree] as const) : ([hr, 'opinion-hr', agree] as const);
    await all(trip, [late]);
  });

  it('one item of a clearance is confirmed by one of two', async () => {
    const who = await inPost('general');
    const caseId = await apply(who);
    await all(caseId, [
      [officer, 'opinion-unit', agree],
      [hr, 'approve-exit'],
    ]);
    const [item] = (await world.view(hr, caseId)).clearance;
    const version = await versionOf(caseId);
    const step = { event: 'confirm-item', version, payload: { itemId: item?.id ?? '' } };
    const results = await Promise.all([hr, office].map((one) => takeStep(one.principal, caseId, step)));
    expect(results.filter((one) => one.ok)).toHaveLength(1);
  });
});

describe('a plan that is completed', () => {
  it('while its case is withdrawn, either way round, leaves one consistent story', async () => {
    for (let round = 0; round < 6; round += 1) {
      const who = await world.somebody();
      const caseId = await nominate(who, await world.post('general'));
      await toTraining(who, caseId);
      await learnt(caseId, who);
      const version = await versionOf(caseId);
      const withdraw = () =>
        takeStep(officer.principal, caseId, { event: 'withdraw', version, payload: { reason: '人选调整' } });
      const settle = () => transaction((tx) => settlePlans(tx, who.personId, 2026));
      const [withdrawn] = await Promise.all(
        round % 2 === 0 ? [withdraw(), settle()] : [settle().then(withdraw), Promise.resolve()],
      );
      const view = await world.view(officer, caseId);
      const life = (await lifeOn(who, TODAY))?.life;
      if (codeOf(withdrawn as Result<unknown>) === 'ok') expect([view.state, life]).toEqual(['withdrawn', 'ordinary']);
      else expect([view.state, life]).toEqual(['pledge', 'entering']);
      expect(await openPlans(caseId)).toBe(0);
      expect(view.version).toBe(view.steps.length);
    }
  }, 30_000);

  it('twice at once moves its case once and issues one certificate', async () => {
    const who = await world.somebody();
    const caseId = await nominate(who, await world.post('general'));
    await toTraining(who, caseId);
    await learnt(caseId, who);
    await Promise.all([1, 2, 3].map(() => transaction((tx) => settlePlans(tx, who.personId, 2026))));
    expect((await world.view(officer, caseId)).state).toBe('pledge');
    const certificates =
      await owner`select 1 from certificates c join plan_assignments a on a.id = c.assignment_id where a.case_id = ${caseId}`;
    expect(certificates).toHaveLength(1);
    const moves = await owner`select 1 from case_transitions where case_id = ${caseId} and event = 'pass-exam'`;
    expect(moves).toHaveLength(1);
  });
});

describe('the job that follows dates', () => {
  it('on three instances at once moves each case once and opens one 复审', async () => {
    const leaving = await inPost('general');
    const exitId = await coolingOff(leaving, 'leave-post');
    const due = await inPost('core');
    await owner`update post_assignments set valid_from = '2026-05-20' where person_id = ${due.personId}`;
    await database.travelTo('2027-05-05T09:00:00+08:00');
    await Promise.all([advanceCases(), advanceCases(), advanceCases()]);
    const moves = await owner`select 1 from case_transitions where case_id = ${exitId} and event = 'reach-end'`;
    expect(moves).toHaveLength(1);
    expect(await owner`select 1 from cases where person_id = ${due.personId} and kind = 'review'`).toHaveLength(1);
  });

  it('moving a case on while somebody acts in it keeps the numbers of its steps whole', async () => {
    const who = await inPost('general');
    const exitId = await coolingOff(who, 'leave-post');
    await database.travelTo('2027-05-05T09:00:00+08:00');
    const version = await versionOf(exitId);
    const visit = { visitedOn: '2027-05-01', manner: 'phone', findings: '无异常' };
    await Promise.all([
      advanceCases(),
      takeStep(hr.principal, exitId, { event: 'record-visit', version, payload: visit }),
    ]);
    const steps = await owner<
      { n: number }[]
    >`select seq_no as n from case_transitions where case_id = ${exitId} order by seq_no`;
    expect(steps.map((step) => step.n)).toEqual(steps.map((_, i) => i + 1));
    expect((await world.view(hr, exitId)).state).toBe('expiring');
  });
});

describe('a post', () => {
  it('closed while somebody is appointed to it: one of the two happens', async () => {
    for (let round = 0; round < 3; round += 1) {
      const who = await world.somebody();
      const postId = await world.post('general');
      const caseId = await nominate(who, postId);
      await toApproval(who, caseId);
      const [post] = await owner<
        { code: string; unitId: string }[]
      >`select code, unit_id as "unitId" from posts where id = ${postId}`;
      const closing = await world.open(officer, 'post', {
        action: 'close',
        code: post?.code ?? '',
        name: '文件管理岗',
        unitId: post?.unitId ?? '',
        level: 'general',
        basis: '不再经管涉密文件',
        reviewOn: '2028-11-01',
      });
      await all(closing, [
        [office, 'opinion-office', agree],
        [hr, 'opinion-hr', agree],
      ]);
      const [close, appoint] = await Promise.all([
        takeStep(leader.principal, closing, { event: 'approve-post', version: await versionOf(closing), payload: {} }),
        takeStep(leader.principal, caseId, {
          event: 'approve-leader',
          version: await versionOf(caseId),
          payload: { effectiveOn: TODAY },
        }),
      ]);
      expect([codeOf(close), codeOf(appoint)].sort()).toEqual(
        close.ok ? ['POST_NOT_ACTIVE', 'ok'] : ['POST_STILL_HELD', 'ok'],
      );
      expect(await postsOn(who, TODAY)).toEqual(appoint.ok ? [postId] : []);
    }
  });
});

describe('暂停接触 and 离岗', () => {
  it('resumed and approved at once leave the person leaving', async () => {
    const who = await inPost('general');
    const suspension = await suspended(who);
    const exitId = await apply(who);
    await all(exitId, [[officer, 'opinion-unit', agree]]);
    await all(suspension, [[office, 'propose-resume', { reason: '已补学' }]]);
    await Promise.all([
      takeStep(hr.principal, exitId, { event: 'approve-exit', version: await versionOf(exitId), payload: {} }),
      takeStep(officer.principal, suspension, {
        event: 'confirm-resume',
        version: await versionOf(suspension),
        payload: {},
      }),
    ]);
    expect((await lifeOn(who, TODAY))?.life).toBe('leaving');
  });
});
