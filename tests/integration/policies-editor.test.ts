import { describe, expect, it } from 'vitest';
import { lifecyclePolicyOn } from '#db/dal/system-lifecycle.ts';
import type { PlanPolicy } from '#domain/policy/plan-policy.ts';
import type { PolicyPreview } from '#domain/policy/policy-preview.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { createApi } from '#server/http/api.ts';
import { newAdministrator, newEmployee } from '#tests/support/identities.ts';
import { DRAFTS, policyDesk } from '#tests/support/policy-desk.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
const world = await createTestDatabase();
const { owner, db } = world;
await world.travelTo(`${YEAR}-06-10T09:00:00+08:00`);
await loadContent();
const api = createApi();
await api.ready();
const maker = await newEmployee(owner, YEAR, 'maker', ['office']);
const second = await newEmployee(owner, YEAR, 'second', ['office']);
const leader = await newEmployee(owner, YEAR, 'leader', ['leader']);
const desk = policyDesk(owner, api, maker);
const { answer, begin, stored, seenNow, revise, reviseLifecycle, submit, withdraw, decide, handedIn, versions } = desk;

const refusals = async (accountId: string) => {
  const rows = await owner<{ detail: { refusal: string } }[]>`select detail from audit_events
    where actor_account_id = ${accountId} and action = 'policy.publish' and outcome = 'refused'`;
  return rows.map(({ detail }) => detail.refusal);
};
const newest = async (kind: string) => (await versions(kind)).at(-1)?.version ?? 0;

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

describe('the rules of the life-cycle', () => {
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
    await owner`insert into cases (no, kind, person_id, unit_id, state, version, turn, state_since, opened_at, closed_at)
      select 'FS-2026-0001', 'review', person_id, unit_id, 'passed', 1, '{}', app_now(), app_now(), '2026-02-01T10:00+08:00'
      from person_assignments where person_id = ${holder.personId}`;
    expect((await answer(second, 'GET', `${DRAFTS}/${id}/preview`)).json).toMatchObject({ groups: [] });
    expect((await withdraw(id)).status).toBe(204);
  });
});

describe('a default set of an industry', () => {
  it('makes drafts where it differs and publishes nothing', async () => {
    const before = await versions('annual-classified');
    const chosen = await answer(maker, 'POST', '/api/v1/policies/sets/research/drafts');
    expect(chosen.json).toEqual({ drafted: ['涉密人员在岗年度教育'], busy: [] });
    const [draft] = await owner<{ id: string; spec: PlanPolicy; state: string }[]>`
      select id, spec, state from policy_drafts where target = 'annual-classified' and state = 'draft'`;
    expect(draft).toMatchObject({ state: 'draft', spec: { requiredMinutes: 450, unitOrganisedPercent: 40 } });
    expect(await versions('annual-classified')).toEqual(before);
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
