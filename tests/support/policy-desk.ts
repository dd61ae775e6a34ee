import type { FastifyInstance } from 'fastify';
import type { Sql } from 'postgres';
import { expect } from 'vitest';
import { db } from '#db/client.ts';
import { findDraft } from '#db/dal/policies.ts';
import type { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import type { PlanPolicy } from '#domain/policy/plan-policy.ts';
import type { PolicyTarget } from '#domain/policy/policy-target.ts';
import { seenOf } from '#server/operations/policies/draft-state.ts';
import { caller } from './exam-world.ts';
import type { Identity } from './identities.ts';
import { principalWith } from './people-builder.ts';

export const DRAFTS = '/api/v1/policies/drafts';
/** Long enough to be accepted where a rule ships without one. */
const BASIS = '本院保密教育培训管理办法第三条';

export type Answer = {
  readonly status: number;
  readonly code: string | undefined;
  readonly json: Record<string, unknown>;
};

/** 保密办 at work on rules through the interface: `maker` drafts where nobody else is named. */
export function policyDesk(owner: Sql, api: FastifyInstance, maker: Identity) {
  const call = caller(api);

  async function answer(who: Identity, method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown): Promise<Answer> {
    const response = await call(method, url, who.cookie, body);
    const json = response.text ? response.json<Record<string, unknown>>() : {};
    return { status: response.status, code: json.code as string | undefined, json };
  }

  async function begin(target: PolicyTarget, who = maker): Promise<string> {
    const begun = await answer(who, 'POST', DRAFTS, { target });
    expect([target, begun.status, begun.code]).toEqual([target, 201, undefined]);
    return String(begun.json.draftId);
  }

  async function stored(id: string) {
    const [row] = await owner<{ spec: PlanPolicy & LifecyclePolicy; state: string; effective_from: string }[]>`
      select spec, state, effective_from::text from policy_drafts where id = ${id}`;
    if (!row) throw new Error('no such draft');
    return row;
  }

  /** What a screen opened now would send back. */
  async function seenNow(id: string): Promise<string> {
    const draft = await findDraft(db, principalWith(['office']), id);
    if (!draft) throw new Error('no such draft');
    return seenOf(draft);
  }

  async function revise(id: string, change: Partial<PlanPolicy>, who = maker) {
    const { spec } = await stored(id);
    return answer(who, 'PUT', `${DRAFTS}/${id}`, { seen: await seenNow(id), spec: { ...spec, ...change }, note: '' });
  }

  async function reviseLifecycle(id: string, change: Partial<LifecyclePolicy>, effectiveFrom?: string) {
    const { spec, effective_from } = await stored(id);
    const from = effectiveFrom ?? effective_from;
    const body = { seen: await seenNow(id), spec: { ...spec, ...change }, note: '', effectiveFrom: from };
    return answer(maker, 'PUT', `${DRAFTS}/${id}`, body);
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
    expect((await revise(id, { basis: BASIS, ...change })).code).toBeUndefined();
    expect(await submit(id)).toMatchObject({ status: 204 });
    return id;
  }

  const versions = async (kind: string) =>
    owner<{ version: number; origin: string; made_by: string | null; approved_by: string | null; minutes: number }[]>`
      select version, origin, made_by, approved_by, (spec ->> 'requiredMinutes')::int as minutes
      from policy_versions where plan_kind = ${kind} order by version`;

  return { answer, begin, stored, seenNow, revise, reviseLifecycle, submit, withdraw, decide, handedIn, versions };
}
