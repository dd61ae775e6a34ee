import { randomUUID } from 'node:crypto';
import { type Db, db, type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import {
  countMeant,
  isCaseId,
  listFulfilled,
  listMeant,
  lockHandPlans,
  lockPlansOfPeople,
  resumeByHand,
} from '#db/dal/hand-plans.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { refreshPlanProgressOfPeople } from '#db/dal/plan-progress.ts';
import { type StoredPolicy, unsafeAssignPlan, unsafePolicies } from '#db/dal/system-plan-assignment.ts';
import type { Principal } from '#domain/access/principal.ts';
import {
  type HandAssignment,
  type HandDone,
  type HandPerson,
  type HandPlanKind,
  type HandPreview,
  type HandTarget,
  handDueOn,
  keptReason,
  MAX_BY_HAND,
} from '#domain/policy/plan-by-hand.ts';
import { PLAN_LABEL, storedPolicy } from '#domain/policy/plan-policy.ts';
import { eventDueOn, policyFor } from '#domain/policy/plan-year.ts';
import { dateIn, type IsoDate, isoDate, trainingYear } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';
import { settlePlans } from '../completion.ts';
import { assignEventPlan } from './assign-event.ts';
import { assignedNotice } from './year-plans.ts';

type Rule = {
  readonly planKind: HandPlanKind;
  readonly version: StoredPolicy;
  readonly now: Date;
  readonly year: number;
  readonly today: IsoDate;
  readonly dueOn: IsoDate;
};

/** The rule in force for a kind today, with the last day it gives. @returns PLAN_POLICY_MISSING. */
async function ruleFor(handle: Db | Tx, planKind: HandPlanKind): Promise<Result<Rule>> {
  const now = await unsafeNow(handle);
  const year = trainingYear(env.SHOUMI_ZONE, now);
  const today = dateIn(env.SHOUMI_ZONE, now);
  const version = policyFor(await unsafePolicies(handle), planKind, year);
  if (!version) return fail('PLAN_POLICY_MISSING', { plan: PLAN_LABEL[planKind] });
  const policy = storedPolicy(version.spec);
  const dueOn = planKind === 'meeting' ? eventDueOn(policy, today) : handDueOn(policy, year, today);
  return ok({ planKind, version, now, year, today, dueOn });
}

const isFresh = ({ held }: HandPerson) => held === 'none' || held === 'ended';

/**
 * Whom a plan would be given to, and who has it already or is done with it. Nothing changes.
 * @returns PLAN_POLICY_MISSING, PLAN_TARGET_TOO_LARGE.
 */
export async function previewByHand(
  principal: Principal,
  planKind: HandPlanKind,
  target: HandTarget,
): Promise<Result<HandPreview>> {
  const rule = await ruleFor(db, planKind);
  if (!rule.ok) return rule;
  const count = await countMeant(db, principal, target);
  if (count > MAX_BY_HAND) return fail('PLAN_TARGET_TOO_LARGE', { count, limit: MAX_BY_HAND });
  const occasionId = planKind === 'meeting' ? randomUUID() : null;
  const found = await listMeant(db, principal, target, { planKind, year: rule.value.year, occasionId });
  const people = found
    .map(({ assignmentId: _, ...person }) => person)
    .sort((a, b) => a.employeeNo.localeCompare(b.employeeNo));
  const fresh = people.filter(isFresh).length;
  return ok({ people, fresh, already: people.length - fresh, dueOn: rule.value.dueOn, occasionId });
}

type Meant = Awaited<ReturnType<typeof listMeant>>[number];

/** Gives one person a topic plan of the year, or lets the one that ended be owed again. */
async function giveYearPlan(tx: Tx, principal: Principal, person: Meant, rule: Rule, reason: string): Promise<void> {
  const { personId } = person;
  const { planKind, version, year, dueOn } = rule;
  const policy = storedPolicy(version.spec);
  let assignmentId = person.assignmentId;
  if (assignmentId !== null) await resumeByHand(tx, principal, assignmentId, { reason, dueOn });
  else
    assignmentId = await unsafeAssignPlan(tx, {
      personId,
      planKind,
      trainingYear: year,
      policyVersionId: version.id,
      requiredMinutes: policy.requiredMinutes,
      dueOn,
      assignedAt: rule.now,
      assignedBy: principal.accountId,
      reason,
    });
  // The rule was faster than this step: the person has the plan.
  if (assignmentId === null) return;
  const notice = assignedNotice(policy, year, dueOn);
  const dedupeKey = `plan-by-hand:${assignmentId}:${rule.now.toISOString()}`;
  await unsafeNotify(tx, { personId, dedupeKey, ...notice, body: `${notice.body}列入原因：${reason}` });
  await recordAudit(tx, principal, {
    action: person.held === 'ended' ? 'plan.resume' : 'plan.assign',
    subjectType: 'person',
    subjectId: personId,
    detail: { planKind, trainingYear: year, dueOn, reason },
  });
}

/** Brings the new plans of a year up to date, and completes those that the year's record fulfils already. */
async function settleGiven(tx: Tx, principal: Principal, people: readonly Meant[], rule: Rule): Promise<void> {
  const personIds = people.map(({ personId }) => personId);
  const { planKind, year } = rule;
  await lockPlansOfPeople(tx, principal, personIds);
  await refreshPlanProgressOfPeople(tx, personIds, planKind, year);
  for (const personId of await listFulfilled(tx, principal, personIds, { planKind, year, occasionId: null }))
    await settlePlans(tx, personId, year);
}

/** Gives one person the plan of a meeting, due on its day at the latest. */
async function giveOccasion(
  tx: Tx,
  principal: Principal,
  { personId }: Meant,
  form: HandAssignment,
  reason: string,
): Promise<void> {
  if (!form.meeting || !form.occasionId) throw new Error('the form of a meeting names it');
  const given = await assignEventPlan(tx, {
    personId,
    planKind: form.planKind,
    caseId: form.occasionId,
    reason,
    assignedBy: principal.accountId,
    dueBy: isoDate(form.meeting.heldOn),
  });
  // The rule was there a moment ago, in this very transaction.
  if (!given.ok) throw new Error(given.error.code);
}

/** The people named, each still here; and nothing else amiss with the form. */
async function checked(tx: Tx, principal: Principal, form: HandAssignment, rule: Rule): Promise<Result<Meant[]>> {
  const { meeting, occasionId, planKind } = form;
  if (meeting && meeting.heldOn < rule.today) return fail('PLAN_MEETING_PAST', { today: rule.today });
  if (occasionId !== null && (await isCaseId(tx, principal, occasionId))) return fail('NOT_FOUND');
  const personIds = [...new Set(form.personIds)];
  const found = await listMeant(tx, principal, { by: 'people', personIds }, { planKind, year: rule.year, occasionId });
  const gone = personIds.length - new Set(found.map(({ personId }) => personId)).size;
  return gone > 0 ? fail('PLAN_TARGET_GONE', { count: gone }) : ok(found);
}

/**
 * Gives the people named a topic plan of the present year, or the plan of one meeting, all in one transaction with audit
 * and notices. Whoever has it, or is done with it, is passed over, so that the same step taken twice changes nothing
 * more; a plan that had ended is owed again. What is already learnt this year counts at once for a plan of the year.
 * @returns PLAN_POLICY_MISSING, PLAN_MEETING_PAST, PLAN_TARGET_GONE when somebody left or is out of sight.
 */
export function assignByHand(principal: Principal, form: HandAssignment): Promise<Result<HandDone>> {
  return transaction(async (tx): Promise<Result<HandDone>> => {
    const { planKind, occasionId } = form;
    const rule = await ruleFor(tx, planKind);
    if (!rule.ok) return rule;
    await lockHandPlans(tx, principal, { planKind, year: rule.value.year, occasionId });
    const people = await checked(tx, principal, form, rule.value);
    if (!people.ok) return people;
    const reason = keptReason(form.reason, form.meeting);
    const fresh = people.value.filter(isFresh);
    for (const person of fresh) {
      if (planKind === 'meeting') await giveOccasion(tx, principal, person, form, reason);
      else await giveYearPlan(tx, principal, person, rule.value, reason);
    }
    if (planKind !== 'meeting') await settleGiven(tx, principal, fresh, rule.value);
    const resumed = fresh.filter(({ held }) => held === 'ended').length;
    const done = { assigned: fresh.length - resumed, resumed, already: people.value.length - fresh.length };
    await recordAudit(tx, principal, {
      action: 'plan.assign',
      subjectType: 'plan',
      subjectId: occasionId ?? `${planKind}:${rule.value.year}`,
      detail: { planKind, trainingYear: rule.value.year, people: people.value.length, ...done, reason },
    });
    return ok(done);
  });
}
