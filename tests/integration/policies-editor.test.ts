import { beforeAll, describe, expect, it } from 'vitest';
import { lifecyclePolicyOn } from '#db/dal/system-lifecycle.ts';
import type { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import type { PlanPolicy } from '#domain/policy/plan-policy.ts';
import type { PolicyPreview } from '#domain/policy/policy-preview.ts';
import type { PolicyTarget } from '#domain/policy/policy-target.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { content } from '#server/content/read-content.ts';
import { createApi } from '#server/http/api.ts';
import { caller, openSession } from '#tests/support/exam-world.ts';
import { type Identity, newAdministrator, newEmployee } from '#tests/support/identities.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
const world = await createTestDatabase();
const { owner, db } = world;
let call: ReturnType<typeof caller>;
let maker: Identity;
let second: Identity;
let leader: Identity;

beforeAll(async () => {
  await world.travelTo(`${YEAR}-06-10T09:00:00+08:00`);
  await loadContent();
  const api = createApi();
  await api.ready();
  call = caller(api);
  maker = await newEmployee(owner, YEAR, 'maker', ['office']);
  second = await newEmployee(owner, YEAR, 'second', ['office']);
  leader = await newEmployee(owner, YEAR, 'leader', ['leader']);
});

const DRAFTS = '/api/v1/policies/drafts';

async function answer(who: Identity, method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown) {
  const response = await call(method, url, who.cookie, body);
  const json = response.text ? response.json<Record<string, unknown>>() : {};
  return { status: response.status, code: json.code as string | undefined, json };
}

async function begin(target: PolicyTarget, who = maker): Promise<string> {
  const begun = await answer(who, 'POST', DRAFTS, { target });
  expect([target, begun.status, begun.code]).toEqual([target, 201, undefined]);
  return String(begun.json.draftId);
}

/** The draft as its maker's screen has it. */
async function stored(id: string) {
  const [row] = await owner<{ spec: PlanPolicy & LifecyclePolicy; state: string; effective_from: string }[]>`
    select spec, state, effective_from::text from policy_drafts where id = ${id}`;
  if (!row) throw new Error('no such draft');
  return row;
}

/** What a screen opened now would send back: read through the page's own reader. */
async function seenNow(id: string): Promise<string> {
  const { findDraft } = await import('#db/dal/policies.ts');
  const { seenOf } = await import('#server/operations/policies/draft-state.ts');
  const { principalWith } = await import('#tests/support/people-builder.ts');
  const draft = await findDraft(db, principalWith(['office']), id);
  if (!draft) throw new Error('no such draft');
  return seenOf(draft);
}

async function revise(id: string, change: Partial<PlanPolicy>, who = maker) {
  const { spec } = await stored(id);
  return answer(who, 'PUT', `${DRAFTS}/${id}`, { seen: await seenNow(id), spec: { ...spec, ...change }, note: '' });
}

const submit = async (id: string, who = maker) =>
  answer(who, 'POST', `${DRAFTS}/${id}/submit`, { seen: await seenNow(id) });
const withdraw = async (id: string, who = maker) =>
  answer(who, 'POST', `${DRAFTS}/${id}/withdraw`, { seen: await seenNow(id) });
const decide = async (id: string, who: Identity, decision: 'publish' | 'refuse', comment = '') =>
  answer(who, 'POST', `${DRAFTS}/${id}/decision`, { seen: await seenNow(id), decision, comment });

/** A draft of a target with a change, handed in. */
async function handedIn(target: PolicyTarget, change: Partial<PlanPolicy>): Promise<string> {
  const id = await begin(target);
  expect((await revise(id, { basis: '本院保密教育培训管理办法第三条', ...change })).code).toBeUndefined();
  expect(await submit(id)).toMatchObject({ status: 204 });
  return id;
}

const versions = async (kind: string) =>
  owner<{ version: number; origin: string; made_by: string | null; approved_by: string | null; minutes: number }[]>`
    select version, origin, made_by, approved_by, (spec ->> 'requiredMinutes')::int as minutes
    from policy_versions where plan_kind = ${kind} order by version`;

const newest = async (kind: string) => (await versions(kind)).at(-1)?.version ?? 0;

const refusals = async (accountId: string) => {
  const rows = await owner<{ detail: { refusal: string } }[]>`select detail from audit_events
    where actor_account_id = ${accountId} and action = 'policy.publish' and outcome = 'refused'`;
  return rows.map(({ detail }) => detail.refusal);
};

describe('two persons', () => {
  it('are needed to change a rule: whoever made it cannot publish it, and the attempt is recorded', async () => {
    const id = await handedIn('meeting', { requiredMinutes: 50 });
    expect(await decide(id, maker, 'publish')).toMatchObject({ status: 403, code: 'POLICY_OWN_DRAFT' });
    expect(await refusals(maker.accountId)).toEqual(['POLICY_OWN_DRAFT']);
    expect((await stored(id)).state).toBe('submitted');
    const before = await newest('meeting');
    expect(await decide(id, second, 'publish')).toMatchObject({ status: 200, json: { version: before + 1 } });
    expect((await versions('meeting')).at(-1)).toMatchObject({
      version: before + 1,
      origin: 'unit',
      minutes: 50,
      made_by: maker.accountId,
      approved_by: second.accountId,
    });
  });

  it('may be 保密办 and 单位领导, and a refusal says why and leaves the rule as it was', async () => {
    const before = await newest('travel');
    const id = await handedIn('travel', { requiredMinutes: 77 });
    expect(await decide(id, leader, 'refuse')).toMatchObject({ status: 422, code: 'POLICY_COMMENT_MISSING' });
    expect((await decide(id, leader, 'refuse', '请核对依据')).status).toBe(200);
    expect(await newest('travel')).toBe(before);
    const again = await answer(maker, 'POST', DRAFTS, { target: 'travel', from: id });
    expect(again.status).toBe(201);
    expect((await stored(String(again.json.draftId))).spec.requiredMinutes).toBe(77);
    expect((await submit(String(again.json.draftId))).code).toBeUndefined();
    expect((await decide(String(again.json.draftId), leader, 'publish')).status).toBe(200);
    const notices =
      await owner`select 1 from notices where person_id = ${maker.personId} and title like '规则%出境前%'`;
    expect(notices.length).toBe(2);
  });

  it('who decide at the same moment give one result', async () => {
    const before = await versions('classifier');
    const id = await handedIn('classifier', { requiredMinutes: 99 });
    const both = await Promise.all([decide(id, second, 'publish'), decide(id, leader, 'publish')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await versions('classifier')).toHaveLength(before.length + 1);
  });

  it('are kept apart by the database as well', async () => {
    const direct = owner`insert into policy_versions (plan_kind, version, spec, effective_from_year, origin, made_by, approved_by)
      values ('exit', 99, '{}', 2026, 'unit', ${maker.accountId}, ${maker.accountId})`;
    await expect(direct).rejects.toThrow(/policy_versions_two/);
  });
});

describe('a draft', () => {
  it('is one a rule at a time, is changed by its maker alone, and can be taken back', async () => {
    const before = await versions('entry-general');
    const id = await begin('entry-general');
    expect(await answer(second, 'POST', DRAFTS, { target: 'entry-general' })).toMatchObject({
      status: 409,
      code: 'POLICY_DRAFT_OPEN',
    });
    expect(await revise(id, { requiredMinutes: 10 }, second)).toMatchObject({ status: 403, code: 'POLICY_NOT_YOURS' });
    expect(await submit(id, second)).toMatchObject({ status: 403, code: 'POLICY_NOT_YOURS' });
    expect((await withdraw(id)).status).toBe(204);
    expect(await submit(id)).toMatchObject({ status: 409, code: 'POLICY_DRAFT_CLOSED' });
    expect(await versions('entry-general')).toEqual(before);
  });

  it('is not changed, handed in or decided from a screen opened before its last change', async () => {
    const id = await begin('exit');
    const old = await seenNow(id);
    expect((await revise(id, { requiredMinutes: 46 })).code).toBeUndefined();
    const { spec } = await stored(id);
    const stale = { status: 409, code: 'POLICY_DRAFT_STALE' };
    expect(await answer(maker, 'PUT', `${DRAFTS}/${id}`, { seen: old, spec, note: '' })).toMatchObject(stale);
    expect(await answer(maker, 'POST', `${DRAFTS}/${id}/submit`, { seen: old })).toMatchObject(stale);
    const beforeHandIn = await seenNow(id);
    await submit(id);
    const body = { seen: beforeHandIn, decision: 'publish', comment: '' };
    expect(await answer(second, 'POST', `${DRAFTS}/${id}/decision`, body)).toMatchObject(stale);
    expect((await withdraw(id)).status).toBe(204);
  });

  it('falls behind when another version came meanwhile', async () => {
    const id = await handedIn('exit', { requiredMinutes: 47 });
    await owner`insert into policy_versions (plan_kind, version, spec, effective_from_year)
      select plan_kind, 50, spec || '{"version": 50}', effective_from_year from policy_versions where plan_kind = 'exit' order by version desc limit 1`;
    expect(await decide(id, second, 'publish')).toMatchObject({ status: 409, code: 'POLICY_OVERTAKEN' });
    expect((await withdraw(id)).status).toBe(204);
  });

  it('that contradicts itself can be kept but not handed in, with a code and what to do', async () => {
    const id = await begin('annual-leader');
    const broken = { topicMinutes: { 保密法律法规: 9_000 }, dueMonthDay: '02-30' };
    expect((await revise(id, { basis: '本院保密教育培训管理办法第三条', ...broken })).code).toBeUndefined();
    const refused = await submit(id);
    expect(refused).toMatchObject({ status: 422, code: 'POLICY_CONTRADICTS' });
    expect(refused.json.detail).toMatch(/高于总学时.*02-30 不是一个日期/);
    expect(refused.json.meta).toMatchObject({ fault: 'TOPIC_ABOVE_TOTAL' });
    expect((await stored(id)).state).toBe('draft');
    expect(await answer(second, 'GET', `${DRAFTS}/${id}/preview`)).toMatchObject({ code: 'POLICY_CONTRADICTS' });
    expect(await revise(id, { requiredMinutes: 'viel' as unknown as number })).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
    });
    expect((await withdraw(id)).status).toBe(204);
  });

  it('is hidden from everybody but 保密办 and 单位领导', async () => {
    const id = await begin('annual-officer');
    const others = [
      await newEmployee(owner, YEAR, 'employee'),
      await newEmployee(owner, YEAR, 'hr', ['hr']),
      await newEmployee(owner, YEAR, 'unit officer', ['unit-officer']),
      await newAdministrator(owner, 'secadmin'),
      await newAdministrator(owner, 'auditor'),
    ];
    for (const who of others) {
      const tried = [
        await answer(who, 'GET', `${DRAFTS}/${id}/preview`),
        await answer(who, 'POST', DRAFTS, { target: 'exit' }),
        await answer(who, 'POST', `${DRAFTS}/${id}/submit`, { seen: 'x' }),
        await answer(who, 'POST', `${DRAFTS}/${id}/decision`, { seen: 'x', decision: 'publish', comment: '' }),
        await answer(who, 'POST', '/api/v1/policies/sets/research/drafts'),
      ];
      expect([who.label, tried.map(({ status }) => status)]).toEqual([who.label, [403, 403, 403, 403, 403]]);
    }
    expect(await answer(leader, 'POST', DRAFTS, { target: 'exit' })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await withdraw(id, second)).status).toBe(204);
  });
});

