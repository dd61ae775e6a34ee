import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { lockExemption, lockPlanOfExemption, moveDueDate, recordDecision } from '#db/dal/exemptions.ts';
import { refreshPlanProgressOfPerson } from '#db/dal/plan-progress.ts';
import type { Principal } from '#domain/access/principal.ts';
import {
  decisionRefusal,
  type ExemptionDecision,
  exemptionObstacle,
  type Obstacle,
  reachesNextYear,
} from '#domain/people/exemption.ts';
import type { ExemptionRow } from '#domain/people/exemption-view.ts';
import { isoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { settlePlans } from '../completion.ts';
import { tellOfDecision } from './notices.ts';

const ACTION: Readonly<Record<ExemptionDecision, string>> = {
  approved: 'exemption.approve',
  refused: 'exemption.refuse',
  withdrawn: 'exemption.withdraw',
};

type Decided = { readonly decision: ExemptionDecision; readonly comment: string };

/** Lets an approved request take effect. @returns what stands in the way by now; null when it is done. */
async function approve(tx: Tx, principal: Principal, row: ExemptionRow, comment: string): Promise<Obstacle | null> {
  const plan = await lockPlanOfExemption(tx, principal, row);
  const obstacle = exemptionObstacle(plan, row, isoDate(plan.today));
  if (obstacle) return obstacle;
  const oldDueOn = row.kind === 'extension' ? plan.dueOn : null;
  await recordDecision(tx, principal, row.id, { decision: 'approved', comment, oldDueOn });
  if (row.newDueOn === null) {
    await refreshPlanProgressOfPerson(tx, row.personId);
    return null;
  }
  const sinceYearBegan = reachesNextYear(plan, row.newDueOn);
  await moveDueDate(tx, principal, row.assignmentId, { dueOn: row.newDueOn, sinceYearBegan });
  // What was learnt since the year ended may be all that was missing.
  await settlePlans(tx, row.personId, plan.trainingYear);
  return null;
}

function decide(principal: Principal, id: string, { decision, comment }: Decided): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const row = await lockExemption(tx, principal, id);
    if (!row) return fail('NOT_FOUND');
    const { personId, planKind, trainingYear, kind, cause, newDueOn, dueOn } = row;
    const detail = { personId, planKind, trainingYear, kind, cause, newDueOn, oldDueOn: dueOn, comment };
    const entry = { action: ACTION[decision], subjectType: 'plan-exemption', subjectId: id };
    const refusal = decisionRefusal(principal, row, decision);
    if (refusal) {
      await recordAudit(tx, principal, { ...entry, outcome: 'refused', detail: { ...detail, refusal } });
      return fail(refusal);
    }
    if (row.decision !== null) return fail('EXEMPTION_DECIDED');
    if (decision === 'approved') {
      const obstacle = await approve(tx, principal, row, comment);
      if (obstacle) return fail(obstacle.code, obstacle.meta);
    } else {
      await recordDecision(tx, principal, id, { decision, comment, oldDueOn: null });
    }
    if (decision !== 'withdrawn') await tellOfDecision(tx, principal, row, { decision, comment });
    await recordAudit(tx, principal, { ...entry, detail });
    return ok(undefined);
  });
}

/**
 * A second person of 人事 or 保密办 approves or refuses a request. Approved, the plan is exempt or has its new last day,
 * the dashboard's rows follow, and the person is told, in one transaction; a plan that was finished or ended meanwhile
 * is left alone. Whoever asked, or whose plan it is, is refused, and the try is recorded.
 * @returns NOT_FOUND, SELF_APPROVAL_REFUSED, OWN_PLAN_REFUSED, EXEMPTION_DECIDED, EXEMPTION_DONE,
 *   EXEMPTION_NOT_POSSIBLE, EXEMPTION_DATE.
 */
export function decideOnExemption(
  principal: Principal,
  id: string,
  decided: { readonly decision: 'approved' | 'refused'; readonly comment: string },
): Promise<Result<undefined>> {
  return decide(principal, id, decided);
}

/** Takes back a request that waits. @returns NOT_FOUND, NOT_THE_ASKER, EXEMPTION_DECIDED. */
export function withdrawExemption(principal: Principal, id: string): Promise<Result<undefined>> {
  return decide(principal, id, { decision: 'withdrawn', comment: '' });
}
