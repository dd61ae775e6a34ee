import { beforeAll, describe, expect, it } from 'vitest';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { uploadAttachment } from '#server/operations/attachments/store.ts';
import { readTodo } from '#server/operations/cases/lists.ts';
import { takeStep } from '#server/operations/cases/take-step.ts';
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
  await world.somebody();
  await world.unit('X');
  officer = await world.somebody('unit-officer');
  hr = await world.somebody('hr');
  office = await world.somebody('office');
  leader = await world.somebody('leader');
});

const agree = { opinion: 'agree' };

async function reviewed(subject: Somebody, postId: string): Promise<string> {
  const caseId = await world.open(officer, 'entry', {
    personId: subject.personId,
    postId,
    startOn: '2026-12-01',
    reason: '岗位需要',
  });
  expect(await world.step(subject, caseId, 'submit-review', REVIEW, PASSWORD)).toBe('ok');
  expect(await world.step(officer, caseId, 'opinion-unit', agree)).toBe('ok');
  expect(await world.step(office, caseId, 'opinion-office', agree)).toBe('ok');
  return caseId;
}

async function lifeOf(personId: string) {
  const [row] = await owner<{ life: string; category: string }[]>`
    select life_state as life, category from person_assignments where person_id = ${personId}
      and valid_from <= (app_now() at time zone 'Asia/Shanghai')::date
      and (valid_to is null or valid_to > (app_now() at time zone 'Asia/Shanghai')::date)`;
  return row;
}

describe('上岗', () => {
  it('leads from nomination to the post through the people it needs, and leaves papers with their hashes', async () => {
    const subject = await world.somebody();
    const postId = await world.post('important');
    const caseId = await reviewed(subject, postId);
    expect((await lifeOf(subject.personId))?.life).toBe('entering');
    expect(await world.step(hr, caseId, 'conclude-pass')).toBe('ok');
    expect((await world.view(subject, caseId)).state).toBe('training');
    await world.finishPlan(caseId, subject.personId);
    const pledged = await world.view(subject, caseId);
    expect(pledged.state).toBe('pledge');
    expect(
      await world.step(subject, caseId, 'sign-pledge', { pledge: pledged.pledge?.ref ?? '', agreed: true }, PASSWORD),
    ).toBe('CASE_PLEDGE_NOT_READ');
    await database.advance('2 minutes');
    expect(
      await world.step(subject, caseId, 'sign-pledge', { pledge: pledged.pledge?.ref ?? '', agreed: true }, PASSWORD),
    ).toBe('ok');
    for (const [who, event] of [
      [officer, 'approve-unit'],
      [hr, 'approve-hr'],
      [office, 'approve-office'],
    ] as const) {
      expect(await world.step(who, caseId, event, agree)).toBe('ok');
    }
    expect(await world.step(leader, caseId, 'approve-leader', { effectiveOn: '2026-11-01' })).toBe('CASE_DATE_PAST');
    expect(await world.step(leader, caseId, 'approve-leader', { effectiveOn: '2026-11-02' })).toBe('ok');
    expect(await lifeOf(subject.personId)).toEqual({ life: 'in-post', category: 'important' });
    expect(await world.step(hr, caseId, 'file-record', { filedOn: '2026-11-02', receiver: '保密行政管理部门' })).toBe(
      'ok',
    );
    const view = await world.view(subject, caseId);
    expect(view.isClosed).toBe(true);
    expect(view.documents.map((one) => one.title)).toEqual(
      expect.arrayContaining(['涉密人员保密审查表', '涉密人员保密承诺书', '涉密人员上岗审批表']),
    );
    const [certificate] = await owner`select 1 from certificates where person_id = ${subject.personId}`;
    expect(certificate).toBeDefined();
    const [post] = await owner<
      { post_id: string }[]
    >`select post_id from post_assignments where person_id = ${subject.personId} and valid_to is null`;
    expect(post?.post_id).toBe(postId);
  });

  it('is blocked by a failed review, whose reason only 人事部门 and 保密办 read', async () => {
    const subject = await world.somebody();
    const caseId = await reviewed(subject, await world.post('general'));
    expect(await world.step(hr, caseId, 'conclude-fail', { restrictedReason: '境外关系未如实填写' })).toBe('ok');
    expect((await lifeOf(subject.personId))?.life).toBe('ordinary');
    expect(JSON.stringify(await world.view(subject, caseId))).not.toContain('境外关系');
    expect(JSON.stringify(await world.view(leader, caseId))).not.toContain('境外关系');
    expect(JSON.stringify(await world.view(hr, caseId))).toContain('境外关系');
    expect(await world.step(leader, caseId, 'approve-leader', { effectiveOn: '2026-12-01' })).toBe('CASE_CLOSED');
  });

  it('can begin anew after it was withdrawn, but not twice at a time', async () => {
    const subject = await world.somebody();
    const postId = await world.post('general');
    const payload = { personId: subject.personId, postId, startOn: '2026-12-01', reason: '岗位需要' };
    const first = await world.open(officer, 'entry', payload);
    await expect(world.open(officer, 'entry', payload)).rejects.toThrow('CASE_ALREADY_OPEN');
    expect(await world.step(officer, first, 'withdraw', { reason: '人选调整' })).toBe('ok');
    expect((await lifeOf(subject.personId))?.life).toBe('ordinary');
    await world.open(officer, 'entry', payload);
  });
});

