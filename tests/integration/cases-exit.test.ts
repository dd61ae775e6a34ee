import { beforeAll, describe, expect, it } from 'vitest';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { advanceCases } from '#server/jobs/advance-cases.ts';
import { openCase } from '#server/operations/cases/open-case.ts';
import { caseWorld, PASSWORD, REVIEW, type Somebody } from '../support/case-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

const database = await createTestDatabase();
const { owner } = database;
const world = caseWorld(owner, 2026);

let officer: Somebody;
let hr: Somebody;
let office: Somebody;
let leader: Somebody;

beforeAll(async () => {
  await database.travelTo('2026-11-02T09:00:00+08:00');
  await loadContent();
  await ensureSigningKey();
  officer = await world.somebody();
  officer = await world.somebody('unit-officer');
  hr = await world.somebody('hr');
  office = await world.somebody('office');
  leader = await world.somebody('leader');
});

const agree = { opinion: 'agree' };
const APPLICATION = { exitKind: 'leave-unit', cause: 'resign', plannedOn: '2026-12-01', reason: '个人原因' };

async function lifeOf(personId: string) {
  const [row] = await owner<{ life: string; category: string; flags: string[] }[]>`
    select life_state as life, category, flags from person_assignments where person_id = ${personId}
      and valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
      and (valid_to is null or valid_to > (app_now() at time zone 'Asia/Shanghai')::date)`;
  return row;
}

async function classified(level: 'general' | 'important' | 'core'): Promise<Somebody> {
  const person = await world.somebody();
  await world.inPost(person.personId, level);
  return person;
}

/** As far as the 脱密期 that begins today. */
async function coolingOff(person: Somebody, months: number): Promise<string> {
  const caseId = await world.open(person, 'exit', { personId: person.personId, ...APPLICATION });
  expect(await world.step(officer, caseId, 'opinion-unit', agree)).toBe('ok');
  expect(await world.step(hr, caseId, 'approve-exit')).toBe('ok');
  const { clearance } = await world.view(hr, caseId);
  for (const item of clearance)
    expect(await world.step(office, caseId, 'confirm-item', { itemId: item.id })).toBe('ok');
  expect(
    await world.step(hr, caseId, 'record-talk', { heldOn: '2026-11-02', place: '会议室', points: '重申保密义务' }),
  ).toBe('ok');
  await world.finishPlan(caseId, person.personId);
  const { pledge } = await world.view(person, caseId);
  await database.advance('2 minutes');
  expect(await world.step(person, caseId, 'sign-pledge', { pledge: pledge?.ref ?? '', agreed: true }, PASSWORD)).toBe(
    'ok',
  );
  expect(await world.step(hr, caseId, 'propose-period', { startsOn: '2026-11-02', months })).toBe('ok');
  expect(await world.step(office, caseId, 'confirm-period')).toBe('ok');
  return caseId;
}

