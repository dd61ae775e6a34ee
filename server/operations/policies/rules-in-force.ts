import type { Db, Tx } from '#db/client.ts';
import { type OrganisationNow, readOrganisationNow } from '#db/dal/org-clock.ts';
import {
  listLifecycleVersions,
  listPlanVersions,
  type StoredLifecycleVersion,
  type StoredPlanVersion,
} from '#db/dal/policies.ts';
import type { Principal } from '#domain/access/principal.ts';
import { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import { type PlanKind, PlanPolicy } from '#domain/policy/plan-policy.ts';
import { policyFor } from '#domain/policy/plan-year.ts';
import { isPlanTarget, type PolicyTarget } from '#domain/policy/policy-target.ts';

/** Every version of every rule as the principal may read it, and the day it is. */
export type Rules = {
  readonly now: OrganisationNow;
  readonly plans: readonly StoredPlanVersion[];
  readonly lifecycle: readonly StoredLifecycleVersion[];
};

/** Reads all versions; what an older version left unsaid gets the default of today's form. */
export async function readRules(db: Db | Tx, principal: Principal): Promise<Rules> {
  const now = await readOrganisationNow(db);
  const plans = await listPlanVersions(db, principal);
  const lifecycle = await listLifecycleVersions(db, principal);
  return {
    now,
    plans: plans.map((row) => ({ ...row, spec: PlanPolicy.parse(row.spec) })),
    lifecycle: lifecycle.map((row) => ({ ...row, spec: LifecyclePolicy.parse(row.spec) })),
  };
}

/** The rule of a kind in force in the running training year; null when none is yet. */
export function planInForce({ plans, now }: Rules, kind: PlanKind, year = now.year): StoredPlanVersion | null {
  return policyFor(plans, kind, year);
}

/** The rules of the life-cycle in force on a day (default today), by the order `lifecyclePolicyOn` has. */
export function lifecycleInForce({ lifecycle, now }: Rules, on = now.today): StoredLifecycleVersion | null {
  const inForce = lifecycle.filter(({ effectiveFrom }) => effectiveFrom <= on);
  const latest = inForce.toSorted((a, b) =>
    a.effectiveFrom === b.effectiveFrom ? b.version - a.version : a.effectiveFrom < b.effectiveFrom ? 1 : -1,
  );
  return latest[0] ?? null;
}

/** All versions of one target, newest first. */
export function versionsOf(
  rules: Rules,
  target: PolicyTarget,
): readonly (StoredPlanVersion | StoredLifecycleVersion)[] {
  return isPlanTarget(target) ? rules.plans.filter(({ planKind }) => planKind === target) : rules.lifecycle;
}

/** The number the next version of a target gets. */
export function nextVersion(rules: Rules, target: PolicyTarget): number {
  return Math.max(0, ...versionsOf(rules, target).map(({ version }) => version)) + 1;
}