it('a 承诺书 signed on paper counts once its scan is attached, entered by another person', async () => {
  const subject = await world.somebody();
  const caseId = await reviewed(subject, await world.post('general'));
  expect(await world.step(hr, caseId, 'conclude-pass')).toBe('ok');
  await world.finishPlan(caseId, subject.personId);
  const signature = { signedOn: '2026-11-02', comment: '本人账号停用，打印后签字' };
  expect(await world.step(subject, caseId, 'record-signature', signature)).toBe('CASE_NOT_YOUR_STEP');
  expect(await world.step(hr, caseId, 'record-signature', signature)).toBe('CASE_SCAN_MISSING');
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = { ownerType: 'case', ownerId: caseId, fileName: '承诺书扫描件.png', bytes } as const;
  expect((await uploadAttachment(hr.principal, upload)).ok).toBe(true);
  expect(await world.step(hr, caseId, 'record-signature', { ...signature, signedOn: '2026-11-03' })).toBe(
    'CASE_DATE_FUTURE',
  );
  expect(await world.step(hr, caseId, 'record-signature', signature)).toBe('ok');
  const view = await world.view(hr, caseId);
  expect(view.state).toBe('approval');
  expect(view.documents.map((one) => one.title)).toContain('涉密人员保密承诺书');
});

describe('who may do what', () => {
  it('nobody decides the own case, gives two opinions or concludes what they opened, and the attempt is recorded', async () => {
    const both = await world.somebody('hr');
    const postId = await world.post('general');
    const own = await world.open(officer, 'entry', {
      personId: both.personId,
      postId,
      startOn: '2026-12-01',
      reason: '岗位需要',
    });
    expect(await world.step(both, own, 'withdraw', { reason: '不想去' })).toBe('CASE_OWN_STEP_REFUSED');
    const subject = await world.somebody();
    const opened = await world.open(hr, 'entry', {
      personId: subject.personId,
      postId,
      startOn: '2026-12-01',
      reason: '岗位需要',
    });
    expect(await world.step(subject, opened, 'submit-review', REVIEW, PASSWORD)).toBe('ok');
    expect(await world.step(officer, opened, 'opinion-unit', agree)).toBe('ok');
    expect(await world.step(officer, opened, 'opinion-unit', agree)).toBe('CASE_SECOND_OPINION_REFUSED');
    expect(await world.step(office, opened, 'opinion-office', agree)).toBe('ok');
    expect(await world.step(hr, opened, 'conclude-pass')).toBe('CASE_OPENER_REFUSED');
    const refused = await owner<{ n: number }[]>`
      select count(*)::int as n from audit_events where action = 'case.step' and outcome = 'refused' and subject_id in (${own}, ${opened})`;
    expect(refused[0]?.n).toBe(3);
  });

  it('strangers, other units and administrators see nothing of a case and cannot touch it', async () => {
    const subject = await world.somebody();
    const caseId = await world.open(officer, 'entry', {
      personId: subject.personId,
      postId: await world.post('general'),
      startOn: '2026-12-01',
      reason: '岗位需要',
    });
    const stranger = await world.somebody();
    const otherOfficer = await world.somebody('unit-officer', 'X');
    for (const who of [stranger, otherOfficer]) {
      expect(await world.step(who, caseId, 'withdraw', { reason: '无权' })).toBe('NOT_FOUND');
      await expect(world.view(who, caseId)).rejects.toThrow('NOT_FOUND');
    }
    await expect(
      world.open(otherOfficer, 'entry', {
        personId: stranger.personId,
        postId: await world.post('general'),
        startOn: '2026-12-01',
        reason: '越权',
      }),
    ).rejects.toThrow('NOT_FOUND');
  });

  it('a wrong password signs nothing', async () => {
    const subject = await world.somebody();
    const caseId = await world.open(officer, 'entry', {
      personId: subject.personId,
      postId: await world.post('general'),
      startOn: '2026-12-01',
      reason: '岗位需要',
    });
    expect(await world.step(subject, caseId, 'submit-review', REVIEW, 'wrong password')).toBe('PASSWORD_INCORRECT');
    expect(await world.step(subject, caseId, 'submit-review', REVIEW)).toBe('CASE_PASSWORD_NEEDED');
    expect((await world.view(subject, caseId)).version).toBe(1);
  });
});

