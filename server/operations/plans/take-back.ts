import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { lockPlanToTakeBack, type PlanToTakeBack } from '#db/dal/hand-plans.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { refreshPlanProgressOfPerson } from '#db/dal/plan-progress.ts';
import { unsafeEndPlan } from '#db/dal/system-plan-assignment.ts';
import type { Principal } from '#domain/access/principal.ts';
import { PLAN_LABEL } from '#domain/policy/plan-policy.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';

async function refuseOwn(tx: Tx, principal: Principal, id: string, plan: PlanToTakeBack): Promise<Result<never>> {
  const { personId, planKind, trainingYear } = plan;
  await recordAudit(tx, principal, {
    action: 'plan.take-back',
    subjectType: 'plan-assignment',
    subjectId: id,
    outcome: 'refused',
    detail: { personId, planKind, trainingYear, refusal: 'OWN_PLAN_REFUSED' },
  });
  return fail('OWN_PLAN_REFUSED');
}

/**
 * Takes back an unfinished plan that was given by hand: it ends and is owed no more, what was learnt stays. The rule may
 * give it again when it asks for it by itself. Nobody takes back a plan of their own, and the try is recorded.
 * @returns NOT_FOUND, OWN_PLAN_REFUSED, PLAN_NOT_BY_HAND, PLAN_CLOSED.
 */
export function takeBackPlan(principal: Principal, assignmentId: string, reason: string): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const plan = await lockPlanToTakeBack(tx, principal, assignmentId);
    if (!plan) return fail('NOT_FOUND');
    if (plan.personId === principal.personId) return refuseOwn(tx, principal, assignmentId, plan);
    if (!plan.isByHand) return fail('PLAN_NOT_BY_HAND');
    const isEnded = !plan.isClosed && (await unsafeEndPlan(tx, assignmentId, reason));
    if (!isEnded) return fail('PLAN_CLOSED');
    const { personId, planKind, trainingYear } = plan;
    await refreshPlanProgressOfPerson(tx, personId);
    await unsafeNotify(tx, {
      personId,
      dedupeKey: `plan-taken-back:${assignmentId}:${principal.requestId}`,
      title: `${trainingYear} 年${PLAN_LABEL[planKind]}不再要求`,
      body: `原因：${reason}。已学的课程和学时记录仍然保留。`,
      href: '/me',
    });
    await recordAudit(tx, principal, {
      action: 'plan.take-back',
      subjectType: 'plan-assignment',
      subjectId: assignmentId,
      detail: { personId, planKind, trainingYear, reason },
    });
    return ok(undefined);
  });
}