describe('离岗离职', () => {
  it('runs from the application to the end of the 脱密期, which two people confirm', async () => {
    const person = await classified('general');
    const caseId = await coolingOff(person, 6);
    expect(await lifeOf(person.personId)).toMatchObject({ life: 'cooling-off', category: 'none', flags: ['outside'] });
    const held = await owner`select 1 from post_assignments where person_id = ${person.personId} and valid_to is null`;
    expect(held).toHaveLength(0);
    expect((await world.view(hr, caseId)).endsOn).toBe('2027-05-01');
    expect(
      await world.step(hr, caseId, 'record-visit', { visitedOn: '2026-11-02', manner: 'phone', findings: '无异常' }),
    ).toBe('ok');
    expect(await world.step(hr, caseId, 'propose-extension', { months: 1, reason: '接触面较广' })).toBe('ok');
    expect(await world.step(hr, caseId, 'confirm-extension')).toBe('CASE_NOT_YOUR_STEP');
    expect(await world.step(office, caseId, 'confirm-extension')).toBe('ok');
    expect((await world.view(hr, caseId)).endsOn).toBe('2027-06-01');
    await database.travelTo('2027-06-01T20:00:00+08:00');
    await advanceCases();
    expect((await world.view(hr, caseId)).state).toBe('cooling-off');
    await database.travelTo('2027-06-02T08:00:00+08:00');
    await advanceCases();
    expect((await world.view(hr, caseId)).state).toBe('expiring');
    expect(await world.step(hr, caseId, 'confirm-expiry-hr')).toBe('CASE_OPINIONS_MISSING');
    expect(await world.step(office, caseId, 'confirm-expiry-office', agree)).toBe('ok');
    expect(await world.step(hr, caseId, 'confirm-expiry-hr')).toBe('ok');
    const view = await world.view(hr, caseId);
    expect(view.documents.map((one) => one.title)).toEqual(
      expect.arrayContaining(['脱密期管理告知书', '延长脱密期告知书', '脱密期满告知书', '涉密人员离岗离职保密承诺书']),
    );
    const [gone] = await owner<{ left_on: string }[]>`select left_on::text from people where id = ${person.personId}`;
    expect(gone?.left_on).toBe('2027-06-02');
    await database.travelTo('2026-11-02T09:00:00+08:00');
  });

  it('is not completed with an item nobody else has confirmed, nor with a 脱密期 outside the level’s range', async () => {
    const person = await classified('core');
    const caseId = await world.open(person, 'exit', { personId: person.personId, ...APPLICATION });
    await world.step(officer, caseId, 'opinion-unit', agree);
    await world.step(hr, caseId, 'approve-exit');
    const [first] = (await world.view(hr, caseId)).clearance;
    expect(await world.step(person, caseId, 'confirm-item', { itemId: first?.id ?? '' })).toBe('CASE_NOT_YOUR_STEP');
    expect(await world.step(office, caseId, 'confirm-item', { itemId: 'none' })).toBe('CASE_ITEM_UNKNOWN');
    expect((await world.view(hr, caseId)).state).toBe('clearance');
    const other = await classified('core');
    await expect(coolingOff(other, 6)).rejects.toThrow('CASE_PERIOD_OUT_OF_RANGE');
  });

  it('a violation in the 脱密期 keeps it from being closed, and is not shown to the person', async () => {
    const person = await classified('general');
    const exitId = await coolingOff(person, 6);
    const violation = await world.open(office, 'violation', {
      personId: person.personId,
      category: 'cooling-off',
      discoveredAt: '2026-11-02T08:00:00+08:00',
      description: '未经同意到境外机构兼职',
    });
    await expect(world.view(person, violation)).rejects.toThrow('NOT_FOUND');
    expect((await world.view(office, violation)).deadlineAt).toBe('2026-11-03T00:00:00.000Z');
    await database.travelTo('2027-05-02T08:00:00+08:00');
    await advanceCases();
    expect(await world.step(office, exitId, 'confirm-expiry-office', agree)).toBe('CASE_OPEN_MATTERS');
    await database.travelTo('2026-11-02T09:00:00+08:00');
  });

  it('whoever has left keeps education, reports and the own records, and no office', async () => {
    const former = await world.somebody('hr');
    await world.inPost(former.personId, 'general');
    await coolingOff(former, 6);
    const now = await world.principalOfAccount(former.accountId);
    expect(now.roles).toEqual([]);
    expect(now.personId).toBe(former.personId);
    await owner`insert into lifecycle_versions (version, spec, effective_from, origin)
      select 99, jsonb_set(spec, '{coolingOffAccess}', '"none"'), '2026-11-02', 'unit' from lifecycle_versions where version = 1`;
    await expect(world.principalOfAccount(former.accountId)).rejects.toThrow('must be live');
    await owner`insert into lifecycle_versions (version, spec, effective_from, origin)
      select 100, spec, '2026-11-02', 'unit' from lifecycle_versions where version = 1`;
  });

  it('someone in the 脱密期 asks for employment, and somebody in post cannot', async () => {
    const person = await classified('general');
    await coolingOff(person, 6);
    const asked = await world.open(person, 'cooling-off-request', {
      request: 'employment',
      fromOn: '2026-12-01',
      details: '到某高校任教，非涉外岗位',
    });
    expect(await world.step(hr, asked, 'approve-request')).toBe('CASE_OPINIONS_MISSING');
    expect(await world.step(office, asked, 'opinion-office', agree)).toBe('ok');
    expect(await world.step(hr, asked, 'approve-request')).toBe('ok');
    const working = await classified('general');
    const refused = await openCase(working.principal, 'cooling-off-request', {
      request: 'employment',
      fromOn: '2026-12-01',
      details: '想去任教任职',
    });
    expect(!refused.ok && refused.error.code).toBe('CASE_PERSON_NOT_FITTING');
  });
});