describe('concurrency and the record', () => {
  it('of two conclusions at the same time one counts and the other is told', async () => {
    const subject = await world.somebody();
    const second = await world.somebody('hr');
    const caseId = await reviewed(subject, await world.post('general'));
    const { version } = await world.view(hr, caseId);
    const results = await Promise.all([
      takeStep(hr.principal, caseId, { event: 'conclude-pass', version, payload: {} }),
      takeStep(second.principal, caseId, {
        event: 'conclude-fail',
        version,
        payload: { restrictedReason: '意见相反' },
      }),
    ]);
    expect(results.filter((one) => one.ok)).toHaveLength(1);
    const lost = results.find((one) => !one.ok);
    expect(lost && !lost.ok && ['CASE_STALE', 'CASE_CLOSED', 'CASE_STEP_OUT_OF_ORDER']).toContain(
      lost && !lost.ok ? lost.error.code : '',
    );
    const plans = await owner`select 1 from plan_assignments where case_id = ${caseId}`;
    expect(plans.length).toBeLessThanOrEqual(1);
  });

  it('a stale screen changes nothing', async () => {
    const subject = await world.somebody();
    const caseId = await reviewed(subject, await world.post('general'));
    const taken = await takeStep(hr.principal, caseId, { event: 'conclude-pass', version: 1, payload: {} });
    expect(!taken.ok && taken.error.code).toBe('CASE_STALE');
  });

  it('steps cannot be changed, deleted or back-dated, not even by the owner of the tables', async () => {
    await expect(owner`update case_transitions set at = '2020-01-01'`).rejects.toThrow('append-only');
    await expect(owner`delete from case_transitions`).rejects.toThrow('append-only');
    await expect(owner`delete from case_documents`).rejects.toThrow('append-only');
    const subject = await world.somebody();
    const caseId = await world.open(officer, 'entry', {
      personId: subject.personId,
      postId: await world.post('general'),
      startOn: '2026-12-01',
      reason: '岗位需要',
    });
    const [row] = await owner<{ same: boolean }[]>`
      insert into case_transitions (case_id, seq_no, round, event, from_state, to_state, actor_role, actor_name, is_opinion, at)
      values (${caseId}, 99, 1, 'probe', 'nominated', 'nominated', 'system', '系统', false, '2020-01-01')
      returning at > app_now() - interval '1 minute' as same`;
    expect(row?.same).toBe(true);
  });

  it('the list row equals what the steps say', async () => {
    const rows = await owner<{ id: string; version: number; state: string; steps: number; last: string }[]>`
      select c.id, c.version, c.state, (select count(*)::int from case_transitions t where t.case_id = c.id and event <> 'probe') as steps,
        (select to_state from case_transitions t where t.case_id = c.id and event <> 'probe' order by seq_no desc limit 1) as last
      from cases c`;
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect([row.version, row.state]).toEqual([row.steps, row.last]);
  });
});

describe('the to-do list', () => {
  it('shows a case to those awaited and to nobody else', async () => {
    const subject = await world.somebody();
    const caseId = await world.open(officer, 'entry', {
      personId: subject.personId,
      postId: await world.post('general'),
      startOn: '2026-12-01',
      reason: '岗位需要',
    });
    const waits = async (who: Somebody) => (await readTodo(who.principal)).some((one) => one.id === caseId);
    expect([await waits(subject), await waits(officer), await waits(hr)]).toEqual([true, false, false]);
    await world.step(subject, caseId, 'submit-review', REVIEW, PASSWORD);
    expect([await waits(subject), await waits(officer), await waits(hr)]).toEqual([false, true, false]);
    await world.step(officer, caseId, 'opinion-unit', agree);
    expect([await waits(officer), await waits(office)]).toEqual([false, true]);
  });
});
