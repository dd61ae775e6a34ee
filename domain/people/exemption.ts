import { z } from 'zod';
import { isEventPlan, type PlanKind } from '../policy/plan-policy.ts';
import { GivenDate, type IsoDate, isoDate } from '../shared/dates.ts';
import type { AppErrorCode } from '../shared/errors.ts';

/** 免训: owed no more, never the same as done. 延期: owed until a later day. */
export const EXEMPTION_KINDS = ['exemption', 'extension'] as const;
export type ExemptionKind = (typeof EXEMPTION_KINDS)[number];

export const EXEMPTION_LABEL: Readonly<Record<ExemptionKind, string>> = { exemption: '免训', extension: '延期' };

export const EXEMPTION_CAUSES = ['maternity', 'sick', 'abroad', 'secondment', 'other'] as const;
export type ExemptionCause = (typeof EXEMPTION_CAUSES)[number];

export const CAUSE_LABEL: Readonly<Record<ExemptionCause, string>> = {
  maternity: '产假',
  sick: '病假',
  abroad: '驻外',
  secondment: '借调',
  other: '其他',
};

export const EXEMPTION_DECISIONS = ['approved', 'refused', 'withdrawn'] as const;
export type ExemptionDecision = (typeof EXEMPTION_DECISIONS)[number];

export const EXEMPTION_STATE_LABEL: Readonly<Record<ExemptionDecision | 'open', string>> = {
  open: '待审批',
  approved: '已批准',
  refused: '未同意',
  withdrawn: '已撤回',
};

/** Letters of a reason. */
export const REASON_LENGTH = { min: 4, max: 200 } as const;

export const ExemptionForm = z
  .strictObject({
    kind: z.enum(EXEMPTION_KINDS),
    cause: z.enum(EXEMPTION_CAUSES),
    reason: z
      .string()
      .trim()
      .min(REASON_LENGTH.min, `请写明情况，至少 ${REASON_LENGTH.min} 个字。`)
      .max(REASON_LENGTH.max, `请写在 ${REASON_LENGTH.max} 字以内。`),
    /** Of an extension; null otherwise. */
    newDueOn: GivenDate.nullable(),
  })
  .refine((form) => (form.kind === 'extension') === (form.newDueOn !== null), {
    path: ['newDueOn'],
    message: '请选择新的截止日期。',
  });
export type ExemptionForm = z.infer<typeof ExemptionForm>;

/** What decides whether a plan can be exempted or extended. */
export type ExemptiblePlan = {
  readonly planKind: PlanKind;
  readonly trainingYear: number;
  readonly dueOn: IsoDate;
  readonly isDone: boolean;
  /** Owed no more: the rule gives another one, or its case is over. */
  readonly isEnded: boolean;
  readonly isExempt: boolean;
};

export type Obstacle = { readonly code: AppErrorCode; readonly meta?: Readonly<Record<string, string>> };

const NOT_EXEMPT = '上岗、离岗和出境前的教育不能免训，可以申请延期';

/** Days an extension of a plan may end on: from today, after the present last day, to the end of the next training year. */
export function extensionRange(
  plan: Pick<ExemptiblePlan, 'trainingYear'>,
  today: IsoDate,
): { readonly from: IsoDate; readonly to: IsoDate } {
  return { from: today, to: isoDate(`${plan.trainingYear + 1}-12-31`) };
}

function dateObstacle(plan: ExemptiblePlan, newDueOn: string | null, today: IsoDate): Obstacle | null {
  const { from, to } = extensionRange(plan, today);
  if (newDueOn === null || newDueOn < from || newDueOn > to)
    return from > to
      ? { code: 'EXEMPTION_NOT_POSSIBLE', meta: { reason: '计划所属年度已过去太久，请申请免训' } }
      : { code: 'EXEMPTION_DATE', meta: { from, to } };
  return newDueOn > plan.dueOn
    ? null
    : { code: 'EXEMPTION_NOT_POSSIBLE', meta: { reason: `新日期应晚于现在的截止日期 ${plan.dueOn}` } };
}

/** Whether a plan can be exempted at all: what the law asks for before a post, an exit or a trip cannot. */
export function mayBeExempted(planKind: PlanKind): boolean {
  return !isEventPlan(planKind) || planKind === 'meeting';
}

/**
 * What stands in the way of an exemption or extension, asked for or approved today; null when nothing does. A finished
 * plan is never touched. Codes: EXEMPTION_DONE, EXEMPTION_NOT_POSSIBLE, EXEMPTION_DATE.
 */
export function exemptionObstacle(
  plan: ExemptiblePlan,
  asked: Pick<ExemptionForm, 'kind' | 'newDueOn'>,
  today: IsoDate,
): Obstacle | null {
  if (plan.isDone) return { code: 'EXEMPTION_DONE' };
  if (plan.isEnded) return { code: 'EXEMPTION_NOT_POSSIBLE', meta: { reason: '计划已不再要求' } };
  if (plan.isExempt) return { code: 'EXEMPTION_NOT_POSSIBLE', meta: { reason: '计划已经免训' } };
  if (asked.kind === 'extension') return dateObstacle(plan, asked.newDueOn, today);
  return mayBeExempted(plan.planKind) ? null : { code: 'EXEMPTION_NOT_POSSIBLE', meta: { reason: NOT_EXEMPT } };
}

type Asked = { readonly requestedBy: string; readonly personId: string };
type Decider = { readonly accountId: string; readonly personId: string | null };

/** Withdrawn by whoever asked; decided by somebody else, and never by the person whose plan it is. */
export function decisionRefusal(who: Decider, asked: Asked, decision: ExemptionDecision): AppErrorCode | null {
  const isAsker = asked.requestedBy === who.accountId;
  if (decision === 'withdrawn') return isAsker ? null : 'NOT_THE_ASKER';
  if (isAsker) return 'SELF_APPROVAL_REFUSED';
  return asked.personId === who.personId ? 'OWN_PLAN_REFUSED' : null;
}

/**
 * Whether an extension lets a plan of a year count what is learnt in the next one too. From then on it counts like a
 * plan of an event, from the first day of its own year.
 */
export function reachesNextYear(plan: Pick<ExemptiblePlan, 'trainingYear' | 'planKind'>, newDueOn: string): boolean {
  return !isEventPlan(plan.planKind) && Number(newDueOn.slice(0, 4)) > plan.trainingYear;
}

/** What was approved, as everybody reads it. Days are calendar dates. */
export type ApprovedExemption = {
  readonly kind: ExemptionKind;
  readonly cause: ExemptionCause;
  readonly decidedOn: string;
  readonly newDueOn: string | null;
  readonly oldDueOn: string | null;
};

/** `已免训（产假，2026-06-10 批准）`, `延期至 2027-03-31（病假，2026-06-10 批准，原截止 2026-12-31）` */
export function approvedText({ kind, cause, decidedOn, newDueOn, oldDueOn }: ApprovedExemption): string {
  const why = `${CAUSE_LABEL[cause]}，${decidedOn} 批准`;
  if (kind === 'exemption') return `已免训（${why}）`;
  return `延期至 ${newDueOn}（${why}${oldDueOn ? `，原截止 ${oldDueOn}` : ''}）`;
}