/** Minutes of 集中培训, which count for every plan. */
async function sessionMinutes(who: Identity, minutes: number): Promise<void> {
  await owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, is_unit_organised, occurred_from, occurred_to)
    values (${who.personId}, ${YEAR}, ${minutes}, 'session', '集中培训', true, ${`${YEAR}-03-01T09:00+08:00`}, ${`${YEAR}-03-01T12:00+08:00`})`;
}

const assignmentOf = async (who: Identity) => {
  const [row] = await owner<
    { id: string; version: number; required_minutes: number; due_on: string; completed: boolean }[]
  >`
    select pa.id, v.version, pa.required_minutes, pa.due_on::text,
      exists (select from plan_completions pc where pc.assignment_id = pa.id) as completed
    from plan_assignments pa join policy_versions v on v.id = pa.policy_version_id
    where pa.person_id = ${who.personId} and pa.plan_kind = 'annual-all' and pa.training_year = ${YEAR}`;
  if (!row) throw new Error('no plan');
  return row;
};

describe('a new version for the running year', () => {
  const LENIENT = { requiredMinutes: 60, requiredLessons: [], blueprintId: null, exam: null, lessonsBeforeExam: false };
  let done: Identity;
  let excused: Identity;
  let extended: Identity;
  let studious: Identity;
  let idle: Identity;

  beforeAll(async () => {
    [done, excused, extended, studious, idle] = (await Promise.all(
      ['done', 'excused', 'extended', 'studious', 'idle'].map((label) => newEmployee(owner, YEAR, label)),
    )) as [Identity, Identity, Identity, Identity, Identity];
    await sessionMinutes(studious, 100);
    await owner`insert into plan_completions (assignment_id, completed_at, counted_minutes)
      values (${(await assignmentOf(done)).id}, app_now(), 180)`;
    const approved = { requested_by: maker.accountId, decided_by: second.accountId, decision: 'approved' };
    await owner`insert into plan_exemptions ${owner({ ...approved, decided_at: new Date(), assignment_id: (await assignmentOf(excused)).id, kind: 'exemption', cause: 'sick', reason: '病假' })}`;
    await owner`insert into plan_exemptions ${owner({ ...approved, decided_at: new Date(), assignment_id: (await assignmentOf(extended)).id, kind: 'extension', cause: 'abroad', reason: '驻外', new_due_on: '2026-09-30' })}`;
  });

  it('moves unfinished plans alone, and gives exactly what the preview said', async () => {
    const id = await handedIn('annual-all', { ...LENIENT, dueMonthDay: '05-31' });
    expect((await answer(leader, 'GET', `${DRAFTS}/${id}/preview`)).status).toBe(200);
    const before = await Promise.all([done, excused, idle].map(assignmentOf));
    const preview = (await answer(second, 'GET', `${DRAFTS}/${id}/preview`)).json as unknown as PolicyPreview;
    expect(await Promise.all([done, excused, idle].map(assignmentOf))).toEqual(before);
    const names = (group: string) =>
      preview.groups.find((one) => one.id === group)?.people.map(({ personId }) => personId);
    expect(names('complete')).toEqual([studious.personId]);
    expect(names('overdue')).toContain(idle.personId);
    expect(names('overdue')).not.toContain(extended.personId);

    const published = await decide(id, second, 'publish');
    expect(published.json).toMatchObject({ moved: preview.looked, completed: preview.after.complete });
    const [counts] = await owner<{ complete: number; overdue: number }[]>`
      select count(*) filter (where pp.completed_on is not null)::int as complete,
        count(*) filter (where pp.completed_on is null and pp.due_on < '2026-06-10')::int as overdue
      from plan_progress pp join plan_assignments pa on pa.id = pp.assignment_id
      join policy_versions v on v.id = pa.policy_version_id and v.version = ${Number(published.json.version)}
      where pa.plan_kind = 'annual-all'`;
    expect(counts).toEqual({ complete: preview.after.complete, overdue: preview.after.overdue });

    expect(await assignmentOf(done)).toEqual(before[0]);
    expect(await assignmentOf(excused)).toEqual(before[1]);
    expect(await assignmentOf(idle)).toMatchObject({ version: 2, required_minutes: 60, due_on: '2026-05-31' });
    expect(await assignmentOf(extended)).toMatchObject({ version: 2, due_on: '2026-09-30' });
    expect(await assignmentOf(studious)).toMatchObject({ version: 2, completed: true });
    const told = await owner`select 1 from notices where person_id = ${idle.personId} and title like '%要求有调整'`;
    expect(told).toHaveLength(1);
  });

  it('leaves what it finished finished when the next one asks for more', async () => {
    const id = await handedIn('annual-all', { requiredMinutes: 600, dueMonthDay: '12-31' });
    const preview = (await answer(leader, 'GET', `${DRAFTS}/${id}/preview`)).json as unknown as PolicyPreview;
    expect(preview.before.overdue).toBeGreaterThan(0);
    expect(preview.after.overdue).toBe(0);
    expect((await decide(id, leader, 'publish')).status).toBe(200);
    expect(await assignmentOf(studious)).toMatchObject({ version: 2, required_minutes: 60, completed: true });
    expect(await assignmentOf(idle)).toMatchObject({ version: 3, required_minutes: 600, due_on: '2026-12-31' });
  });

  it('for a coming year changes nothing of this one', async () => {
    const before = await Promise.all([done, idle, studious].map(assignmentOf));
    const id = await handedIn('annual-all', { requiredMinutes: 90, effectiveFromYear: YEAR + 1 });
    const preview = (await answer(second, 'GET', `${DRAFTS}/${id}/preview`)).json as unknown as PolicyPreview;
    expect(preview).toMatchObject({ looked: 0, groups: [] });
    expect((await decide(id, second, 'publish')).json).toMatchObject({ moved: 0, completed: 0 });
    expect(await Promise.all([done, idle, studious].map(assignmentOf))).toEqual(before);
  });

  it('stands when the product comes with another default', async () => {
    const all = content();
    const policies = new Map(all.policies);
    const shipped = policies.get('annual-all');
    if (!shipped) throw new Error('no default');
    policies.set('annual-all', { ...shipped, version: shipped.version + 1, requiredMinutes: 1 });
    const before = await versions('annual-all');
    await loadContent({ all: { ...all, policies } });
    expect(await versions('annual-all')).toEqual(before);
  });
});

describe('the rules of the life-cycle', () => {
  async function reviseLifecycle(id: string, change: Partial<LifecyclePolicy>, effectiveFrom?: string) {
    const { spec, effective_from } = await stored(id);
    const body = {
      seen: await seenNow(id),
      spec: { ...spec, ...change },
      note: '',
      effectiveFrom: effectiveFrom ?? effective_from,
    };
    return answer(maker, 'PUT', `${DRAFTS}/${id}`, body);
  }

  it('hold by day: the old until the day before, the new from the day on, never a day that has passed', async () => {
    const id = await begin('lifecycle');
    expect(await reviseLifecycle(id, {}, '2026-06-09')).toMatchObject({ status: 409, code: 'POLICY_DATE_PAST' });
    const { spec } = await stored(id);
    const reversed = { ...spec.coolingOffMonths, core: { min: 36, max: 24 } };
    expect((await reviseLifecycle(id, { coolingOffMonths: reversed })).code).toBeUndefined();
    expect((await submit(id)).json.meta).toMatchObject({ fault: 'COOLING_RANGE' });
    const change = { coolingOffMonths: spec.coolingOffMonths, stepDays: 4 };
    expect((await reviseLifecycle(id, change, '2026-07-01')).code).toBeUndefined();
    expect((await submit(id)).code).toBeUndefined();
    expect((await decide(id, leader, 'publish')).json).toMatchObject({ version: 2 });
    expect(await lifecyclePolicyOn(db, '2026-06-30')).toMatchObject({ version: 1, stepDays: 5 });
    expect(await lifecyclePolicyOn(db, '2026-07-01')).toMatchObject({ version: 2, stepDays: 4 });
    expect(await lifecyclePolicyOn(db, '1999-01-01')).toMatchObject({ version: 1 });
  });

  it('say beforehand whose 复审 becomes overdue', async () => {
    const holder = await newEmployee(owner, YEAR, 'holder');
    await owner`update person_assignments set category = 'general', life_state = 'in-post', valid_from = '2024-01-10'
      where person_id = ${holder.personId}`;
    const id = await begin('lifecycle');
    const reviewMonths = { core: 12, important: 24, general: 24 };
    expect((await reviseLifecycle(id, { reviewMonths })).code).toBeUndefined();
    const preview = (await answer(second, 'GET', `${DRAFTS}/${id}/preview`)).json as unknown as PolicyPreview;
    expect(preview.groups.map(({ id: group, people }) => [group, people.map(({ personId }) => personId)])).toEqual([
      ['overdue', [holder.personId]],
    ]);
    expect((await withdraw(id)).status).toBe(204);
  });
});

describe('a default set of an industry', () => {
  it('makes drafts where it differs and publishes nothing', async () => {
    const chosen = await answer(maker, 'POST', '/api/v1/policies/sets/research/drafts');
    expect(chosen.json).toEqual({ drafted: ['涉密人员在岗年度教育'], busy: [] });
    const [draft] = await owner<{ id: string; spec: PlanPolicy; state: string }[]>`
      select id, spec, state from policy_drafts where target = 'annual-classified'`;
    expect(draft).toMatchObject({ state: 'draft', spec: { requiredMinutes: 450, unitOrganisedPercent: 40 } });
    expect(await versions('annual-classified')).toHaveLength(1);
    expect((await answer(maker, 'POST', '/api/v1/policies/sets/defence-3/drafts')).json).toMatchObject({
      drafted: [],
      busy: ['涉密人员在岗年度教育'],
    });
    expect((await withdraw(draft?.id ?? '')).status).toBe(204);
  });

  it('says so when nothing differs, and when there is no such set', async () => {
    expect(await answer(maker, 'POST', '/api/v1/policies/sets/organ/drafts')).toMatchObject({
      status: 409,
      code: 'POLICY_SET_SAME',
    });
    expect((await answer(maker, 'POST', '/api/v1/policies/sets/unheard/drafts')).status).toBe(404);
  });
});

describe('a finished year', () => {
  it('is never changed: neither by a draft made for it nor by one that is decided too late', async () => {
    const early = await begin('exit');
    expect(await revise(early, { effectiveFromYear: YEAR - 1 })).toMatchObject({
      status: 409,
      code: 'POLICY_YEAR_FINISHED',
    });
    expect((await withdraw(early)).status).toBe(204);
    const someone = await newEmployee(owner, YEAR, 'someone');
    const before = await assignmentOf(someone);
    const id = await handedIn('annual-all', { requiredMinutes: 30 });
    await world.travelTo(`${YEAR + 1}-01-01T00:30:00+08:00`);
    const nextDay = async (who: Identity) => ({ ...who, ...(await openSession(owner, who.accountId)) });
    expect(await decide(id, await nextDay(second), 'publish')).toMatchObject({
      status: 409,
      code: 'POLICY_YEAR_FINISHED',
    });
    expect(await assignmentOf(someone)).toEqual(before);
    expect((await withdraw(id, await nextDay(maker))).status).toBe(204);
    await world.travelTo(`${YEAR}-06-10T09:00:00+08:00`);
  });
});
