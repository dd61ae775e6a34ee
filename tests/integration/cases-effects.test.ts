import { beforeEach, describe, expect, it } from 'vitest';
import { loadContent } from '#server/content/load-into-database.ts';
import { advanceCases } from '#server/jobs/advance-cases.ts';
import { agree, caseCourses } from '#tests/support/case-courses.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const TODAY = '2026-11-02';

const database = await createTestDatabase();
const { owner } = database;
const course = await caseCourses(database);
const { world, officer, hr, office, leader, all, lifeOn, postsOn, openPlans, inPost } = course;
const { nominate, toReview, toTraining, toApproval, appointed, changeLevel, handedOver } = course;
const { apply, toPeriod, coolingOff, proposeSuspension, suspended } = course;

beforeEach(() => database.travelTo(`${TODAY}T09:00:00+08:00`));

describe('a nomination that ends early', () => {
  it.each([
    ['nominated', async () => undefined],
    ['under-review', toReview],
    ['training', toTraining],
    ['approval', toApproval],
  ] as const)('withdrawn when it is %s leaves life, posts and plans as they were', async (state, lead) => {
    const who = await world.somebody();
    const caseId = await nominate(who, await world.post('general'));
    await lead(who, caseId);
    expect((await world.view(officer, caseId)).state).toBe(state);
    expect(await world.step(officer, caseId, 'withdraw', { reason: '人选调整' })).toBe('ok');
    expect(await lifeOn(who, TODAY)).toMatchObject({ life: 'ordinary', category: 'none' });
    expect([await postsOn(who, TODAY), await openPlans(caseId)]).toEqual([[], 0]);
  });

  it('refused by the leader leaves life and posts as they were', async () => {
    const who = await world.somebody();
    const caseId = await nominate(who, await world.post('general'));
    await toApproval(who, caseId);
    expect(await world.step(leader, caseId, 'refuse-appointment', { restrictedReason: '另有安排' })).toBe('ok');
    expect(await lifeOn(who, TODAY)).toMatchObject({ life: 'ordinary', category: 'none' });
    expect(await postsOn(who, TODAY)).toEqual([]);
  });

  it('made in the 脱密期 and withdrawn lets the 脱密期 go on; made good, it ends it', async () => {
    const who = await inPost('general');
    const exitId = await coolingOff(who, 'leave-post');
    const first = await nominate(who, await world.post('general'));
    expect(await lifeOn(who, TODAY)).toMatchObject({ life: 'entering' });
    await all(first, [[officer, 'withdraw', { reason: '人选调整' }]]);
    expect(await lifeOn(who, TODAY)).toMatchObject({ life: 'cooling-off' });
    await appointed(who, await world.post('general'));
    await advanceCases();
    expect((await world.view(hr, exitId)).state).toBe('returned');
    expect(await lifeOn(who, TODAY)).toMatchObject({ life: 'in-post', category: 'general' });
  });

  it('of somebody who had left, withdrawn after the 脱密期 ended, leaves them as left', async () => {
    const who = await inPost('general');
    const exitId = await coolingOff(who, 'leave-unit');
    await database.travelTo('2027-04-20T09:00:00+08:00');
    const caseId = await nominate(who, await world.post('general'), '2027-06-01');
    await database.travelTo('2027-05-03T09:00:00+08:00');
    await advanceCases();
    await all(exitId, [
      [office, 'confirm-expiry-office', agree],
      [hr, 'confirm-expiry-hr'],
    ]);
    expect((await lifeOn(who, '2027-05-03'))?.life).toBe('entering');
    await all(caseId, [[officer, 'withdraw', { reason: '人选调整' }]]);
    expect((await lifeOn(who, '2027-05-03'))?.life).toBe('left');
    const [row] = await owner`select left_on::text from people where id = ${who.personId}`;
    expect(row?.left_on).toBe('2027-05-03');
  });
});

