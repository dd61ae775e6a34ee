import type { LifecyclePolicy } from '../../policy/lifecycle-policy.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { AppErrorCode } from '../../shared/errors.ts';
import type { CaseActor, CaseKind, PostLevel } from './kinds.ts';

/** One recorded step as it stands in the database. */
export type RecordedStep = {
  readonly seqNo: number;
  readonly round: number;
  readonly event: string;
  readonly fromState: string;
  readonly toState: string;
  readonly actorRole: CaseActor;
  readonly actorAccountId: string | null;
  readonly actorPersonId: string | null;
  readonly isOpinion: boolean;
  readonly opinion: 'agree' | 'disagree' | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Date;
};

/** A case with its whole history; everything about it is read from the steps. */
export type CaseRecord = {
  readonly kind: CaseKind;
  readonly subjectPersonId: string | null;
  readonly level: PostLevel | null;
  readonly steps: readonly RecordedStep[];
};

export type ClearanceItem = {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
};

/** What the guards need beyond the case itself, read in the same transaction; days are of the organisation's zone. */
export type CaseContext = {
  readonly now: Date;
  readonly today: IsoDate;
  readonly zone: string;
  readonly policy: LifecyclePolicy;
  /** The plan of this case: none, under way, lessons and hours done, or complete with the day it was. */
  readonly plan: {
    readonly state: 'none' | 'open' | 'lessons-done' | 'complete';
    readonly completedOn: IsoDate | null;
    /** Last day on which the plan is on time; null without one. */
    readonly dueOn: IsoDate | null;
  };
  /** Highest level held by the person, ever or in the time that still counts. */
  readonly highestLevel: PostLevel | null;
  /** Other open cases of the person, by kind. */
  readonly openKinds: readonly CaseKind[];
  /** True when the person holds a classified post today. */
  readonly isInPost: boolean;
  /** Seconds the text of the 承诺书 has been open for the signer; null = never opened. */
  readonly pledgeOpenSeconds: number | null;
  /** `id:version` of the text in force for this case. */
  readonly pledgeInForce: string | null;
  /** True when a file was attached to the case since it came into its state: the scan of what was signed on paper. */
  readonly hasFreshScan: boolean;
  /** True when the signer's password was checked in this request. */
  readonly passwordConfirmed: boolean;
};

/** Who acts: the roles the person has towards this case. */
export type CaseActing = {
  readonly accountId: string;
  readonly personId: string | null;
  readonly roles: readonly CaseActor[];
};

/** Why something cannot be done now: a stable code and the values of its message. */
export type GuardFailure = { readonly code: AppErrorCode; readonly meta?: Readonly<Record<string, string | number>> };
