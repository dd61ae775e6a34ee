import { db, transaction } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { ensureAnnualExams } from '#db/dal/content.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { refreshPlanProgress } from '#db/dal/plan-progress.ts';
import {
  type PersonWithoutPlan,
  unsafeAssignPlan,
  unsafePeopleWithoutPlan,
  unsafePolicies,
} from '#db/dal/system-plan-assignment.ts';
import { hoursText } from '#domain/hours/ledger.ts';
import { planKindFor } from '#domain/policy/plan-assignment.ts';
import type { PlanPolicy } from '#domain/policy/plan-policy.ts';
import { dueOn, policyFor } from '#domain/policy/plan-year.ts';
import { dateIn, trainingYear } from '#domain/shared/dates.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';

const PER_TURN = 500;

type Rules = { readonly year: number; readonly policies: readonly { id: string; spec: PlanPolicy }[] };

async function assign(person: PersonWithoutPlan, rules: Rules): Promise<boolean> {
  const kind = planKindFor(person);
  const policy =
    kind &&
    policyFor(
      rules.policies.map(({ spec }) => spec),
      kind,
      rules.year,
    );
  const version = rules.policies.find(({ spec }) => spec === policy);
  if (!policy || !version) return false;
  const due = dueOn(policy, rules.year);
  return transaction(async (tx) => {
    const isNew = await unsafeAssignPlan(tx, {
      personId: person.personId,
      planKind: policy.planKind,
      trainingYear: rules.year,
      policyVersionId: version.id,
      requiredMinutes: policy.requiredMinutes,
      dueOn: due,
      reason: '按人员类别和在岗状态自动列入',
    });
    if (!isNew) return false;
    await unsafeNotify(tx, {
      personId: person.personId,
      dedupeKey: `plan-assigned:${policy.planKind}:${rules.year}`,
      title: `${rules.year} 年${policy.title}已列入计划`,
      body: `需完成 ${hoursText(policy.requiredMinutes, policy.minutesPerHour)} 学时和 ${policy.requiredLessons.length} 门必修课，请在 ${due} 前完成。`,
      href: '/learn',
    });
    await unsafeRecordSystemAudit(tx, '系统（列入计划）', {
      action: 'plan.assign',
      subjectType: 'person',
      subjectId: person.personId,
      detail: { planKind: policy.planKind, trainingYear: rules.year },
    });
    await refreshPlanProgress(tx, person.personId, rules.year);
    return true;
  });
}

/**
 * Gives everybody who works here and owes nothing yet this year the plan of their category and life state, and makes
 * sure that the year's exams exist: on 1 January, and for whoever joins later. Finished or running plans are untouched.
 */
export async function assignPlans(): Promise<void> {
  const now = await unsafeNow(db);
  const year = trainingYear(env.SHOUMI_ZONE, now);
  await ensureAnnualExams(db, year, env.SHOUMI_ZONE);
  const people = await unsafePeopleWithoutPlan(db, year, dateIn(env.SHOUMI_ZONE, now), PER_TURN);
  if (people.length === 0) return;
  const rules = { year, policies: await unsafePolicies(db) };
  let assigned = 0;
  for (const person of people) if (await assign(person, rules)) assigned += 1;
  if (assigned > 0) logger.info({ assigned, year }, 'plans assigned');
}