describe('a change of level', () => {
  it.each(['general', 'core'] as const)(
    'to %s that is refused or withdrawn leaves the person in post as before',
    async (to) => {
      const who = await inPost('important');
      const [held] = await postsOn(who, TODAY);
      const caseId =
        to === 'core' ? await changeLevel(who, await world.post(to)) : await handedOver(who, await world.post(to));
      if (to === 'core') await toApproval(who, caseId);
      const event = to === 'core' ? 'refuse-appointment' : 'refuse-down';
      await all(caseId, [[leader, event, { restrictedReason: '另有安排' }]]);
      expect(await lifeOn(who, TODAY)).toMatchObject({ life: 'in-post', category: 'important' });
      expect(await postsOn(who, TODAY)).toEqual([held]);
      const second = await changeLevel(who, await world.post(to));
      await all(second, [[officer, 'withdraw', { reason: '不再需要' }]]);
      expect(await lifeOn(who, TODAY)).toMatchObject({ life: 'in-post', category: 'important' });
      expect([await postsOn(who, TODAY), await openPlans(second)]).toEqual([[held], 0]);
    },
  );

  it('never lifts a 暂停接触 that was confirmed meanwhile', async () => {
    const who = await inPost('important');
    const caseId = await handedOver(who, await world.post('general'));
    await suspended(who);
    expect(await world.step(leader, caseId, 'approve-down', { effectiveOn: TODAY })).toBe('CASE_PERSON_NOT_FITTING');
    expect(await lifeOn(who, TODAY)).toMatchObject({ life: 'suspended', category: 'important' });
  });

  it('does not let a failed review pass without 离岗: it must be withdrawn first', async () => {
    const who = await inPost('important');
    const review = await world.open(hr, 'review', { personId: who.personId, cause: 'doubt' });
    const second = await world.somebody('hr');
    const change = await changeLevel(who, await world.post('core'));
    await toReview(who, review);
    await all(review, [
      [officer, 'opinion-unit', agree],
      [office, 'opinion-office', agree],
    ]);
    const fail = { restrictedReason: '不符合条件' };
    expect(await world.step(second, review, 'conclude-fail', fail)).toBe('CASE_PERSON_NOT_FITTING');
    await all(change, [[officer, 'withdraw', { reason: '复审未过' }]]);
    expect(await world.step(second, review, 'conclude-fail', fail)).toBe('ok');
    expect(await owner`select 1 from cases where person_id = ${who.personId} and kind = 'exit'`).toHaveLength(1);
  });
});

describe('暂停接触', () => {
  it('proposed before and confirmed after 离岗 was approved does not stop the leaving', async () => {
    const who = await inPost('general');
    const proposal = await proposeSuspension(who);
    const exitId = await apply(who);
    await all(exitId, [
      [officer, 'opinion-unit', agree],
      [hr, 'approve-exit'],
    ]);
    expect(await world.step(officer, proposal, 'confirm-suspension')).toBe('CASE_PERSON_NOT_FITTING');
    expect((await lifeOn(who, TODAY))?.life).toBe('leaving');
  });

  it('resumed after 离岗 was approved puts nobody back into a post and ends no 脱密期', async () => {
    const who = await inPost('general');
    const suspension = await suspended(who);
    const exitId = await coolingOff(who, 'leave-post');
    await all(suspension, [[office, 'propose-resume', { reason: '已补学' }]]);
    expect(await world.step(officer, suspension, 'confirm-resume')).toBe('CASE_PERSON_NOT_FITTING');
    expect((await lifeOn(who, TODAY))?.life).toBe('cooling-off');
    await advanceCases();
    expect((await world.view(hr, exitId)).state).toBe('cooling-off');
  });

  it('that follows from a report is never dropped in silence', async () => {
    const who = await inPost('general');
    await suspended(who);
    const report = await world.open(who, 'report', { matter: 'other', occurredOn: TODAY, description: '个人情况说明' });
    await all(report, [
      [officer, 'receive', agree],
      [office, 'opinion-office', agree],
    ]);
    // One is open already: nothing is lost.
    expect(await world.step(hr, report, 'handle', { decision: 'suspension' })).toBe('ok');
    const entering = await world.somebody();
    await nominate(entering, await world.post('general'));
    const early = await world.open(entering, 'report', {
      matter: 'other',
      occurredOn: TODAY,
      description: '个人情况说明',
    });
    await all(early, [
      [officer, 'receive', agree],
      [office, 'opinion-office', agree],
    ]);
    expect(await world.step(hr, early, 'handle', { decision: 'suspension' })).toBe('CASE_PERSON_NOT_FITTING');
    expect((await world.view(hr, early)).state).toBe('received');
  });
});

