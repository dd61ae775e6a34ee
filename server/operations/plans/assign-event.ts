import type { Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { unsafeHoldOpenLesson, unsafeLessonMinutes, unsafeRestartLessons } from '#db/dal/learning.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { refreshPlanProgress } from '#db/dal/plan-progress.ts';
import {
  type CasePlan,
  unsafeAssignPlan,
  unsafeEndPlan,
  unsafeOpenPlansOfCase,
  unsafePolicies,
} from '#db/dal/system-plan-assignment.ts';
import { hoursText } from '#domain/hours/ledger.ts';
import { isEventPlan, PLAN_LABEL, type PlanKind, type PlanPolicy, storedPolicy } from '#domain/policy/plan-policy.ts';
import { eventDueOn, policyFor } from '#domain/policy/plan-year.ts';
import { dateIn, type IsoDate, trainingYear } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';

const ACTOR = '系统（列入计划）';

export type EventPlan = {
  readonly personId: string;
  /** One of `EVENT_PLAN_KINDS`. */
  readonly planKind: PlanKind;
  /** The case, or a fresh random uuid for an occasion without one (a meeting arranged by hand). */
  readonly caseId: string;
  readonly reason: string;
  /** The account that decided it; null when a step of the case did. */
  readonly assignedBy: string | null;
  /** The day by which it must be done although the rule would give more time: that of the meeting or the departure. */
  readonly dueBy?: IsoDate;
};

/**
 * Lessons to be read anew for an event: the required ones, and the chosen ones too where the required alone do not reach
 * the hours.
 */
async function restartLessons(tx: Tx, personId: string, policy: PlanPolicy, year: number): Promise<string[]> {
  const minutes = await unsafeLessonMinutes(tx, policy.requiredLessons);
  const isEnough = minutes >= policy.requiredMinutes;
  const lessons = isEnough ? policy.requiredLessons : [...policy.requiredLessons, ...policy.electiveLessons];
  // The open lesson is locked before its progress, here as everywhere.
  await unsafeHoldOpenLesson(tx, personId);
  return unsafeRestartLessons(tx, personId, lessons, year);
}

async function endPlan(tx: Tx, plan: CasePlan, reason: string): Promise<void> {
  if (!(await unsafeEndPlan(tx, plan.id, reason))) return;
  await unsafeRecordSystemAudit(tx, ACTOR, {
    action: 'plan.end',
    subjectType: 'person',
    subjectId: plan.personId,
    detail: { planKind: plan.planKind, trainingYear: plan.trainingYear, reason },
  });
}

async function tell(tx: Tx, event: EventPlan, assignmentId: string, policy: PlanPolicy, due: string): Promise<void> {
  const hours = hoursText(policy.requiredMinutes, policy.minutesPerHour);
  const exam = policy.blueprintId === null ? '' : '，并通过考试';
  await unsafeNotify(tx, {
    personId: event.personId,
    dedupeKey: `plan-assigned:${assignmentId}`,
    title: `${policy.title}已列入计划`,
    body: `需从现在起完成 ${hours} 学时和 ${policy.requiredLessons.length} 门必修课${exam}，请在 ${due} 前完成。以前学过的课程需要重新学习。事由：${event.reason}`,
    href: '/learn',
  });
  await unsafeRecordSystemAudit(tx, ACTOR, {
    action: 'plan.assign',
    subjectType: 'person',
    subjectId: event.personId,
    detail: { planKind: event.planKind, caseId: event.caseId, assignedBy: event.assignedBy, reason: event.reason },
  });
}

/**
 * Gives a person the plan of an event (上岗, 离岗, 出境, 会前). Only what is learnt and sat from now on counts for it, in
 * whatever training year; lessons of the plan the person has already completed this year start anew, while their ledger
 * rows go on counting for the plans of the year. An unfinished plan of the same kind and case ends: the new one takes its
 * place, with fresh chances at the exam. Due so many days from today as the policy in force says.
 *
 * @returns the id of the assignment; PLAN_POLICY_MISSING when no policy of the kind is in force.
 * @throws Error for a kind that belongs to no event.
 */
export async function assignEventPlan(tx: Tx, event: EventPlan): Promise<Result<string>> {
  const { personId, planKind, caseId } = event;
  if (!isEventPlan(planKind)) throw new Error(`${planKind} is no plan of an event`);
  const now = await unsafeNow(tx);
  const year = trainingYear(env.SHOUMI_ZONE, now);
  const version = policyFor(await unsafePolicies(tx), planKind, year);
  if (!version) return fail('PLAN_POLICY_MISSING', { plan: PLAN_LABEL[planKind] });
  const policy = storedPolicy(version.spec);
  await restartLessons(tx, personId, policy, year);
  const former = (await unsafeOpenPlansOfCase(tx, caseId)).filter(
    (plan) => plan.personId === personId && plan.planKind === planKind,
  );
  for (const plan of former) await endPlan(tx, plan, '同一事项已重新列入计划');
  const byRule = eventDueOn(policy, dateIn(env.SHOUMI_ZONE, now));
  const due = event.dueBy && event.dueBy < byRule ? event.dueBy : byRule;
  const assignmentId = await unsafeAssignPlan(tx, {
    personId,
    planKind,
    trainingYear: year,
    policyVersionId: version.id,
    requiredMinutes: policy.requiredMinutes,
    dueOn: due,
    assignedAt: now,
    assignedBy: event.assignedBy,
    reason: event.reason,
    caseId,
    countsFrom: now,
  });
  if (assignmentId === null) throw new Error('a plan of an event is never there already');
  await tell(tx, event, assignmentId, policy, due);
  await refreshPlanProgress(tx, personId, year);
  return ok(assignmentId);
}

/**
 * Ends the unfinished plans of a case that was refused, withdrawn or broken off: they are owed no more, what was learnt
 * stays. Call it in the transaction of that step. Harmless when there are none.
 */
export async function endEventPlans(tx: Tx, caseId: string, reason: string): Promise<void> {
  const plans = await unsafeOpenPlansOfCase(tx, caseId);
  for (const plan of plans) {
    await endPlan(tx, plan, reason);
    await refreshPlanProgress(tx, plan.personId, plan.trainingYear);
  }
}
