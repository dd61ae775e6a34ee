import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#db/client.ts';
import { unsafeHighestLevel } from '#db/dal/system-people-life.ts';
import { advanceCases } from '#server/jobs/advance-cases.ts';
import { openCase } from '#server/operations/cases/open-case.ts';
import { agree, caseCourses, type Level } from '#tests/support/case-courses.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const TODAY = '2026-11-02';

const database = await createTestDatabase();
const { owner } = database;
const course = await caseCourses(database);
const { world, officer, hr, office, leader, all, lifeOn, postsOn, inPost } = course;
const { nominate, toApproval, appointed, changeLevel, handedOver, coolingOff, suspended } = course;

beforeEach(() => database.travelTo(`${TODAY}T09:00:00+08:00`));

describe('an appointment that begins later', () => {
  it('holds from its day and not before', async () => {
    const who = await world.somebody();
    const postId = await world.post('general');
    await appointed(who, postId, '2026-12-01');
    expect(await lifeOn(who, '2026-11-30')).toMatchObject({ life: 'entering', category: 'none' });
    expect(await postsOn(who, '2026-11-30')).toEqual([]);
    expect(await lifeOn(who, '2026-12-01')).toMatchObject({ life: 'in-post', category: 'general' });
    expect(await postsOn(who, '2026-12-01')).toEqual([postId]);
  });

  it('is no later than the result it rests on is good for', async () => {
    const who = await world.somebody();
    const caseId = await nominate(who, await world.post('general'));
    await toApproval(who, caseId);
    expect(await world.step(leader, caseId, 'approve-leader', { effectiveOn: '2126-11-02' })).toBe('CASE_DATE_FAR');
    expect(await world.step(leader, caseId, 'approve-leader', { effectiveOn: '2027-01-31' })).toBe('ok');
    const other = await inPost('important');
    const down = await handedOver(other, await world.post('general'));
    expect(await world.step(leader, down, 'approve-down', { effectiveOn: '2126-11-02' })).toBe('CASE_DATE_FAR');
  });

  it('does not undo what happens before its day: 暂停接触, 离岗 and 脱密期 go on through it', async () => {
    const who = await inPost('important');
    const lower = await world.post('general');
    const change = await handedOver(who, lower);
    await all(change, [[leader, 'approve-down', { effectiveOn: '2026-12-01' }]]);
    const suspension = await suspended(who);
    expect((await lifeOn(who, '2026-12-02'))?.life).toBe('suspended');
    await all(suspension, [
      [office, 'propose-resume', { reason: '已补学' }],
      [officer, 'confirm-resume'],
    ]);
    expect(await lifeOn(who, '2026-12-02')).toMatchObject({ life: 'in-post', category: 'general' });
    const exitId = await coolingOff(who, 'leave-post', 12);
    expect(await lifeOn(who, '2026-12-02')).toMatchObject({ life: 'cooling-off', category: 'none' });
    expect([await postsOn(who, TODAY), await postsOn(who, '2026-12-02')]).toEqual([[], []]);
    await database.travelTo('2026-12-02T09:00:00+08:00');
    await advanceCases();
    expect((await world.view(hr, exitId)).state).toBe('cooling-off');
  });

  it('overtaken by another one leaves one post on every day, and counts for no level that was never held', async () => {
    const who = await inPost('general');
    const first = await changeLevel(who, await world.post('core'));
    await toApproval(who, first);
    await all(first, [[leader, 'approve-leader', { effectiveOn: '2026-12-01' }]]);
    const post = await world.post('general');
    const second = await handedOver(who, post);
    await all(second, [[leader, 'approve-down', { effectiveOn: TODAY }]]);
    expect([await postsOn(who, TODAY), await postsOn(who, '2026-12-05')]).toEqual([[post], [post]]);
    expect(await lifeOn(who, '2026-12-05')).toMatchObject({ life: 'in-post', category: 'general' });
    expect(await unsafeHighestLevel(db, who.personId, 36)).toBe('general');
  });
});

describe('a post', () => {
  const opening = (action: string, row: { code: string; unitId: string; level: Level }) => ({
    action,
    code: row.code,
    name: '文件管理岗',
    unitId: row.unitId,
    level: row.level,
    basis: '近三年经管机密级文件若干',
    reviewOn: '2028-11-01',
  });
  async function rowOf(postId: string) {
    const [row] = await owner<{ code: string; unitId: string; level: Level; status: string }[]>`
      select code, unit_id as "unitId", level, status from posts where id = ${postId}`;
    if (!row) throw new Error('no post');
    return row;
  }
  async function approved(caseId: string): Promise<string> {
    await all(caseId, [
      [office, 'opinion-office', agree],
      [hr, 'opinion-hr', agree],
    ]);
    return world.step(leader, caseId, 'approve-post');
  }

  it('raised while somebody is nominated for it takes nobody at a level they were not reviewed and taught for', async () => {
    const who = await world.somebody();
    const postId = await world.post('general');
    const caseId = await nominate(who, postId);
    await toApproval(who, caseId);
    const change = await world.open(officer, 'post', opening('change', { ...(await rowOf(postId)), level: 'core' }));
    expect(await approved(change)).toBe('ok');
    expect(await world.step(leader, caseId, 'approve-leader', { effectiveOn: TODAY })).toBe('POST_LEVEL_CHANGED');
    expect((await lifeOn(who, TODAY))?.life).toBe('entering');
  });

  it('that was closed is not brought back by a change that was asked for before', async () => {
    const postId = await world.post('general');
    const row = await rowOf(postId);
    const change = await world.open(officer, 'post', opening('change', row));
    const close = await world.open(officer, 'post', opening('close', row));
    expect(await approved(close)).toBe('ok');
    expect(await approved(change)).toBe('POST_NOT_ACTIVE');
    expect((await rowOf(postId)).status).toBe('closed');
  });

  it('of another unit than the form says is a matter of its own unit', async () => {
    await world.unit('Y');
    const postId = await world.post('general', 'Y');
    const [elsewhere] = await owner<{ id: string }[]>`select id from units where code = 'T'`;
    const row = await rowOf(postId);
    const caseId = await world.open(hr, 'post', opening('close', { ...row, unitId: elsewhere?.id ?? '' }));
    const [held] = await owner<{ unit_id: string }[]>`select unit_id from cases where id = ${caseId}`;
    expect(held?.unit_id).toBe(row.unitId);
  });

  it('that was refused can be proposed anew under its code', async () => {
    const [unit] = await owner<{ id: string }[]>`select id from units where code = 'T'`;
    const values = opening('create', { code: 'GW-777', unitId: unit?.id ?? '', level: 'general' });
    const first = await world.open(officer, 'post', values);
    await all(first, [[leader, 'refuse-post', { restrictedReason: '依据不足' }]]);
    const second = await world.open(officer, 'post', { ...values, basis: '近三年经管秘密级文件约二十份' });
    expect(await approved(second)).toBe('ok');
    const third = await openCase(officer.principal, 'post', values);
    expect(!third.ok && third.error.code).toBe('POST_CODE_TAKEN');
  });
});

describe('a roster that knows of a move in advance', () => {
  it('carries a 暂停接触 and a 脱密期 into the new place', async () => {
    await world.unit('Z');
    const who = await inPost('general');
    await owner`update person_assignments set valid_to = '2026-12-10' where person_id = ${who.personId} and valid_to is null`;
    await owner`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
      select ${who.personId}, id, 'general', 'in-post', 'staff', '2026-12-10' from units where code = 'Z'`;
    await suspended(who);
    expect((await lifeOn(who, '2026-12-11'))?.life).toBe('suspended');
  });
});