describe('a 暂停接触 of somebody who has left the post', () => {
  it('can still be closed', async () => {
    const who = await inPost('general');
    const suspension = await suspended(who);
    await coolingOff(who, 'leave-post');
    expect(await world.step(hr, suspension, 'transfer', { reason: '已离岗' })).toBe('ok');
    expect((await lifeOn(who, TODAY))?.life).toBe('cooling-off');
    expect(await owner`select 1 from cases where person_id = ${who.personId} and kind = 'exit'`).toHaveLength(1);
  });
});

describe('whoever opened a matter of their own', () => {
  it('takes it back also when they work at 人事部门', async () => {
    const who = await world.somebody('hr');
    await world.inPost(who.personId, 'general');
    const exitId = await apply(who);
    expect(await world.step(who, exitId, 'withdraw-exit', { reason: '不走了' })).toBe('ok');
    const trip = await world.open(who, 'travel', {
      purpose: 'private',
      destination: '某国',
      departOn: '2026-12-01',
      returnOn: '2026-12-08',
      reason: '探亲旅行',
    });
    expect(await world.step(who, trip, 'cancel-travel', { reason: '不去了' })).toBe('ok');
  });
});

describe('the day to act by', () => {
  it('of a 脱密期 that runs and waits for nobody is none; its last day stands beside it', async () => {
    const who = await world.somebody();
    await world.inPost(who.personId, 'general');
    const view = await world.view(hr, await coolingOff(who, 'leave-post'));
    expect(view).toMatchObject({ state: 'cooling-off', turn: [], dueOn: null, isOverdue: false });
    expect(view.endsOn).not.toBeNull();
  });

  it('of a trip that was allowed counts from the planned return, not from the permission', async () => {
    const who = await world.somebody();
    await world.inPost(who.personId, 'general');
    const trip = await world.open(who, 'travel', {
      purpose: 'private',
      destination: '某国',
      departOn: '2026-12-01',
      returnOn: '2026-12-08',
      reason: '探亲旅行',
    });
    await all(trip, [
      [hr, 'opinion-hr', agree],
      [office, 'opinion-office', agree],
      [leader, 'approve-travel'],
    ]);
    await world.finishPlan(trip, who.personId);
    await advanceCases();
    expect(await world.view(who, trip)).toMatchObject({ state: 'cleared', dueOn: '2026-12-18', isOverdue: false });
  });
});

describe('the 脱密期', () => {
  it('counts months to the end of a shorter month and over a leap day', async () => {
    await database.travelTo('2027-08-31T09:00:00+08:00');
    // Gives the year its exams, as the job of the server does.
    await loadContent();
    const who = await inPost('general');
    const caseId = await toPeriod(who);
    await all(caseId, [
      [hr, 'propose-period', { startsOn: '2027-08-31', months: 6 }],
      [office, 'confirm-period'],
    ]);
    expect((await world.view(hr, caseId)).endsOn).toBe('2028-02-28');
    await database.travelTo('2028-02-28T23:59:00+08:00');
    await advanceCases();
    expect((await world.view(hr, caseId)).state).toBe('cooling-off');
    await database.travelTo('2028-02-29T00:01:00+08:00');
    await advanceCases();
    expect((await world.view(hr, caseId)).state).toBe('expiring');
  });

  it('is not prolonged by a proposal nobody confirmed before its end', async () => {
    const who = await inPost('general');
    const caseId = await coolingOff(who, 'leave-post');
    await all(caseId, [[hr, 'propose-extension', { months: 3, reason: '接触面较广' }]]);
    await database.travelTo('2027-05-02T09:00:00+08:00');
    await advanceCases();
    expect((await world.view(hr, caseId)).state).toBe('expiring');
    expect(await world.step(office, caseId, 'confirm-extension')).toBe('CASE_STEP_OUT_OF_ORDER');
    await all(caseId, [
      [office, 'confirm-expiry-office', agree],
      [hr, 'confirm-expiry-hr'],
    ]);
  });
});

