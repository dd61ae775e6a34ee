import type { Db, Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import {
  type OwedLine,
  type PlanDifference,
  type StoredPolicy,
  unsafeAssignPlan,
  unsafeEndPlan,
  unsafePlanDifferences,
  unsafePolicies,
  unsafeResumePlan,
  type YearRules,
} from '#db/dal/system-plan-assignment.ts';
import { hoursText } from '#domain/hours/ledger.ts';
import { CATEGORIES, LIFE_STATES, PERSON_FLAGS, type PersonFlag } from '#domain/people/types.ts';
import { planKindsFor, YEAR_PLAN_KINDS } from '#domain/policy/plan-assignment.ts';
import { PLAN_LABEL, type PlanKind, type PlanPolicy } from '#domain/policy/plan-policy.ts';
import { dueOn, policyFor } from '#domain/policy/plan-year.ts';
import { dateIn, trainingYear } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { settlePlans } from '../completion.ts';

const ACTOR = '系统（列入计划）';
const RULE_REASON = '按人员类别、在岗状态和职责自动列入';
const END_REASON = '人员类别、在岗状态或职责变动，本年度不再要求';

export type YearPlanRules = YearRules & { readonly policies: ReadonlyMap<string, StoredPolicy> };

/**
 * The rule of `planKindsFor` as lines the database can join: what a flag adds stands in lines of its own, and each line
 * names the flags that take its kind away.
 */
function owedLines(kinds: ReadonlySet<string>): OwedLine[] {
  return CATEGORIES.flatMap((category) =>
    LIFE_STATES.flatMap((lifeState) => {
      const of = (...flags: PersonFlag[]) => planKindsFor({ category, lifeState, flags });
      const line = (kind: PlanKind, flag: PersonFlag | null): OwedLine => {
        const own = flag === null ? [] : [flag];
        const unless = PERSON_FLAGS.filter((other) => !of(...own, other).some((given) => given === kind));
        return { category, lifeState, flag, kind, unless };
      };
      const base = of();
      const lines = [
        ...base.map((kind) => line(kind, null)),
        ...PERSON_FLAGS.flatMap((flag) =>
          of(flag)
            .filter((kind) => !base.includes(kind))
            .map((kind) => line(kind, flag)),
        ),
      ];
      return lines.filter(({ kind }) => kinds.has(kind));
    }),
  );
}

/** Who owes what in the present training year. A kind without a policy in force is not assigned. */
export async function yearPlanRules(db: Db | Tx): Promise<YearPlanRules> {
  const now = await unsafeNow(db);
  const year = trainingYear(env.SHOUMI_ZONE, now);
  const versions = await unsafePolicies(db);
  const policies = new Map(
    YEAR_PLAN_KINDS.flatMap((kind) => {
      const version = policyFor(versions, kind, year);
      return version ? [[kind, version] as const] : [];
    }),
  );
  const kinds = new Set<string>(policies.keys());
  return {
    trainingYear: year,
    today: dateIn(env.SHOUMI_ZONE, now),
    owed: owedLines(kinds),
    kinds: YEAR_PLAN_KINDS.filter((kind) => kinds.has(kind)),
    policies,
  };
}

/** What a person is told of a plan of the year that has just been given. */
export function assignedNotice(policy: PlanPolicy, year: number, due: string) {
  const hours = hoursText(policy.requiredMinutes, policy.minutesPerHour);
  return {
    title: `${year} 年${policy.title}已列入计划`,
    body: `需完成 ${hours} 学时和 ${policy.requiredLessons.length} 门必修课，请在 ${due} 前完成。`,
    href: '/learn',
  };
}

async function give(tx: Tx, { personId, planKind }: PlanDifference, rules: YearPlanRules): Promise<boolean> {
  const version = rules.policies.get(planKind);
  if (!version) return false;
  const due = dueOn(version.spec, rules.trainingYear);
  const assignmentId = await unsafeAssignPlan(tx, {
    personId,
    planKind,
    trainingYear: rules.trainingYear,
    policyVersionId: version.id,
    requiredMinutes: version.spec.requiredMinutes,
    dueOn: due,
    reason: RULE_REASON,
  });
  if (assignmentId === null) return false;
  const dedupeKey = `plan-assigned:${planKind}:${rules.trainingYear}`;
  await unsafeNotify(tx, { personId, dedupeKey, ...assignedNotice(version.spec, rules.trainingYear, due) });
  return true;
}

async function end(tx: Tx, { personId, planKind, assignmentId }: PlanDifference, year: number): Promise<boolean> {
  if (assignmentId === null || !(await unsafeEndPlan(tx, assignmentId, END_REASON))) return false;
  await unsafeNotify(tx, {
    personId,
    dedupeKey: `plan-ended:${assignmentId}`,
    title: `${year} 年${PLAN_LABEL[planKind]}不再要求`,
    body: '您的人员类别、在岗状态或职责有变动，请按现在列入的计划学习。已学的课程和学时记录仍然保留。',
    href: '/me',
  });
  return true;
}

async function apply(tx: Tx, difference: PlanDifference, rules: YearPlanRules): Promise<boolean> {
  const { change, assignmentId, personId, planKind } = difference;
  const isDone =
    change === 'give'
      ? await give(tx, difference, rules)
      : change === 'end'
        ? await end(tx, difference, rules.trainingYear)
        : assignmentId !== null && (await unsafeResumePlan(tx, assignmentId));
  if (!isDone) return false;
  const action = { give: 'plan.assign', end: 'plan.end', resume: 'plan.resume' }[change];
  await unsafeRecordSystemAudit(tx, ACTOR, {
    action,
    subjectType: 'person',
    subjectId: personId,
    detail: { planKind, trainingYear: rules.trainingYear },
  });
  return true;
}

/** Makes the changes of one person and completes what the year's record already fulfils. @returns how many were made. */
export async function applyPlanDifferences(
  tx: Tx,
  personId: string,
  differences: readonly PlanDifference[],
  rules: YearPlanRules,
): Promise<number> {
  let changed = 0;
  for (const difference of differences) if (await apply(tx, difference, rules)) changed += 1;
  if (changed > 0) await settlePlans(tx, personId, rules.trainingYear);
  return changed;
}

/**
 * Brings one person's plans of the present training year in line with the rule (`planKindsFor`): gives what is missing,
 * ends what is owed no more, resumes what is owed again. Call it in the transaction that changed the person's category,
 * life state or flags, after that change; calling it again changes nothing.
 */
export async function assignYearPlans(tx: Tx, personId: string): Promise<void> {
  const rules = await yearPlanRules(tx);
  const differences = await unsafePlanDifferences(tx, rules, { personId, limit: 100 });
  await applyPlanDifferences(tx, personId, differences, rules);
}
