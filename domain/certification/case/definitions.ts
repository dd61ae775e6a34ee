import type { CaseDefinition, StepDefinition } from './definition.ts';
import type { CaseKind } from './kinds.ts';
import { coolingOffRequest } from './tables/cooling-off-request.ts';
import { entry } from './tables/entry.ts';
import { leaving } from './tables/exit.ts';
import { levelChange, review, suspension } from './tables/in-post.ts';
import { post } from './tables/post.ts';
import { report, travel, violation } from './tables/reports.ts';

/** The transition table of the life-cycle, as data. A test walks every pair of state and event of every kind. */
export const CASE_DEFINITIONS: Readonly<Record<CaseKind, CaseDefinition>> = {
  post,
  entry,
  review,
  'level-change': levelChange,
  suspension,
  report,
  travel,
  exit: leaving,
  'cooling-off-request': coolingOffRequest,
  violation,
};

/** The step of a name that leaves a state; one event may leave several states by different rows. */
export function stepFrom(kind: CaseKind, event: string, state: string): StepDefinition | null {
  return CASE_DEFINITIONS[kind].steps.find((step) => step.event === event && step.from.includes(state)) ?? null;
}

/** Any row of an event, for its words when it is out of order; null when the kind does not know the event. */
export function stepNamed(kind: CaseKind, event: string): StepDefinition | null {
  return CASE_DEFINITIONS[kind].steps.find((step) => step.event === event) ?? null;
}

export function stateLabel(kind: CaseKind, state: string): string {
  return CASE_DEFINITIONS[kind].states[state]?.label ?? state;
}

export function isClosed(kind: CaseKind, state: string): boolean {
  return CASE_DEFINITIONS[kind].states[state]?.closed === true;
}
