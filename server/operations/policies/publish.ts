import type { Tx } from '#db/client.ts';
import { ensureAnnualExams } from '#db/dal/content.ts';
import { refreshPlanProgressOfKind } from '#db/dal/plan-progress.ts';
import { insertLifecycleVersion, insertPlanVersion, type StoredDraft } from '#db/dal/policies.ts';
import {
  unsafeLockPlansOfEverybody,
  unsafeMovePlans,
  unsafePeopleToSettle,
  unsafeTellMoved,
} from '#db/dal/policy-effects.ts';
import type { Principal } from '#domain/access/principal.ts';
import { hoursText } from '#domain/hours/ledger.ts';
import type { PlanPolicy } from '#domain/policy/plan-policy.ts';
import { settlePlans } from '../completion.ts';
import { specOf } from './draft-state.ts';
import { nextVersion, type Rules } from './rules-in-force.ts';

/** Lower than every id: where a walk over people begins. */
export const FIRST_PERSON = '00000000-0000-0000-0000-000000000000';
/** People completed inside the publishing transaction; whoever is left is settled by the job within minutes. */
const SETTLED_AT_ONCE = 500;

export type Published = { readonly version: number; readonly moved: number; readonly completed: number };

async function settleNow(tx: Tx): Promise<number> {
  let completed = 0;
  for (const { personId, trainingYear } of await unsafePeopleToSettle(tx, FIRST_PERSON, SETTLED_AT_ONCE)) {
    completed += (await settlePlans(tx, personId, trainingYear)).completed.length;
  }
  return completed;
}

/** Unfinished plans of the year follow the new version, finished ones stay as they are. */
export async function moveRunningYear(
  tx: Tx,
  versionId: string,
  policy: PlanPolicy,
): Promise<Pick<Published, 'moved' | 'completed'>> {
  const plan = { planKind: policy.planKind, year: policy.effectiveFromYear };
  await unsafeLockPlansOfEverybody(tx, plan);
  const moved = await unsafeMovePlans(tx, plan, { versionId, policy });
  if (moved.length === 0) return { moved: 0, completed: 0 };
  await refreshPlanProgressOfKind(tx, plan.planKind, plan.year);
  await unsafeTellMoved(tx, versionId, {
    dedupeKey: `policy:${policy.planKind}:${policy.version}:${plan.year}`,
    title: `${plan.year} 年${policy.title}的要求有调整`,
    body: `现要求 ${hoursText(policy.requiredMinutes, policy.minutesPerHour)} 学时和 ${policy.requiredLessons.length} 门必修课，已学的全部保留。请查看还差什么。`,
    href: '/me',
  });
  return { moved: moved.length, completed: await settleNow(tx) };
}

/**
 * Makes a draft the next version of its rule, with what follows from it. Call it with the draft locked, checked and the
 * principal known to be another than its maker; the database refuses a version made and approved by one person.
 */
export async function publishDraft(tx: Tx, principal: Principal, draft: StoredDraft, rules: Rules): Promise<Published> {
  const version = nextVersion(rules, draft.target);
  const spec = specOf(draft);
  if (spec.kind === 'lifecycle') {
    const { effectiveFrom, madeById: madeBy } = draft;
    await insertLifecycleVersion(tx, principal, { version, madeBy, spec: spec.policy, effectiveFrom });
    return { version, moved: 0, completed: 0 };
  }
  const policy = { ...spec.policy, version };
  const versionId = await insertPlanVersion(tx, principal, { version, madeBy: draft.madeById, spec: policy });
  // An exam nobody has sat this year follows the new marks; one that was sat keeps its own until the next year.
  const { year, zone } = rules.now;
  if (policy.effectiveFromYear === year) await ensureAnnualExams(tx, year, zone);
  return { version, ...(await moveRunningYear(tx, versionId, policy)) };
}
