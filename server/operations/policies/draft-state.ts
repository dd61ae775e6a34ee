import type { StoredDraft } from '#db/dal/policies.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import { lifecycleFaults } from '#domain/policy/lifecycle-check.ts';
import { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import { PlanPolicy } from '#domain/policy/plan-policy.ts';
import { planPolicyFaults } from '#domain/policy/policy-check.ts';
import { faultText, type PolicyFault } from '#domain/policy/policy-fault.ts';
import { isPlanTarget } from '#domain/policy/policy-target.ts';
import { DRAFT_STATE_LABEL, type DraftRights } from '#domain/policy/policy-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { contentHash } from '../../content/hash.ts';
import { knownContent } from './known-content.ts';
import { type Rules, versionsOf } from './rules-in-force.ts';

/** Stands for what a draft says and where it stands; an act that names another value was made on an old screen. */
export function seenOf(draft: Pick<StoredDraft, 'spec' | 'effectiveFrom' | 'note' | 'state'>): string {
  const { spec, effectiveFrom, note, state } = draft;
  return contentHash({ spec, effectiveFrom, note, state }).slice(0, 24);
}

export type DraftSpec =
  | { readonly kind: 'plan'; readonly policy: PlanPolicy }
  | { readonly kind: 'lifecycle'; readonly policy: LifecyclePolicy };

/** What a stored draft says, with the defaults of fields that came after it. */
export function specOf(draft: Pick<StoredDraft, 'target' | 'spec'>): DraftSpec {
  return isPlanTarget(draft.target)
    ? { kind: 'plan', policy: PlanPolicy.parse(draft.spec) }
    : { kind: 'lifecycle', policy: LifecyclePolicy.parse(draft.spec) };
}

export function faultsOf(spec: DraftSpec): PolicyFault[] {
  return spec.kind === 'plan' ? planPolicyFaults(spec.policy, knownContent()) : lifecycleFaults(spec.policy);
}

/** @returns POLICY_CONTRADICTS with what is wrong in words and the code of the first fault. */
export function assertSound(spec: DraftSpec): Result<undefined> {
  const faults = faultsOf(spec);
  const [first] = faults;
  return first ? fail('POLICY_CONTRADICTS', { reason: faultText(faults), fault: first.code }) : ok(undefined);
}

/** A finished year or a past day never changes. @returns POLICY_YEAR_FINISHED, POLICY_DATE_PAST. */
export function assertAhead(spec: DraftSpec, effectiveFrom: string, { now }: Pick<Rules, 'now'>): Result<undefined> {
  if (spec.kind === 'plan' && spec.policy.effectiveFromYear < now.year)
    return fail('POLICY_YEAR_FINISHED', { year: spec.policy.effectiveFromYear, current: now.year });
  if (spec.kind === 'lifecycle' && effectiveFrom < now.today)
    return fail('POLICY_DATE_PAST', { date: effectiveFrom, today: now.today });
  return ok(undefined);
}

/** @returns POLICY_DRAFT_STALE when the screen is old, or when another version came after the draft was begun. */
export function assertFresh(draft: StoredDraft, seen: string, rules: Rules): Result<undefined> {
  if (seenOf(draft) !== seen) return fail('POLICY_DRAFT_STALE');
  const isOvertaken = versionsOf(rules, draft.target).some(({ createdAt }) => createdAt > draft.madeAt);
  return isOvertaken ? fail('POLICY_OVERTAKEN') : ok(undefined);
}

/** @returns POLICY_DRAFT_CLOSED naming where the draft stands when it stands elsewhere. */
export function assertState(draft: StoredDraft, ...states: readonly StoredDraft['state'][]): Result<undefined> {
  if (states.includes(draft.state)) return ok(undefined);
  return fail('POLICY_DRAFT_CLOSED', { state: DRAFT_STATE_LABEL[draft.state] });
}

/** What the principal may do with a draft: 保密办 writes, a second person of 保密办 or 单位领导 decides. */
export function rightsOver(draft: StoredDraft, principal: Principal): DraftRights {
  const isMaker = draft.madeById === principal.accountId;
  const isOffice = hasRole(principal, 'office');
  const isOpen = draft.state === 'draft' || draft.state === 'submitted';
  return {
    edit: isMaker && isOffice && draft.state === 'draft',
    submit: isMaker && isOffice && draft.state === 'draft',
    withdraw: isOffice && isOpen && (isMaker || draft.state === 'draft'),
    decide: !isMaker && draft.state === 'submitted' && (isOffice || hasRole(principal, 'leader')),
  };
}
