import { z } from 'zod';
import type { AttachmentView } from '../hours/sessions/session-view.ts';
import type { PlanKind } from '../policy/plan-policy.ts';
import {
  EXEMPTION_CAUSES,
  EXEMPTION_KINDS,
  type ExemptionCause,
  type ExemptionDecision,
  type ExemptionKind,
} from './exemption.ts';

/** A request as those who see the person read it. Instants are ISO text in UTC, days calendar dates. */
export type ExemptionRow = {
  readonly id: string;
  readonly assignmentId: string;
  readonly personId: string;
  readonly personName: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly planKind: PlanKind;
  readonly trainingYear: number;
  /** Of the plan now. */
  readonly dueOn: string;
  readonly kind: ExemptionKind;
  readonly cause: ExemptionCause;
  readonly reason: string;
  readonly newDueOn: string | null;
  readonly oldDueOn: string | null;
  readonly requestedBy: string;
  readonly requestedByName: string;
  readonly requestedAt: string;
  readonly decision: ExemptionDecision | null;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly decidedOn: string | null;
  readonly comment: string;
};

/** A request with its files and what the reader may do about it. */
export type ExemptionLine = ExemptionRow & {
  readonly files: readonly AttachmentView[];
  readonly mayDecide: boolean;
  /** Path of the API that takes it back; null when the reader did not make it or it is decided. */
  readonly withdrawPath: string | null;
  readonly mayAddFile: boolean;
};

/** The views of the page 计划. */
export const PLAN_VIEWS = ['waiting', 'approved', 'by-hand'] as const;
export type PlanView = (typeof PLAN_VIEWS)[number];

/** What an address of the page 计划 says; what cannot be read is left out. */
export const PlansQuery = z.object({
  view: z.enum(PLAN_VIEWS).catch('waiting'),
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  kind: z.enum(EXEMPTION_KINDS).optional().catch(undefined),
  cause: z.enum(EXEMPTION_CAUSES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type PlansQuery = z.infer<typeof PlansQuery>;

/** Address of a view of the page, its filters kept and the page of the list left out unless given. */
export function plansHref(query: Partial<PlansQuery>): string {
  const params = new URLSearchParams();
  for (const key of ['view', 'year', 'kind', 'cause', 'page'] as const) {
    const value = query[key];
    const isDefault = (key === 'view' && value === 'waiting') || (key === 'page' && value === 1);
    if (value !== undefined && !isDefault) params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `/hr/plans?${text}` : '/hr/plans';
}