describe('在岗', () => {
  it('复审 comes due by the level’s interval, once, and a failed one leads to 离岗', async () => {
    const person = await classified('core');
    await owner`update post_assignments set valid_from = '2025-11-20' where person_id = ${person.personId}`;
    await advanceCases();
    await advanceCases();
    const rows = await owner<
      { id: string }[]
    >`select id from cases where person_id = ${person.personId} and kind = 'review'`;
    expect(rows).toHaveLength(1);
    const caseId = rows[0]?.id ?? '';
    expect(await world.step(person, caseId, 'submit-review', REVIEW, PASSWORD)).toBe('ok');
    expect(await world.step(officer, caseId, 'opinion-unit', agree)).toBe('ok');
    expect(await world.step(office, caseId, 'opinion-office', { opinion: 'disagree', comment: '发现疑点' })).toBe('ok');
    expect(await world.step(hr, caseId, 'conclude-fail', { restrictedReason: '不符合条件' })).toBe('ok');
    const exit =
      await owner`select 1 from cases where person_id = ${person.personId} and kind = 'exit' and state = 'applied'`;
    expect(exit).toHaveLength(1);
  });

  it('重大事项 can lead to 复审, and 用人部门 does not read what was reported', async () => {
    const person = await classified('general');
    const caseId = await world.open(person, 'report', {
      matter: 'marriage',
      occurredOn: '2026-11-01',
      description: '与境外人员登记结婚',
    });
    expect(JSON.stringify(await world.view(officer, caseId))).not.toContain('登记结婚');
    expect(await world.step(officer, caseId, 'receive', agree)).toBe('ok');
    expect(await world.step(office, caseId, 'opinion-office', agree)).toBe('ok');
    expect(await world.step(hr, caseId, 'handle', { decision: 'review' })).toBe('ok');
    const review = await owner`select 1 from cases where person_id = ${person.personId} and kind = 'review'`;
    expect(review).toHaveLength(1);
  });

  it('暂停接触 is proposed by one side and confirmed by the other, and bars 出境 meanwhile', async () => {
    const person = await classified('general');
    const caseId = await world.open(office, 'suspension', {
      personId: person.personId,
      cause: 'overdue',
      reason: '年度教育逾期',
    });
    expect(await world.step(office, caseId, 'confirm-suspension')).toBe('CASE_OTHER_SIDE_NEEDED');
    expect(await world.step(officer, caseId, 'confirm-suspension')).toBe('ok');
    expect((await lifeOf(person.personId))?.life).toBe('suspended');
    const trip = await openCase(person.principal, 'travel', {
      purpose: 'private',
      destination: '某国',
      departOn: '2026-12-01',
      returnOn: '2026-12-08',
      reason: '探亲旅行',
    });
    expect(!trip.ok && trip.error.code).toBe('CASE_PERSON_NOT_FITTING');
    expect(await world.step(officer, caseId, 'propose-resume', { reason: '已补学' })).toBe('ok');
    expect(await world.step(office, caseId, 'confirm-resume')).toBe('ok');
    expect((await lifeOf(person.personId))?.life).toBe('in-post');
  });

  it('等级变更 upwards goes the way of 上岗, downwards through handing back', async () => {
    const person = await classified('important');
    const lower = await world.post('general');
    const caseId = await world.open(officer, 'level-change', {
      personId: person.personId,
      postId: lower,
      reason: '岗位调整',
    });
    const view = await world.view(hr, caseId);
    expect(view.state).toBe('handover');
    for (const item of view.clearance)
      expect(await world.step(office, caseId, 'confirm-item', { itemId: item.id })).toBe('ok');
    expect(await world.step(hr, caseId, 'approve-hr', agree)).toBe('ok');
    expect(await world.step(office, caseId, 'approve-office', agree)).toBe('ok');
    expect(await world.step(leader, caseId, 'approve-down', { effectiveOn: '2026-11-02' })).toBe('ok');
    expect(await lifeOf(person.personId)).toMatchObject({ life: 'in-post', category: 'general' });
    const higher = await world.post('core');
    const up = await world.open(officer, 'level-change', {
      personId: person.personId,
      postId: higher,
      reason: '岗位调整',
    });
    expect((await world.view(hr, up)).state).toBe('nominated');
  });
});

describe('涉密岗位', () => {
  const proposal = (unitId: string) => ({
    action: 'create',
    code: 'GW-901',
    name: '机要文件岗',
    unitId,
    level: 'important',
    basis: '近三年经管机密级文件若干',
    reviewOn: '2028-11-01',
  });

  it('is entered after two opinions and approval, under a code of its own', async () => {
    const [unit] = await owner<{ id: string }[]>`select id from units where code = 'T'`;
    const caseId = await world.open(officer, 'post', proposal(unit?.id ?? ''));
    const again = await openCase(officer.principal, 'post', proposal(unit?.id ?? ''));
    expect(!again.ok && again.error.code).toBe('POST_CODE_TAKEN');
    expect(await world.step(leader, caseId, 'approve-post')).toBe('CASE_OPINIONS_MISSING');
    expect(await world.step(office, caseId, 'opinion-office', agree)).toBe('ok');
    expect(await world.step(hr, caseId, 'opinion-hr', agree)).toBe('ok');
    expect(await world.step(leader, caseId, 'approve-post')).toBe('ok');
    const [post] = await owner<{ status: string }[]>`select status from posts where code = 'GW-901'`;
    expect(post?.status).toBe('active');
  });

  it('proposed by somebody without the right leaves nothing behind', async () => {
    const [unit] = await owner<{ id: string }[]>`select id from units where code = 'T'`;
    const nobody = await world.somebody();
    const refused = await openCase(nobody.principal, 'post', { ...proposal(unit?.id ?? ''), code: 'GW-902' });
    expect(refused.ok).toBe(false);
    expect(await owner`select 1 from posts where code = 'GW-902'`).toHaveLength(0);
  });
});
