import type { CaseActor, CaseKind } from '../certification/case/kinds.ts';
import type { PlanKind } from '../policy/plan-policy.ts';
import type { IsoDate } from '../shared/dates.ts';

/**
 * What somebody may have to be reminded of, read from the records on the day. `isOpen` is false once it is done, ended,
 * exempt or closed; such facts remind nobody.
 */
export type ReminderFact =
  | PlanFact
  | StepFact
  | ReviewFact
  | CertificateFact
  | CoolingOffFact
  | TripFact
  | VisitFact
  | PostFact;

export type PlanFact = {
  readonly kind: 'plan';
  readonly assignmentId: string;
  readonly personId: string;
  readonly unitId: string;
  readonly planKind: PlanKind;
  readonly dueOn: IsoDate;
  /** Of the policy version the plan was given under. */
  readonly reminderDays: readonly number[];
  readonly isOpen: boolean;
};

type CaseSubject = {
  readonly caseId: string;
  /** `SG-2026-0007`. */
  readonly no: string;
  readonly caseKind: CaseKind;
  readonly personId: string | null;
  readonly unitId: string;
};

/** A case that waits for somebody. */
export type StepFact = CaseSubject & {
  readonly kind: 'step';
  readonly turn: readonly CaseActor[];
  /** Day the case began to wait in its state. */
  readonly since: IsoDate;
  /** Tells one stay in a state from the next. */
  readonly stay: string;
  /** Accounts that have given their opinion in this round and are awaited no more. */
  readonly spoken: readonly string[];
  readonly isOpen: boolean;
};

/** 复审 of somebody in a classified post. */
export type ReviewFact = {
  readonly kind: 'review';
  readonly personId: string;
  readonly unitId: string;
  readonly dueOn: IsoDate;
  readonly isOpen: boolean;
};

export type CertificateFact = {
  readonly kind: 'certificate';
  readonly certificateOf: string;
  readonly personId: string;
  /** Last day on which it is valid. */
  readonly validUntil: IsoDate;
  readonly isOpen: boolean;
};

/** A running 脱密期. */
export type CoolingOffFact = {
  readonly kind: 'cooling-off';
  readonly caseId: string;
  readonly no: string;
  readonly personId: string;
  /** Last day of it. */
  readonly endsOn: IsoDate;
  readonly isOpen: boolean;
};

/** A trip abroad that was allowed and of which no return has been reported. */
export type TripFact = {
  readonly kind: 'trip';
  readonly caseId: string;
  readonly no: string;
  readonly personId: string;
  readonly returnOn: IsoDate;
  readonly isOpen: boolean;
};

/** 回访 in a 脱密期: `lastOn` is the last visit, or the first day of the period. */
export type VisitFact = {
  readonly kind: 'visit';
  readonly caseId: string;
  readonly no: string;
  readonly personId: string;
  readonly unitId: string;
  readonly lastOn: IsoDate;
  readonly endsOn: IsoDate;
  readonly isOpen: boolean;
};

/** A classified post whose level must be looked at again. */
export type PostFact = {
  readonly kind: 'post';
  readonly postId: string;
  /** What tells it from the others in a list of notices; in the register already, never in what leaves the system. */
  readonly code: string;
  readonly unitId: string;
  readonly reviewOn: IsoDate;
  readonly isOpen: boolean;
};

/** A violation that has not been reported to the authority yet. */
export type ViolationFact = {
  readonly caseId: string;
  readonly no: string;
  readonly personId: string | null;
  readonly discoveredAt: Date;
  readonly isOpen: boolean;
};
