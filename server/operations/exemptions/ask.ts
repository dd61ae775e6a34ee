import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { enterExemption, findOwnPlanToExempt, findPlanToExempt, type PlanToExempt } from '#db/dal/exemptions.ts';
import type { Principal } from '#domain/access/principal.ts';
import { type ExemptionForm, exemptionObstacle } from '#domain/people/exemption.ts';
import { isoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { tellOfRequest } from './notices.ts';

type Find = (tx: Tx, principal: Principal, assignmentId: string) => Promise<PlanToExempt | null>;

function ask(
  principal: Principal,
  assignmentId: string,
  form: ExemptionForm,
  find: Find,
): Promise<Result<{ id: string }>> {
  return transaction(async (tx): Promise<Result<{ id: string }>> => {
    const plan = await find(tx, principal, assignmentId);
    if (!plan) return fail('NOT_FOUND');
    const obstacle = exemptionObstacle(plan, form, isoDate(plan.today));
    if (obstacle) return fail(obstacle.code, obstacle.meta);
    const id = await enterExemption(tx, principal, assignmentId, form);
    if (id === null) return fail('EXEMPTION_OPEN');
    await recordAudit(tx, principal, {
      action: 'exemption.request',
      subjectType: 'plan-exemption',
      subjectId: id,
      detail: { personId: plan.personId, planKind: plan.planKind, trainingYear: plan.trainingYear, ...form },
    });
    await tellOfRequest(tx, principal, { id, personId: plan.personId, planKind: plan.planKind, ...form });
    return ok({ id });
  });
}

/**
 * Asks for 免训 or 延期 of an own plan. Nothing changes until somebody of 人事 or 保密办 has approved it.
 * @returns NOT_FOUND for a plan of anybody else; EXEMPTION_DONE, EXEMPTION_NOT_POSSIBLE, EXEMPTION_DATE, EXEMPTION_OPEN.
 */
export function askForOwnExemption(
  principal: Principal,
  assignmentId: string,
  form: ExemptionForm,
): Promise<Result<{ id: string }>> {
  return ask(principal, assignmentId, form, findOwnPlanToExempt);
}

/** The same by 人事 for everybody and by a 部门保密员 for the own people. @returns NOT_FOUND for others' people. */
export function askForExemption(
  principal: Principal,
  assignmentId: string,
  form: ExemptionForm,
): Promise<Result<{ id: string }>> {
  return ask(principal, assignmentId, form, findPlanToExempt);
}