describe('an account of somebody who has left', () => {
  it('has no office while they are nominated anew, only what the person needs', async () => {
    const who = await world.somebody('hr');
    await world.inPost(who.personId, 'general');
    await coolingOff(who, 'leave-unit');
    expect((await world.principalOfAccount(who.accountId)).roles).toEqual([]);
    await nominate(who, await world.post('general'));
    const principal = await world.principalOfAccount(who.accountId);
    expect([principal.roles, principal.personId]).toEqual([[], who.personId]);
  });

  it('loses its offices for good, with a trace: back in a post, they are granted anew or not at all', async () => {
    const who = await world.somebody('hr');
    await world.inPost(who.personId, 'general');
    const exitId = await coolingOff(who, 'leave-unit');
    const { no } = await world.view(hr, exitId);
    const trail = await owner`select detail from audit_events where action = 'account.offices-ended'
      and subject_id = ${who.accountId}`;
    expect(trail).toMatchObject([{ detail: { no, roles: ['hr'] } }]);
    await appointed(who, await world.post('general'));
    expect((await lifeOn(who, TODAY))?.flags).toEqual([]);
    expect((await world.principalOfAccount(who.accountId)).roles).toEqual([]);
  });

  it('keeps them when the person only leaves the post', async () => {
    const who = await world.somebody('hr');
    await world.inPost(who.personId, 'general');
    await coolingOff(who, 'leave-post');
    expect((await world.principalOfAccount(who.accountId)).roles).toEqual(['hr']);
  });
});

describe('a person whom the roster has let go', () => {
  it('is put into no post, and the case about them can still be closed', async () => {
    const who = await world.somebody();
    const caseId = await nominate(who, await world.post('general'));
    await toApproval(who, caseId);
    await owner`update people set left_on = ${TODAY} where id = ${who.personId}`;
    expect(await world.step(leader, caseId, 'approve-leader', { effectiveOn: TODAY })).toBe('CASE_PERSON_NOT_FITTING');
    await owner`update person_assignments set valid_to = ${TODAY} where person_id = ${who.personId}
      and valid_from < ${TODAY}`;
    await owner`delete from person_assignments where person_id = ${who.personId} and valid_from >= ${TODAY}`;
    expect(await world.step(leader, caseId, 'approve-leader', { effectiveOn: TODAY })).toBe('CASE_PERSON_NOT_FITTING');
    expect(await world.step(hr, caseId, 'withdraw', { reason: '已离开本单位' })).toBe('ok');
    expect(await postsOn(who, TODAY)).toEqual([]);
  });
});

describe('the trail', () => {
  it('has one row for each step of every case above, by the hand that took it', async () => {
    const rows = await owner<{ steps: number; trail: number; strangers: number }[]>`
      select (select count(*)::int from case_transitions t where t.case_id = c.id) as steps,
        (select count(*)::int from audit_events a where a.subject_id = c.id::text and a.outcome = 'done'
          and a.action in ('case.open', 'case.step')) as trail,
        (select count(*)::int from audit_events a where a.subject_id = c.id::text and a.outcome = 'done'
          and a.actor_account_id is not null and not exists (select from case_transitions t
            where t.case_id = c.id and t.actor_account_id = a.actor_account_id)) as strangers
      from cases c`;
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect([row.trail, row.strangers]).toEqual([row.steps, 0]);
  });
});
