import type { FormField } from './form.ts';
import type { CaseKind } from './kinds.ts';

export type Choice = { readonly value: string; readonly label: string };

/** A form that opens a case, with what the page it was reached from has settled already. */
export type OpeningView = {
  readonly kind: CaseKind;
  readonly label: string;
  readonly basis: string;
  readonly form: readonly FormField[];
  /** Values to begin with, by field; those of `fixed` among them. */
  readonly values: Readonly<Record<string, string>>;
  /** Fields that stand: shown, sent, and not to be changed here. */
  readonly fixed: readonly { readonly name: string; readonly label: string; readonly text: string }[];
  readonly posts: readonly Choice[];
  readonly units: readonly Choice[];
};

/** A line of the register of 涉密岗位. Dates are calendar dates of the organisation. */
export type PostListItem = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unitName: string;
  readonly level: 'general' | 'important' | 'core';
  readonly holders: number;
  readonly reviewOn: string;
  readonly status: 'proposed' | 'active' | 'closed';
};

export type PostHolder = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  /** 用工形式 in words. */
  readonly employmentForm: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

export type PostView = PostListItem & {
  readonly basis: string;
  readonly activeFrom: string | null;
  readonly closedOn: string | null;
};

/** A case of a person with its steps, for the person's file. */
export type PersonCase = {
  readonly id: string;
  readonly no: string;
  readonly kindLabel: string;
  readonly summary: string;
  readonly stateLabel: string;
  readonly isClosed: boolean;
  readonly isOverdue: boolean;
  /** Oldest first; instants as ISO text in UTC. */
  readonly steps: readonly {
    readonly seqNo: number;
    readonly label: string;
    readonly stateLabel: string;
    readonly entersState: boolean;
    readonly by: string;
    readonly at: string;
  }[];
};

export type PersonPaper = {
  readonly id: string;
  readonly caseId: string | null;
  readonly title: string;
  readonly sha256: string;
  readonly at: string;
};
