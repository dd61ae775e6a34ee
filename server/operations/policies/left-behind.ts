import { type Db, db, type Tx, transaction } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { type PlanOfYear, unsafeIsAnyBehind, unsafeLockPlansOfEverybody } from '#db/dal/policy-effects.ts';
import { type StoredPolicy, unsafePolicies } from '#db/dal/system-plan-assignment.ts';
import { PLAN_KINDS, storedPolicy } from '#domain/policy/plan-policy.ts';
import { policyFor } from '#domain/policy/plan-year.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { moveRunningYear } from './publish.ts';

/** The organisation's own rule that took over the plans of a kind in this very year; null when none did. */
async function publishedFor(handle: Db | Tx, { planKind, year }: PlanOfYear): Promise<StoredPolicy | null> {
  const version = policyFor(await unsafePolicies(handle), planKind, year);
  return version?.origin === 'unit' && version.spec.effectiveFromYear === year ? version : null;
}

async function takeAlong(tx: Tx, plan: PlanOfYear): Promise<number> {
  await unsafeLockPlansOfEverybody(tx, plan);
  // Read after the lock: of two versions published one after the other the later one holds.
  const version = await publishedFor(tx, plan);
  if (!version) return 0;
  return (await moveRunningYear(tx, version.id, storedPolicy(version.spec))).moved;
}

/**
 * Moves unfinished plans that do not follow the version published for their year: given from the former one while it was
 * being published, or ended then and owed again since. Costs one look a kind when there are none.
 * @returns how many were moved.
 */
export async function moveLeftBehind(): Promise<number> {
  const year = trainingYear(env.SHOUMI_ZONE, await unsafeNow(db));
  let moved = 0;
  for (const planKind of PLAN_KINDS) {
    const plan = { planKind, year };
    const version = await publishedFor(db, plan);
    if (!version || !(await unsafeIsAnyBehind(db, plan, version.id))) continue;
    moved += await transaction((tx) => takeAlong(tx, plan));
  }
  return moved;
}
