import { expect } from 'vitest';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { caseWorld, PASSWORD, REVIEW, type Somebody } from './case-world.ts';
import type { TestDatabase } from './test-database.ts';

export const agree = { opinion: 'agree' };

export type Level = 'general' | 'important' | 'core';

/** Cases led as far as a test needs them, and how a person then stands on a day. The clock is put to 2026-11-02. */
export async function caseCourses(database: TestDatabase) {
  const { owner } = database;
  const world = caseWorld(owner, 2026);
  await database.travelTo('2026-11-02T09:00:00+08:00');
  await loadContent();
  await ensureSigningKey();
  await world.somebody();
  const officer = await world.somebody('unit-officer');
  const hr = await world.somebody('hr');
  const office = await world.somebody('office');
  const leader = await world.somebody('leader');

  async function today(): Promise<string> {
    const [row] = await owner<{ day: string }[]>`select (app_now() at time zone 'Asia/Shanghai')::date::text as day`;
    return row?.day ?? '';
  }

  async function lifeOn(who: Somebody, day: string) {
    const [row] = await owner<{ life: string; category: string; flags: string[] }[]>`
      select life_state as life, category, flags from person_assignments where person_id = ${who.personId}
        and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`;
    return row;
  }

  /** Ids of the posts held on a day. */
  async function postsOn(who: Somebody, day: string): Promise<string[]> {
    const rows = await owner<{ post_id: string }[]>`
      select post_id from post_assignments where person_id = ${who.personId}
        and valid_from <= ${day} and (valid_to is null or valid_to > ${day}) order by valid_from`;
    return rows.map((row) => row.post_id);
  }

  /** Number of plans a case still asks for. */
  async function openPlans(caseId: string): Promise<number> {
    const rows = await owner`select 1 from plan_assignments a where a.case_id = ${caseId} and a.ended_at is null
      and not exists (select from plan_completions c where c.assignment_id = a.id)`;
    return rows.length;
  }

  async function inPost(level: Level): Promise<Somebody> {
    const who = await world.somebody();
    await world.inPost(who.personId, level);
    return who;
  }

  /** Takes steps one after the other, each of which must succeed. */
  async function all(
    caseId: string,
    steps: readonly (readonly [Somebody, string, Record<string, unknown>?])[],
  ): Promise<void> {
    for (const [who, event, payload] of steps)
      expect([event, await world.step(who, caseId, event, payload)]).toEqual([event, 'ok']);
  }

  async function sign(who: Somebody, caseId: string): Promise<void> {
    const { pledge } = await world.view(who, caseId);
    await database.advance('2 minutes');
    const values = { pledge: pledge?.ref ?? '', agreed: true };
    expect(await world.step(who, caseId, 'sign-pledge', values, PASSWORD)).toBe('ok');
  }

  function nominate(who: Somebody, postId: string, startOn = '2026-12-01'): Promise<string> {
    return world.open(officer, 'entry', { personId: who.personId, postId, startOn, reason: '岗位需要' });
  }

  function changeLevel(who: Somebody, postId: string): Promise<string> {
    return world.open(officer, 'level-change', { personId: who.personId, postId, reason: '岗位调整' });
  }

  async function toReview(who: Somebody, caseId: string): Promise<void> {
    expect(await world.step(who, caseId, 'submit-review', REVIEW, PASSWORD)).toBe('ok');
  }

  async function toTraining(who: Somebody, caseId: string): Promise<void> {
    await toReview(who, caseId);
    await all(caseId, [
      [officer, 'opinion-unit', agree],
      [office, 'opinion-office', agree],
      [hr, 'conclude-pass'],
    ]);
  }

  async function toApproval(who: Somebody, caseId: string): Promise<void> {
    await toTraining(who, caseId);
    await world.finishPlan(caseId, who.personId);
    await sign(who, caseId);
    await all(caseId, [
      [officer, 'approve-unit', agree],
      [hr, 'approve-hr', agree],
      [office, 'approve-office', agree],
    ]);
  }

  async function appointed(who: Somebody, postId: string, effectiveOn?: string): Promise<string> {
    const caseId = await nominate(who, postId);
    await toApproval(who, caseId);
    await all(caseId, [[leader, 'approve-leader', { effectiveOn: effectiveOn ?? (await today()) }]]);
    return caseId;
  }

  async function clear(caseId: string): Promise<void> {
    for (const item of (await world.view(hr, caseId)).clearance)
      await all(caseId, [[office, 'confirm-item', { itemId: item.id }]]);
  }

  /** 等级变更 downwards as far as the leader. */
  async function handedOver(who: Somebody, postId: string): Promise<string> {
    const caseId = await changeLevel(who, postId);
    await clear(caseId);
    await all(caseId, [
      [hr, 'approve-hr', agree],
      [office, 'approve-office', agree],
    ]);
    return caseId;
  }

  async function apply(who: Somebody, exitKind = 'leave-post'): Promise<string> {
    const about = { personId: who.personId, exitKind, cause: 'rotation', plannedOn: await today(), reason: '个人原因' };
    return world.open(who, 'exit', about);
  }

  /** 离岗 as far as the 脱密期 still to be fixed. */
  async function toPeriod(who: Somebody, exitKind = 'leave-post'): Promise<string> {
    const caseId = await apply(who, exitKind);
    await all(caseId, [
      [officer, 'opinion-unit', agree],
      [hr, 'approve-exit'],
    ]);
    await clear(caseId);
    await all(caseId, [[hr, 'record-talk', { heldOn: await today(), place: '会议室', points: '重申保密义务' }]]);
    await world.finishPlan(caseId, who.personId);
    await sign(who, caseId);
    return caseId;
  }

  async function coolingOff(who: Somebody, exitKind: 'leave-post' | 'leave-unit', months = 6): Promise<string> {
    const caseId = await toPeriod(who, exitKind);
    await all(caseId, [
      [hr, 'propose-period', { startsOn: await today(), months }],
      [office, 'confirm-period'],
    ]);
    return caseId;
  }

  function proposeSuspension(who: Somebody): Promise<string> {
    return world.open(office, 'suspension', { personId: who.personId, cause: 'overdue', reason: '年度教育逾期' });
  }

  async function suspended(who: Somebody): Promise<string> {
    const caseId = await proposeSuspension(who);
    await all(caseId, [[officer, 'confirm-suspension']]);
    return caseId;
  }

  const desks = { officer, hr, office, leader };
  const standing = { today, lifeOn, postsOn, openPlans };
  const entry = { nominate, toReview, toTraining, toApproval, appointed, sign };
  const later = { changeLevel, handedOver, proposeSuspension, suspended, apply, toPeriod, coolingOff };
  return { world, all, inPost, ...desks, ...standing, ...entry, ...later };
}
