import type { LifecyclePolicy } from './lifecycle-policy.ts';
import type { PlanKind, PlanPolicy } from './plan-policy.ts';
import type { PolicyChange, PolicyFact } from './policy-diff.ts';
import type { PolicyFault } from './policy-fault.ts';
import type { PolicyTarget } from './policy-target.ts';

export const DRAFT_STATE_LABEL = {
  draft: '起草中',
  submitted: '待批准',
  published: '已发布',
  refused: '未批准',
  withdrawn: '已撤回',
} as const;
export type DraftState = keyof typeof DRAFT_STATE_LABEL;

/** One version of a rule with who made it and since when it holds. */
export type PolicyVersionView = {
  readonly version: number;
  readonly origin: 'default' | 'unit';
  /** `2026 年度起`, `2026-12-01 起`. */
  readonly from: string;
  readonly madeBy: string | null;
  readonly approvedBy: string | null;
  readonly createdAt: string;
  readonly facts: readonly PolicyFact[];
};

/** What a reader may do with a draft now. */
export type DraftRights = {
  readonly edit: boolean;
  readonly submit: boolean;
  readonly withdraw: boolean;
  readonly decide: boolean;
};

export type DraftView = {
  readonly id: string;
  readonly target: PolicyTarget;
  readonly state: DraftState;
  /** Changes with every change of the draft; sent back with an act, so that nobody acts on what was not read. */
  readonly seen: string;
  readonly spec: PlanPolicy | LifecyclePolicy;
  readonly effectiveFrom: string;
  readonly note: string;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly submittedAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly comment: string;
  readonly changes: readonly PolicyChange[];
  readonly faults: readonly PolicyFault[];
  readonly hints: readonly string[];
  readonly rights: DraftRights;
};

/** A row of the list of all rules. */
export type PolicyLine = {
  readonly target: PolicyTarget;
  readonly label: string;
  readonly family: string;
  /** Null while no version holds yet. */
  readonly version: number | null;
  readonly origin: 'default' | 'unit';
  readonly from: string;
  /** The two or three numbers people ask for first. */
  readonly summary: string;
  readonly basis: string;
  /** A version that begins to hold later. */
  readonly upcoming: string | null;
  readonly draft: { readonly state: DraftState; readonly madeBy: string; readonly mayDecide: boolean } | null;
};

/** What a form needs to offer: lessons, papers, years. */
export type PolicyChoices = {
  readonly lessons: readonly {
    readonly id: string;
    readonly label: string;
    readonly module: string;
    readonly minutes: number;
  }[];
  readonly blueprints: readonly { readonly id: string; readonly title: string; readonly facts: string }[];
  readonly years: readonly number[];
  readonly today: string;
};

export type PolicyPage = {
  readonly target: PolicyTarget;
  readonly label: string;
  readonly inForce: PolicyVersionView | null;
  readonly history: readonly PolicyVersionView[];
  readonly open: DraftView | null;
  readonly closed: readonly DraftView[];
  readonly choices: PolicyChoices;
  readonly mayDraft: boolean;
};

/** One default set of an industry, held against what is in force. */
export type PolicySetView = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly {
    readonly planKind: PlanKind;
    readonly label: string;
    readonly summary: string;
    readonly basis: string;
    readonly trust: string;
    /** False when the rule in force says the same already. */
    readonly differs: boolean;
    /** A draft of this kind is open, so none can be made. */
    readonly isBusy: boolean;
  }[];
};
