import type { FormField } from './form.ts';
import type { CaseActor, CaseKind } from './kinds.ts';

/** What a page may know of a case. Made on the server for one viewer: restricted values are left out, not hidden. */
export type CaseStepView = {
  readonly seqNo: number;
  readonly label: string;
  readonly stateLabel: string;
  readonly entersState: boolean;
  readonly by: string;
  readonly role: string;
  readonly opinion: 'agree' | 'disagree' | null;
  /** Instants as ISO text in UTC. */
  readonly at: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
};

export type CaseActionView = {
  readonly event: string;
  readonly label: string;
  readonly form: readonly FormField[];
  readonly isAside: boolean;
  readonly isNegative: boolean;
  readonly needsPassword: boolean;
  readonly basis: string;
  /** Why the step cannot be taken yet although it is this viewer's; null when it can. */
  readonly blockedBy: string | null;
};

export type ClearanceView = {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
};

export type CaseDocumentView = {
  readonly id: string;
  readonly title: string;
  readonly sha256: string;
  readonly at: string;
};

export type PledgeView = {
  /** `id:version`, the value of the form's field `pledge`. */
  readonly ref: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly readSeconds: number;
};

export type CaseView = {
  readonly id: string;
  readonly no: string;
  readonly kind: CaseKind;
  readonly kindLabel: string;
  readonly version: number;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly employeeNo: string;
    readonly unit: string;
  } | null;
  readonly post: { readonly id: string; readonly code: string; readonly name: string; readonly level: string } | null;
  readonly level: string | null;
  readonly state: string;
  readonly stateLabel: string;
  readonly expects: string;
  readonly isClosed: boolean;
  /** Who is awaited, in words; empty when nobody. */
  readonly turn: readonly { readonly actor: CaseActor; readonly label: string }[];
  /** True when the viewer is among them. */
  readonly isMyTurn: boolean;
  readonly stateSince: string;
  readonly waitingDays: number;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  readonly endsOn: string | null;
  /** Instant by which a discovered violation must have been reported; null for all other kinds or when reported. */
  readonly deadlineAt: string | null;
  readonly steps: readonly CaseStepView[];
  /** Labels of the states still to come in the ordinary course. */
  readonly ahead: readonly string[];
  readonly actions: readonly CaseActionView[];
  readonly clearance: readonly ClearanceView[];
  readonly pledge: PledgeView | null;
  readonly plan: {
    readonly title: string;
    readonly state: 'open' | 'lessons-done' | 'complete';
    readonly href: string;
  } | null;
  readonly documents: readonly CaseDocumentView[];
  /** Range of months the policy allows for this person's 脱密期, while it is being fixed. */
  readonly periodRange: { readonly min: number; readonly max: number } | null;
};

/** A line of a list of cases. */
export type CaseListItem = {
  readonly id: string;
  readonly no: string;
  readonly kind: CaseKind;
  readonly kindLabel: string;
  readonly personName: string | null;
  readonly employeeNo: string | null;
  readonly unitName: string;
  readonly summary: string;
  readonly stateLabel: string;
  readonly turn: readonly string[];
  readonly isMyTurn: boolean;
  readonly stateSince: string;
  readonly waitingDays: number;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  readonly endsOn: string | null;
  readonly closedAt: string | null;
};
