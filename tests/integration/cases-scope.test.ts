import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#domain/shared/result.ts';
import { readAttachments } from '#server/operations/attachments/read.ts';
import { uploadAttachment } from '#server/operations/attachments/store.ts';
import { readCases, readTodo } from '#server/operations/cases/lists.ts';
import { openCase } from '#server/operations/cases/open-case.ts';
import { openingChoices } from '#server/operations/cases/opening-choices.ts';
import { readPosts } from '#server/operations/cases/post-register.ts';
import { printPersonalFile } from '#server/operations/documents/personal-file.ts';
import { printPaper } from '#server/operations/documents/print-paper.ts';
import { readPersonCases } from '#server/operations/hr/person-cases.ts';
import { agree, caseCourses } from '#tests/support/case-courses.ts';
import type { Somebody } from '#tests/support/case-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const TODAY = '2026-11-02';

const database = await createTestDatabase();
const { owner } = database;
const course = await caseCourses(database);
const { world, officer, hr, office, leader, all, inPost, nominate, apply, changeLevel, proposeSuspension } = course;

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

/** 部门保密员 of another department. */
let other: Somebody;
let otherUnitId: string;

beforeAll(async () => {
  await world.unit('X');
  other = await world.somebody('unit-officer', 'X');
  const [unit] = await owner<{ id: string }[]>`select id from units where code = 'X'`;
  otherUnitId = unit?.id ?? '';
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('somebody of another department', () => {
  it.each([
    ['entry', () => ({ startOn: '2026-12-01', reason: '岗位需要' }), true],
    ['level-change', () => ({ reason: '岗位调整' }), true],
    ['suspension', () => ({ cause: 'other', reason: '其他原因' }), false],
    ['exit', () => ({ exitKind: 'leave-post', cause: 'rotation', plannedOn: TODAY, reason: '轮岗' }), false],
    [
      'violation',
      () => ({ category: 'other', discoveredAt: '2026-11-02T08:00:00+08:00', description: '情况说明文字' }),
      false,
    ],
    ['review', () => ({ cause: 'due' }), false],
  ] as const)(
    'is not to be made the subject of a %s, nor is their post to be given away',
    async (kind, form, takesPost) => {
      const who = kind === 'entry' ? await world.somebody() : await inPost('general');
      const mine = takesPost ? { postId: await world.post('core', 'X') } : {};
      const refused = await openCase(other.principal, kind, { personId: who.personId, ...form(), ...mine });
      expect(codeOf(refused)).toBe('NOT_FOUND');
      expect(await owner`select 1 from cases where person_id = ${who.personId}`).toHaveLength(0);
      if (!takesPost) return;
      const theirs = await world.somebody(undefined, 'X');
      const postId = await world.post('core', 'T');
      const taken = await openCase(other.principal, 'entry', {
        personId: theirs.personId,
        ...form(),
        postId,
        startOn: '2026-12-01',
      });
      expect(codeOf(taken)).toBe('NOT_FOUND');
    },
  );

  it('is neither found, listed, counted, read, printed nor added to', async () => {
    const who = await inPost('general');
    const caseId = await apply(who);
    await all(caseId, [
      [officer, 'opinion-unit', agree],
      [hr, 'approve-exit'],
    ]);
    const { documents } = await world.view(hr, caseId);
    expect(documents.length).toBeGreaterThan(0);
    const { principal } = other;
    await expect(world.view(other, caseId)).rejects.toThrow('NOT_FOUND');
    for (const event of ['confirm-item', 'record-talk', 'no-such-step'])
      expect(await world.step(other, caseId, event, { opinion: 'agree', reason: '无权' })).toBe('NOT_FOUND');
    const listed = await readCases(principal, { status: 'all', personId: who.personId }, { page: 1, size: 100 });
    expect(listed).toEqual({ items: [], total: 0 });
    expect((await readTodo(principal)).map((one) => one.id)).not.toContain(caseId);
    expect(await readPersonCases(principal, who.personId)).toEqual({ cases: [], papers: [] });
    expect(codeOf(await printPaper(principal, documents[0]?.id ?? ''))).toBe('NOT_FOUND');
    expect(codeOf(await printPersonalFile(principal, who.personId, {}))).toBe('NOT_FOUND');
    expect(codeOf(await readAttachments(principal, 'case', caseId))).toBe('NOT_FOUND');
    const file = { ownerType: 'case', ownerId: caseId, fileName: '签字页.png', bytes: PNG } as const;
    expect(codeOf(await uploadAttachment(principal, file))).toBe('NOT_FOUND');
    const [{ no } = { no: '' }] = await owner<
      { no: string }[]
    >`select employee_no as no from people where id = ${who.personId}`;
    expect(await openingChoices(principal, 'exit', no)).toMatchObject({ ok: true, value: { people: [] } });
    const posts = (await readPosts(principal)).posts.map((post) => post.unitName);
    expect(posts.every((name) => name === 'X处')).toBe(true);
  });

  it('cannot propose, change or close a post of theirs', async () => {
    const [post] = await owner<{ code: string; unitId: string }[]>`
      select code, unit_id as "unitId" from posts where id = ${await world.post('general')}`;
    const form = { name: '文件管理岗', level: 'general', basis: '经管秘密级文件', reviewOn: '2028-01-01' };
    for (const action of ['change', 'close'])
      for (const unitId of [post?.unitId, otherUnitId])
        expect(
          codeOf(await openCase(other.principal, 'post', { ...form, action, code: post?.code ?? '', unitId })),
        ).toBe('NOT_FOUND');
    const create = { ...form, action: 'create', code: 'GW-X1', unitId: post?.unitId };
    expect(codeOf(await openCase(other.principal, 'post', create))).toBe('NOT_FOUND');
  });
});

describe('a person who moves to another department while a case is open', () => {
  it('leaves the case with the department it was opened in; the new one answers for what begins from then on', async () => {
    const who = await inPost('general');
    const caseId = await apply(who);
    await owner`update person_assignments set unit_id = ${otherUnitId} where person_id = ${who.personId}`;
    await expect(world.view(other, caseId)).rejects.toThrow('NOT_FOUND');
    expect(await world.step(other, caseId, 'opinion-unit', agree)).toBe('NOT_FOUND');
    expect((await readTodo(officer.principal)).map((one) => one.id)).toContain(caseId);
    await all(caseId, [
      [officer, 'opinion-unit', agree],
      [hr, 'approve-exit'],
    ]);
    const report = await world.open(who, 'report', { matter: 'other', occurredOn: TODAY, description: '个人情况说明' });
    expect(await world.step(officer, report, 'receive', agree)).toBe('NOT_FOUND');
    expect(await world.step(other, report, 'receive', agree)).toBe('ok');
  });
});

describe('one’s own matter', () => {
  it('is opened in no office, and each try is recorded', async () => {
    const who = await world.somebody('hr');
    const clerk = await world.somebody('unit-officer');
    await world.inPost(clerk.personId, 'general');
    const postId = await world.post('core');
    const entry = { postId, startOn: '2026-12-01', reason: '岗位需要' };
    expect(codeOf(await openCase(who.principal, 'entry', { personId: who.personId, ...entry }))).toBe(
      'CASE_OWN_STEP_REFUSED',
    );
    expect(codeOf(await openCase(who.principal, 'review', { personId: who.personId, cause: 'due' }))).toBe(
      'CASE_OWN_STEP_REFUSED',
    );
    const change = { personId: clerk.personId, postId, reason: '岗位调整' };
    expect(codeOf(await openCase(clerk.principal, 'level-change', change))).toBe('CASE_OWN_STEP_REFUSED');
    const tries = await owner`select 1 from audit_events where action = 'case.open' and outcome = 'refused'
      and actor_account_id in (${who.accountId}, ${clerk.accountId})`;
    expect(tries).toHaveLength(3);
  });

  it('is decided in no office, however many of them one person holds', async () => {
    const who = await world.somebody('hr');
    for (const role of ['office', 'leader'])
      await owner`insert into account_roles (account_id, role, role_class) values (${who.accountId}, ${role}, 'business')`;
    await owner`insert into account_roles (account_id, role, role_class, unit_id)
      select ${who.accountId}, 'unit-officer', 'business', id from units where code = 'T'`;
    await world.inPost(who.personId, 'general');
    const everything = { ...who, principal: await world.principalOfAccount(who.accountId) };
    const caseId = await apply(everything);
    for (const event of ['opinion-unit', 'approve-exit', 'refuse-exit'])
      expect(await world.step(everything, caseId, event, { opinion: 'agree', restrictedReason: '理由' })).toBe(
        'CASE_OWN_STEP_REFUSED',
      );
    expect((await readTodo(everything.principal)).map((one) => one.id)).not.toContain(caseId);
  });

  it('belongs to one account: a second one for the same person cannot be made', async () => {
    const who = await world.somebody('hr');
    await expect(
      owner`insert into accounts (employee_no, display_name, person_id) values ('SECOND-1', '同一人', ${who.personId})`,
    ).rejects.toThrow('accounts_person_id_unique');
  });
});

describe('one person with several offices', () => {
  it('speaks once in a round, whichever office they speak for', async () => {
    const both = await world.somebody('hr');
    await owner`insert into account_roles (account_id, role, role_class) values (${both.accountId}, 'office', 'business')`;
    const two = { ...both, principal: await world.principalOfAccount(both.accountId) };
    const who = await inPost('general');
    const trip = await world.open(who, 'travel', {
      purpose: 'private',
      destination: '某国',
      departOn: '2026-12-01',
      returnOn: '2026-12-08',
      reason: '探亲',
    });
    await all(trip, [[two, 'opinion-hr', agree]]);
    expect(await world.step(two, trip, 'opinion-office', agree)).toBe('CASE_SECOND_OPINION_REFUSED');
    await all(trip, [
      [office, 'opinion-office', agree],
      [leader, 'approve-travel'],
    ]);
  });

  it('of two sides that check each other stands for the one that did not propose, also in the record', async () => {
    const both = await world.somebody('office');
    await owner`insert into account_roles (account_id, role, role_class, unit_id)
      select ${both.accountId}, 'unit-officer', 'business', id from units where code = 'T'`;
    const two = { ...both, principal: await world.principalOfAccount(both.accountId) };
    const who = await inPost('general');
    const caseId = await world.open(officer, 'suspension', {
      personId: who.personId,
      cause: 'other',
      reason: '其他原因',
    });
    await all(caseId, [
      [office, 'confirm-suspension'],
      [office, 'propose-resume', { reason: '已补学' }],
      [two, 'confirm-resume'],
    ]);
    const steps = await owner<{ role: string }[]>`
      select actor_role as role from case_transitions where case_id = ${caseId} order by seq_no`;
    expect(steps.map((step) => step.role)).toEqual(['unit', 'office', 'office', 'unit']);
  });

  it('who proposed for one side does not confirm for the other', async () => {
    const both = await world.somebody('office');
    await owner`insert into account_roles (account_id, role, role_class, unit_id)
      select ${both.accountId}, 'unit-officer', 'business', id from units where code = 'T'`;
    const two = { ...both, principal: await world.principalOfAccount(both.accountId) };
    const who = await inPost('general');
    const caseId = await proposeSuspension(who);
    await all(caseId, [
      [officer, 'confirm-suspension'],
      [two, 'propose-resume', { reason: '已补学' }],
    ]);
    expect(await world.step(two, caseId, 'confirm-resume')).toBe('CASE_OTHER_SIDE_NEEDED');
    const second = await inPost('general');
    const own = await world.open(two, 'suspension', { personId: second.personId, cause: 'other', reason: '其他原因' });
    expect(await world.step(two, own, 'confirm-suspension')).toBe('CASE_OTHER_SIDE_NEEDED');
  });
});

describe('an account that was closed', () => {
  it('acts no more at the next request, and what it had opened goes on with others', async () => {
    const second = await world.somebody('hr');
    const who = await world.somebody();
    const caseId = await world.open(second, 'entry', {
      personId: who.personId,
      postId: await world.post('general'),
      startOn: '2026-12-01',
      reason: '岗位需要',
    });
    await owner`update accounts set status = 'disabled' where id = ${second.accountId}`;
    await expect(world.principalOfAccount(second.accountId)).rejects.toThrow('must be live');
    expect(await world.step(hr, caseId, 'withdraw', { reason: '改由他人办理' })).toBe('ok');
  });
});

describe('a change of level', () => {
  it('to a post another department keeps is found by 人事部门 alone', async () => {
    const who = await inPost('general');
    const postId = await world.post('core', 'X');
    const payload = { personId: who.personId, postId, reason: '岗位调整' };
    expect(codeOf(await openCase(officer.principal, 'level-change', payload))).toBe('NOT_FOUND');
    expect(codeOf(await openCase(hr.principal, 'level-change', payload))).toBe('ok');
    await expect(changeLevel(who, await world.post('core'))).rejects.toThrow('CASE_ALREADY_OPEN');
    expect(await nominate(await world.somebody(), await world.post('general'))).toBeTruthy();
  });
});
