import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import {
  closeDraft,
  createDraft,
  findDraft,
  lockDraft,
  type NewDraft,
  type StoredDraft,
  saveDraft,
  submitDraft,
} from '#db/dal/policies.ts';
import { unsafeTellDeciders } from '#db/dal/policy-effects.ts';
import type { Principal } from '#domain/access/principal.ts';
import { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import { PlanPolicy } from '#domain/policy/plan-policy.ts';
import { blankPlan } from '#domain/policy/policy-set.ts';
import { isPlanTarget, type PolicyTarget, targetLabel } from '#domain/policy/policy-target.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import {
  assertAhead,
  assertFresh,
  assertSound,
  assertState,
  type DraftSpec,
  rightsOver,
  seenOf,
  specOf,
} from './draft-state.ts';
import { lifecycleInForce, planInForce, type Rules, readRules } from './rules-in-force.ts';

/** The first of several checks that fails. */
function firstFailure(...checks: readonly (() => Result<undefined>)[]): Result<undefined> {
  for (const check of checks) {
    const result = check();
    if (!result.ok) return result;
  }
  return ok(undefined);
}

function draftAudit(draft: Pick<StoredDraft, 'id' | 'target'>, action: string, detail: Record<string, unknown> = {}) {
  return {
    action,
    subjectType: 'policy-draft',
    subjectId: draft.id,
    detail: { target: targetLabel(draft.target), ...detail },
  };
}

/** The draft a rule in force begins as; a kind that has no rule yet begins blank. Null without rules of the life-cycle. */
function fromInForce(rules: Rules, target: PolicyTarget): Omit<NewDraft, 'target'> | null {
  const { year, today } = rules.now;
  if (!isPlanTarget(target)) {
    const base = lifecycleInForce(rules);
    return base && { spec: base.spec, effectiveFrom: today, note: '' };
  }
  const base = planInForce(rules, target) ?? rules.plans.find(({ planKind }) => planKind === target);
  const spec = base ? { ...base.spec, effectiveFromYear: year } : blankPlan(target, year);
  return { spec, effectiveFrom: `${year}-01-01`, note: '' };
}

/** A closed draft as the beginning of a new one; its year or day is moved up to now where it has passed. */
function fromClosed(draft: StoredDraft, { now }: Rules): Omit<NewDraft, 'target'> {
  const spec = specOf(draft);
  const { note } = draft;
  if (spec.kind === 'lifecycle') {
    const isPast = draft.effectiveFrom < now.today;
    const effectiveFrom = isPast ? now.today : draft.effectiveFrom;
    return { spec: spec.policy, effectiveFrom, note };
  }
  const year = Math.max(spec.policy.effectiveFromYear, now.year);
  return { spec: { ...spec.policy, effectiveFromYear: year }, effectiveFrom: `${year}-01-01`, note };
}

/** Puts a new draft down, with its audit row. @returns null when the target has an open one. */
export async function putDraft(tx: Tx, principal: Principal, draft: NewDraft): Promise<string | null> {
  const id = await createDraft(tx, principal, draft);
  if (id) await recordAudit(tx, principal, draftAudit({ id, target: draft.target }, 'policy.draft'));
  return id;
}

/**
 * Begins a draft of a target from the rule in force, or from an earlier draft that was refused or withdrawn.
 * @returns POLICY_DRAFT_OPEN when there is one already, NOT_FOUND when there is nothing to begin from.
 */
export function startDraft(
  principal: Principal,
  asked: { readonly target: PolicyTarget; readonly from?: string | undefined },
): Promise<Result<{ draftId: string }>> {
  return transaction(async (tx): Promise<Result<{ draftId: string }>> => {
    const rules = await readRules(tx, principal);
    const earlier = asked.from ? await findDraft(tx, principal, asked.from) : null;
    if (asked.from && earlier?.target !== asked.target) return fail('NOT_FOUND');
    const base = earlier ? fromClosed(earlier, rules) : fromInForce(rules, asked.target);
    if (!base) return fail('NOT_FOUND');
    const draftId = await putDraft(tx, principal, { target: asked.target, ...base });
    return draftId ? ok({ draftId }) : fail('POLICY_DRAFT_OPEN', { label: targetLabel(asked.target) });
  });
}

export type Revision = {
  readonly seen: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Of the life-cycle; a plan holds from the first day of its year. */
  readonly effectiveFrom?: string | undefined;
  readonly note: string;
};

