import { type Db, readDb } from '#db/client.ts';
import { unsafeOwedPlans } from '#db/dal/plans.ts';
import { findDraft, type StoredDraft } from '#db/dal/policies.ts';
import {
  countSettledPlans,
  listReviewBases,
  listUnfinishedPlans,
  type UnfinishedPlan,
} from '#db/dal/policy-effects.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import { PLAN_LABEL, type PlanPolicy } from '#domain/policy/plan-policy.ts';
import { type Compared, comparePlans, type Outlook, type PolicyPreview } from '#domain/policy/policy-preview.ts';
import { compareReviews } from '#domain/policy/review-preview.ts';
import { isoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { type PlanWithStanding, unsafeStandings } from '../standing-facts.ts';
import { assertAhead, assertSound, specOf } from './draft-state.ts';
import { lifecycleInForce, type Rules, readRules } from './rules-in-force.ts';

/** People looked at one by one; beyond it the numbers would take longer than anybody waits. */
const MOST_PEOPLE = 3_000;
/** People looked at side by side; leaves connections of the pool to others. */
const SIDE_BY_SIDE = 4;

function outlookOf({ plan, standing }: PlanWithStanding): Outlook {
  const rules = standing.rules.map(({ id, title, met }) => ({ id, title, met }));
  return { complete: standing.complete, overdue: standing.overdue, dueOn: plan.dueOn, rules };
}

async function compareOne(db: Db, found: UnfinishedPlan, candidate: PlanPolicy): Promise<Compared | null> {
  const owed = await unsafeOwedPlans(db, found.personId, candidate.effectiveFromYear);
  const plan = owed.find(({ assignmentId }) => assignmentId === found.assignmentId);
  if (!plan) return null;
  const moved = { ...plan, policy: candidate, requiredMinutes: candidate.requiredMinutes, dueOn: found.dueOn };
  const [before, after] = await unsafeStandings(db, [plan, moved]);
  if (!before || !after) return null;
  const { personId, employeeNo, name, unit } = found;
  return { person: { personId, employeeNo, name, unit }, before: outlookOf(before), after: outlookOf(after) };
}

async function compareAll(db: Db, found: readonly UnfinishedPlan[], candidate: PlanPolicy): Promise<Compared[]> {
  const compared: Compared[] = [];
  let next = 0;
  const work = async () => {
    for (let plan = found[next++]; plan; plan = found[next++]) {
      const one = await compareOne(db, plan, candidate);
      if (one) compared.push(one);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return compared;
}

function scopeOf(
  candidate: PlanPolicy,
  year: number,
  counts: { finished: number; excused: number; owed: number; open: number },
): string {
  const head = `${candidate.effectiveFromYear} 年度${PLAN_LABEL[candidate.planKind]}`;
  if (counts.owed === 0) {
    return candidate.effectiveFromYear > year
      ? `${head}还没有列入人员；发布后从该年度起按新规则列入，${year} 年度不变。`
      : `${head}目前没有列入人员，发布后新列入的人员按新规则执行。`;
  }
  const part = counts.open > MOST_PEOPLE ? `以下只算了其中工号靠前的 ${MOST_PEOPLE} 人。` : '';
  return `${head}共列入 ${counts.owed} 人：已达标的 ${counts.finished} 人和免训或已终止的 ${counts.excused} 人不受影响，其余 ${counts.open} 人改按新规则。${part}`;
}

async function previewPlan(principal: Principal, candidate: PlanPolicy, rules: Rules): Promise<PolicyPreview> {
  const plan = { planKind: candidate.planKind, year: candidate.effectiveFromYear };
  const [counts, open] = await Promise.all([
    countSettledPlans(readDb, principal, plan),
    listUnfinishedPlans(readDb, principal, plan, candidate),
  ]);
  const compared = await compareAll(readDb, open.slice(0, MOST_PEOPLE), candidate);
  const { today, year } = rules.now;
  return {
    scope: scopeOf(candidate, year, { ...counts, open: open.length }),
    looked: compared.length,
    asOf: today,
    ...comparePlans(compared, isoDate(today)),
  };
}

async function previewLifecycle(
  principal: Principal,
  draft: StoredDraft,
  { after, rules }: { readonly after: LifecyclePolicy; readonly rules: Rules },
): Promise<PolicyPreview> {
  const before = lifecycleInForce(rules, draft.effectiveFrom)?.spec ?? after;
  const people = await listReviewBases(readDb, principal);
  const months = { before: before.reviewMonths, after: after.reviewMonths };
  return {
    scope: `现有涉密岗位人员 ${people.length} 人，按 ${draft.effectiveFrom} 起执行的复审间隔推算；已经确定的脱密期不变。`,
    looked: people.length,
    asOf: draft.effectiveFrom,
    ...compareReviews(people, months, isoDate(draft.effectiveFrom)),
  };
}

/**
 * Who becomes complete, overdue, due or short of a rule if a draft were published now, computed from the ledger by the
 * rules that decide completion. Changes nothing.
 * @returns NOT_FOUND, POLICY_CONTRADICTS, POLICY_YEAR_FINISHED, POLICY_DATE_PAST.
 */
export async function previewDraft(principal: Principal, id: string): Promise<Result<PolicyPreview>> {
  const draft = await findDraft(readDb, principal, id);
  if (!draft) return fail('NOT_FOUND');
  const rules = await readRules(readDb, principal);
  const spec = specOf(draft);
  const sound = assertSound(spec);
  if (!sound.ok) return sound;
  const ahead = assertAhead(spec, draft.effectiveFrom, rules);
  if (!ahead.ok) return ahead;
  if (spec.kind === 'plan') return ok(await previewPlan(principal, spec.policy, rules));
  return ok(await previewLifecycle(principal, draft, { after: spec.policy, rules }));
}
