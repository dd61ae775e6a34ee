import {
  type ApprovedExemption,
  approvedText,
  CAUSE_LABEL,
  EXEMPTION_LABEL,
  type ExemptionCause,
  type ExemptionDecision,
  type ExemptionKind,
} from '../people/exemption.ts';
import type { ChecklistRule } from './checklist.ts';
import type { AttachmentView } from './sessions/session-view.ts';

/** What the reader may ask for about a plan; the days an extension may end on. */
export type ExemptionDoor = {
  /** Path of the API. */
  readonly path: string;
  readonly kinds: readonly ExemptionKind[];
  readonly from: string;
  readonly to: string;
};

/**
 * A plan with where it stands and why. Everything but `rules[].action`, `ask`, `withdrawPath` and `request` is the same for the
 * person, the 部门保密员 and 人事.
 */
export type PlanRecordView = {
  readonly assignmentId: string;
  readonly title: string;
  readonly basis: string;
  readonly dueOn: string;
  readonly completedOn: string | null;
  readonly overdue: boolean;
  /** 免训 and not finished. */
  readonly isExempt: boolean;
  readonly certificateId: string | null;
  readonly minutesPerHour: number;
  readonly rules: readonly ChecklistRule[];
  /** What the person cannot do alone, in a sentence. */
  readonly waitFor: string | null;
  /** 免训, 延期, a request that waits or was refused, and what counts for a plan of an event; one sentence each. */
  readonly remarks: readonly string[];
  readonly ask: ExemptionDoor | null;
  /** Path of the API that takes back the request that waits; null when the reader did not make it. */
  readonly withdrawPath: string | null;
  /** The request that waits, with what was handed in for it. */
  readonly request: { readonly id: string; readonly files: readonly AttachmentView[]; readonly mayAdd: boolean } | null;
};

/** A plan that ended unfinished, in a sentence. */
export type EndedPlanView = { readonly assignmentId: string; readonly title: string; readonly text: string };

/** A request as far as a plan's remarks need it; days are calendar dates. */
export type RemarkedRequest = {
  readonly kind: ExemptionKind;
  readonly cause: ExemptionCause;
  readonly newDueOn: string | null;
  readonly oldDueOn: string | null;
  readonly decision: ExemptionDecision | null;
  readonly decidedOn: string | null;
  readonly comment: string;
};

function isApproved(request: RemarkedRequest): request is RemarkedRequest & ApprovedExemption {
  return request.decision === 'approved' && request.decidedOn !== null;
}

function waitingText({ kind, cause, newDueOn }: RemarkedRequest): string {
  const until = newDueOn ? `，至 ${newDueOn}` : '';
  return `${EXEMPTION_LABEL[kind]}申请（${CAUSE_LABEL[cause]}${until}）正在等待人事部门或保密办审批。`;
}

/**
 * What was asked and decided about a plan, oldest first: every extension, the exemption unless the plan was finished all
 * the same, the request that waits, and the last refusal while nothing came after it.
 */
export function exemptionRemarks(requests: readonly RemarkedRequest[], isDone: boolean): string[] {
  const approved = requests.filter(isApproved).filter((request) => !isDone || request.kind === 'extension');
  if (isDone) return approved.map(approvedText);
  const waiting = requests.filter((request) => request.decision === null);
  const last = requests.filter((request) => request.decision !== 'withdrawn').at(-1);
  const refused = last?.decision === 'refused' ? [last] : [];
  return [
    ...approved.map(approvedText),
    ...waiting.map(waitingText),
    ...refused.map(
      ({ kind, decidedOn, comment }) => `${EXEMPTION_LABEL[kind]}申请于 ${decidedOn} 未获同意，原因：${comment}`,
    ),
  ];
}

/** From when a plan counts that does not count its training year. */
export function countingRemark(countsFromOn: string | null, caseId: string | null): string | null {
  if (countsFromOn === null) return null;
  return caseId === null
    ? `因延期到下一年度，自 ${countsFromOn} 起的学习和考试都计入本计划。`
    : `按事项列入：只计 ${countsFromOn} 列入以后的学习和考试。`;
}

/** Why a plan is owed no more, with the day. */
export function endedText(endedOn: string, reason: string): string {
  return `${endedOn} 起不再要求：${reason || '计划已撤回'}。已学的课程和学时记录仍然保留。`;
}
