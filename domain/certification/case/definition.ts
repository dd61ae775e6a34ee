import type { FormField } from './form.ts';
import type { GuardId } from './guards.ts';
import type { CaseActor, CaseKind } from './kinds.ts';

/** What follows from a step besides the new state; carried out in the same transaction by the server. */
export const EFFECTS = [
  'life-entering',
  'life-restored',
  'life-suspended',
  'life-resumed',
  'life-leaving',
  'life-cooling-off',
  'life-ended',
  'plan-entry',
  'plan-exit',
  'plan-travel',
  'appoint',
  'release',
  'post-approve',
  'post-refuse',
  'open-exit',
  'open-by-decision',
] as const;
export type EffectId = (typeof EFFECTS)[number];

/** Papers a step gives rise to; titles in `documents.ts`. */
export type CasePaper =
  | 'review-form'
  | 'review-conclusion'
  | 'entry-pledge'
  | 'appointment'
  | 'travel-approval'
  | 'travel-report'
  | 'matter-report'
  | 'exit-application'
  | 'clearance-list'
  | 'exit-talk'
  | 'exit-pledge'
  | 'cooling-off-notice'
  | 'entrustment'
  | 'extension-notice'
  | 'expiry-notice'
  | 'violation-report'
  | 'level-change'
  | 'suspension-notice';

export type StepDefinition = {
  readonly event: string;
  /** The button, verb first. */
  readonly label: string;
  readonly from: readonly string[];
  /** `same` records something without leaving the state. */
  readonly to: string;
  readonly by: readonly CaseActor[];
  /** Opinions, conclusions and approvals: never one's own, one each person and round. */
  readonly opinion?: 'asked' | 'agree' | 'disagree';
  readonly form: readonly FormField[];
  readonly guards?: readonly GuardId[];
  readonly effects?: readonly EffectId[];
  readonly paper?: CasePaper;
  /** Begins a new round of opinions (sent back, or the next chain of approvals). */
  readonly newRound?: true;
  /** The person gives the password again (承诺书, 真实性声明). */
  readonly reauthenticate?: true;
  /** Not what the case waits for: withdrawing, sending back, refusing. */
  readonly aside?: true;
  /** Can be taken any number of times in a round. */
  readonly repeatable?: true;
  /** Number in content-brief §4.2 of the procedure, and where it rests. */
  readonly no: string;
  readonly basis: string;
};

export type StateDefinition = {
  readonly label: string;
  /** What is expected now, in one sentence for all who look. */
  readonly expects: string;
  readonly closed?: true;
};

export type CaseDefinition = {
  readonly kind: CaseKind;
  readonly opening: {
    readonly by: readonly CaseActor[];
    readonly label: string;
    readonly form: readonly FormField[];
    readonly paper?: CasePaper;
    readonly effects?: readonly EffectId[];
    readonly initial: string;
    /** Another first state, chosen from what was given. */
    readonly initialOf?: (payload: Readonly<Record<string, unknown>>) => string;
    readonly no: string;
    readonly basis: string;
  };
  readonly states: Readonly<Record<string, StateDefinition>>;
  /** The states of the ordinary course in order, for the timeline's coming steps. */
  readonly course: readonly string[];
  readonly steps: readonly StepDefinition[];
};
