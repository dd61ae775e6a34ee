import { transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { remindPeople } from '#db/dal/reminders.ts';
import type { Principal } from '#domain/access/principal.ts';
import { PLAN_LABEL, type PlanKind } from '#domain/policy/plan-policy.ts';
import { ok, type Result } from '#domain/shared/result.ts';

/** Most people one call may remind. */
export const MAX_REMINDED = 500;

export type RemindRequest = {
  readonly personIds: readonly string[];
  readonly planKind: PlanKind;
  readonly year: number;
};

export type Reminded = {
  /** Got a notice now. */
  readonly told: number;
  /** Had been told today already. */
  readonly toldBefore: number;
  /** Done with the plan, without it, or not looked after by the principal. */
  readonly passedOver: number;
};

/**
 * Tells people who still owe a plan, each once a day at most, and leaves one audit row in the same transaction. Ids the
 * principal may not see change nothing and are counted like people who owe nothing.
 */
export function remind(principal: Principal, request: RemindRequest): Promise<Result<Reminded>> {
  const personIds = [...new Set(request.personIds)];
  const plan = PLAN_LABEL[request.planKind];
  return transaction(async (tx) => {
    const { owing, told } = await remindPeople(tx, principal, {
      personIds,
      planKind: request.planKind,
      year: request.year,
      title: `请完成 ${request.year} 年${plan}`,
      body: `您的${plan}还没有达标，截止日期 {due}。请打开首页查看还差什么，并尽快完成。`,
      href: '/',
    });
    await recordAudit(tx, principal, {
      action: 'hr.remind',
      subjectType: 'plan',
      subjectId: `${request.planKind}:${request.year}`,
      detail: { asked: personIds.length, owing, told },
    });
    return ok({ told, toldBefore: owing - told, passedOver: personIds.length - owing });
  });
}
