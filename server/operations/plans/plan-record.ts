import { db } from '#db/client.ts';
import { listEndedPlans, listExemptionsOf } from '#db/dal/exemptions.ts';
import { unsafeOwedPlans } from '#db/dal/plans.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import { type ChecklistRule, checklistRule } from '#domain/hours/checklist.ts';
import {
  countingRemark,
  type EndedPlanView,
  type ExemptionDoor,
  endedText,
  exemptionRemarks,
  type PlanRecordView,
} from '#domain/hours/plan-record.ts';
import type { StandingRule } from '#domain/hours/plan-standing.ts';
import { EXEMPTION_KINDS, exemptionObstacle, extensionRange } from '#domain/people/exemption.ts';
import type { ExemptionRow } from '#domain/people/exemption-view.ts';
import { PLAN_LABEL, type PlanKind } from '#domain/policy/plan-policy.ts';
import { dateIn, type IsoDate } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { readAttachments } from '../attachments/read.ts';
import { type PlanWithStanding, unsafeStandings } from '../standing-facts.ts';

/** `own`: the person's own record, with doors to what would close a rule; `desk`: by those who look after the person. */
export type RecordReader = {
  readonly side: 'own' | 'desk';
  readonly door: (item: PlanWithStanding, rule: StandingRule) => ChecklistRule['action'];
};

export type PlanRecords = {
  readonly plans: readonly PlanRecordView[];
  readonly ended: readonly EndedPlanView[];
  /** Of all years, oldest first. */
  readonly requests: readonly ExemptionRow[];
};

const PATH = { own: '/api/v1/me/exemptions', desk: '/api/v1/hr/exemptions' } as const;

function mayAsk(principal: Principal, side: RecordReader['side']): boolean {
  return side === 'own' || hasRole(principal, 'hr') || hasRole(principal, 'unit-officer');
}

/** What can be asked for about a plan today; null when nothing can, or something is waiting. */
function doorFor({ plan }: PlanWithStanding, today: IsoDate, path: string): ExemptionDoor | null {
  const facts = { ...plan, isDone: plan.completedAt !== null, isEnded: false };
  const { from, to } = extensionRange(plan, today);
  const kinds = EXEMPTION_KINDS.filter(
    (kind) => exemptionObstacle(facts, { kind, newDueOn: kind === 'extension' ? to : null }, today) === null,
  );
  return kinds.length > 0 ? { path, kinds, from, to } : null;
}

function recordOf(
  item: PlanWithStanding,
  requests: readonly ExemptionRow[],
  reader: RecordReader,
): Omit<PlanRecordView, 'ask' | 'withdrawPath' | 'request'> {
  const { plan, standing } = item;
  const { title, basis, minutesPerHour } = plan.policy;
  const isDone = plan.completedAt !== null;
  const isExempt = plan.isExempt && !isDone;
  const counting = countingRemark(plan.countsFrom ? dateIn(env.SHOUMI_ZONE, plan.countsFrom) : null, plan.caseId);
  return {
    assignmentId: plan.assignmentId,
    title,
    basis,
    dueOn: plan.dueOn,
    completedOn: plan.completedAt ? dateIn(env.SHOUMI_ZONE, plan.completedAt) : null,
    overdue: standing.overdue && !isDone,
    isExempt,
    certificateId: plan.certificateId,
    minutesPerHour,
    rules: standing.rules.map((rule) => checklistRule(rule, minutesPerHour, reader.door(item, rule))),
    waitFor: !isExempt && standing.nextStep.kind === 'contact' ? standing.nextStep.reason : null,
    remarks: [...exemptionRemarks(requests, isDone), ...(counting === null ? [] : [counting])],
  };
}

async function requestOf(principal: Principal, waiting: ExemptionRow): Promise<PlanRecordView['request']> {
  const files = await readAttachments(principal, 'exemption', waiting.id);
  const mayAdd =
    principal.personId !== null &&
    (waiting.requestedBy === principal.accountId || waiting.personId === principal.personId);
  return { id: waiting.id, files: files.ok ? files.value : [], mayAdd };
}

/**
 * The plans of one person in a year and why each is not finished yet, computed the same way whoever reads it; the plans
 * that ended unfinished; what was asked about exemptions. The caller has checked that the principal sees the person.
 */
export async function planRecords(
  principal: Principal,
  of: { readonly personId: string; readonly year: number; readonly today: IsoDate },
  reader: RecordReader,
): Promise<PlanRecords> {
  const { personId, year, today } = of;
  const [owed, requests, ended] = await Promise.all([
    unsafeOwedPlans(db, personId, year),
    listExemptionsOf(db, principal, personId),
    listEndedPlans(db, principal, personId, year),
  ]);
  const standings = await unsafeStandings(db, owed, today);
  const path = PATH[reader.side];
  const isAllowed = mayAsk(principal, reader.side);
  const plans: PlanRecordView[] = [];
  for (const item of standings) {
    const own = requests.filter((request) => request.assignmentId === item.plan.assignmentId);
    const waiting = own.find((request) => request.decision === null);
    const isAsker = waiting?.requestedBy === principal.accountId;
    plans.push({
      ...recordOf(item, own, reader),
      ask: waiting || !isAllowed ? null : doorFor(item, today, path),
      withdrawPath: waiting && isAsker && isAllowed ? `${path}/${waiting.id}/withdrawal` : null,
      request: waiting ? await requestOf(principal, waiting) : null,
    });
  }
  return {
    plans,
    ended: ended.map(({ assignmentId, planKind, endedOn, reason }) => ({
      assignmentId,
      title: PLAN_LABEL[planKind as PlanKind],
      text: endedText(endedOn, reason),
    })),
    requests,
  };
}