function parseSpec(draft: StoredDraft, raw: Revision['spec']): Result<DraftSpec> {
  const before = specOf(draft);
  const parsed =
    before.kind === 'plan'
      ? PlanPolicy.safeParse({ ...raw, planKind: before.policy.planKind, version: before.policy.version })
      : LifecyclePolicy.safeParse(raw);
  if (!parsed.success) return fail('INVALID_INPUT', { where: `规则 ${parsed.error.issues[0]?.path.join('.') ?? ''}` });
  return ok(
    before.kind === 'plan'
      ? { kind: 'plan', policy: parsed.data as PlanPolicy }
      : { kind: 'lifecycle', policy: parsed.data as LifecyclePolicy },
  );
}

/**
 * Replaces what the principal's own draft says. Contradictions may be saved and are told; a finished year may not.
 * @returns NOT_FOUND, FORBIDDEN for somebody else's draft, POLICY_DRAFT_CLOSED, POLICY_DRAFT_STALE, POLICY_OVERTAKEN,
 * INVALID_INPUT, POLICY_YEAR_FINISHED, POLICY_DATE_PAST.
 */
export function reviseDraft(principal: Principal, id: string, revision: Revision): Promise<Result<{ seen: string }>> {
  return transaction(async (tx): Promise<Result<{ seen: string }>> => {
    const draft = await lockDraft(tx, principal, id);
    if (!draft) return fail('NOT_FOUND');
    const rules = await readRules(tx, principal);
    const allowed = firstFailure(
      () => assertState(draft, 'draft'),
      () => (rightsOver(draft, principal).edit ? ok(undefined) : fail('POLICY_NOT_YOURS')),
      () => assertFresh(draft, revision.seen, rules),
    );
    if (!allowed.ok) return allowed;
    const spec = parseSpec(draft, revision.spec);
    if (!spec.ok) return spec;
    const effectiveFrom =
      spec.value.kind === 'plan'
        ? `${spec.value.policy.effectiveFromYear}-01-01`
        : (revision.effectiveFrom ?? draft.effectiveFrom);
    const ahead = assertAhead(spec.value, effectiveFrom, rules);
    if (!ahead.ok) return ahead;
    const values = { spec: spec.value.policy, effectiveFrom, note: revision.note };
    await saveDraft(tx, principal, id, values);
    return ok({ seen: seenOf({ ...values, state: 'draft' }) });
  });
}

/**
 * Hands the principal's own draft in for the second person, who is told.
 * @returns NOT_FOUND, POLICY_DRAFT_CLOSED, POLICY_NOT_YOURS, POLICY_DRAFT_STALE, POLICY_OVERTAKEN, POLICY_CONTRADICTS,
 * POLICY_YEAR_FINISHED, POLICY_DATE_PAST.
 */
export function handInDraft(principal: Principal, id: string, seen: string): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const draft = await lockDraft(tx, principal, id);
    if (!draft) return fail('NOT_FOUND');
    const rules = await readRules(tx, principal);
    const allowed = firstFailure(
      () => assertState(draft, 'draft'),
      () => (rightsOver(draft, principal).submit ? ok(undefined) : fail('POLICY_NOT_YOURS')),
      () => assertFresh(draft, seen, rules),
      () => assertSound(specOf(draft)),
      () => assertAhead(specOf(draft), draft.effectiveFrom, rules),
    );
    if (!allowed.ok) return allowed;
    await submitDraft(tx, principal, id);
    await recordAudit(tx, principal, draftAudit(draft, 'policy.submit'));
    await unsafeTellDeciders(tx, principal.accountId, {
      dedupeKey: `policy-submitted:${id}`,
      title: `规则待批准：${targetLabel(draft.target)}`,
      body: `${principal.name}提交了规则修改，请核对后发布或退回。`,
      href: `/office/policies/${draft.target}`,
    });
    return ok(undefined);
  });
}

/**
 * Takes a draft back: the maker at any time before a decision, a colleague while it has not been handed in.
 * @returns NOT_FOUND, POLICY_DRAFT_CLOSED, POLICY_NOT_YOURS, POLICY_DRAFT_STALE.
 */
export function withdrawDraft(principal: Principal, id: string, seen: string): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const draft = await lockDraft(tx, principal, id);
    if (!draft) return fail('NOT_FOUND');
    const allowed = firstFailure(
      () => assertState(draft, 'draft', 'submitted'),
      () => (rightsOver(draft, principal).withdraw ? ok(undefined) : fail('POLICY_NOT_YOURS')),
      () => (seenOf(draft) === seen ? ok(undefined) : fail('POLICY_DRAFT_STALE')),
    );
    if (!allowed.ok) return allowed;
    await closeDraft(tx, principal, id, { state: 'withdrawn', comment: '', version: null });
    await recordAudit(tx, principal, draftAudit(draft, 'policy.withdraw'));
    return ok(undefined);
  });
}
