import { db, transaction } from '#db/client.ts';
import { listDrafts } from '#db/dal/policies.ts';
import type { Principal } from '#domain/access/principal.ts';
import { hoursText } from '#domain/hours/ledger.ts';
import { PLAN_LABEL } from '#domain/policy/plan-policy.ts';
import { differsFromSet, type PolicySet, TRUST_LABEL, withSet } from '#domain/policy/policy-set.ts';
import type { PolicySetView } from '#domain/policy/policy-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { content } from '../../content/read-content.ts';
import { putDraft } from './drafts.ts';
import { planInForce, readRules } from './rules-in-force.ts';

function summaryOf(plan: PolicySet['plans'][number], minutesPerHour: number): string {
  const share = plan.unitOrganisedPercent > 0 ? `，其中集中培训不少于 ${plan.unitOrganisedPercent}%` : '';
  return `${hoursText(plan.requiredMinutes, minutesPerHour)} 学时${share}`;
}

/** The default sets of the industries, each row held against the rule in force. */
export async function readPolicySets(principal: Principal): Promise<PolicySetView[]> {
  const [rules, drafts] = await Promise.all([readRules(db, principal), listDrafts(db, principal, null)]);
  const busy = new Set(drafts.map(({ target }) => target));
  return content().policySets.map(({ id, title, description, plans }) => ({
    id,
    title,
    description,
    rows: plans.map((plan) => {
      const inForce = planInForce(rules, plan.planKind)?.spec;
      return {
        planKind: plan.planKind,
        label: PLAN_LABEL[plan.planKind],
        summary: summaryOf(plan, inForce?.minutesPerHour ?? 45),
        basis: plan.basis,
        trust: TRUST_LABEL[plan.trust],
        differs: inForce !== undefined && differsFromSet(inForce, plan),
        isBusy: busy.has(plan.planKind),
      };
    }),
  }));
}

export type SetChoice = {
  /** Kinds a draft was made for; nothing holds before each has been handed in and published. */
  readonly drafted: readonly string[];
  /** Kinds that differ but have an open draft already. */
  readonly busy: readonly string[];
};

/**
 * Makes drafts for the kinds of plan a default set asks for otherwise than the rules in force.
 * @returns NOT_FOUND for a set that does not exist, POLICY_SET_SAME when nothing differs.
 */
export function choosePolicySet(principal: Principal, setId: string): Promise<Result<SetChoice>> {
  const set = content().policySets.find(({ id }) => id === setId);
  if (!set) return Promise.resolve(fail('NOT_FOUND'));
  return transaction(async (tx): Promise<Result<SetChoice>> => {
    const rules = await readRules(tx, principal);
    const { year } = rules.now;
    const drafted: string[] = [];
    const busy: string[] = [];
    for (const plan of set.plans) {
      const inForce = planInForce(rules, plan.planKind)?.spec;
      if (!inForce || !differsFromSet(inForce, plan)) continue;
      const spec = { ...withSet(inForce, plan), effectiveFromYear: year };
      const note = `按默认方案“${set.title}”起草（${TRUST_LABEL[plan.trust]}）`;
      const id = await putDraft(tx, principal, {
        target: plan.planKind,
        spec,
        effectiveFrom: `${year}-01-01`,
        note,
      });
      (id ? drafted : busy).push(PLAN_LABEL[plan.planKind]);
    }
    return drafted.length + busy.length > 0 ? ok({ drafted, busy }) : fail('POLICY_SET_SAME', { title: set.title });
  });
}
