import { isDone } from './decide.ts';
import type { StepDefinition } from './definition.ts';
import { CASE_DEFINITIONS } from './definitions.ts';
import type { CaseRecord } from './facts.ts';
import { clearanceOf, isPending, latest, roundOf, stateOf } from './fold.ts';
import { CASE_ACTORS, type CaseActor } from './kinds.ts';

/** Opinions that must stand before a step makes sense; a case waits for those first. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  'unit-opinion-given': ['opinion-unit'],
  'unit-agrees': ['opinion-unit'],
  'office-opinion-given': ['opinion-office'],
  'office-agrees': ['opinion-office'],
  'unit-and-office-given': ['opinion-unit', 'opinion-office'],
  'unit-and-office-agree': ['opinion-unit', 'opinion-office'],
  'hr-and-office-agree': ['opinion-hr', 'opinion-office'],
  'three-approvals': ['approve-unit', 'approve-hr', 'approve-office'],
  'hr-and-office-approve': ['approve-hr', 'approve-office'],
  'period-proposed': ['propose-period'],
  'hr-and-office-confirm': ['confirm-expiry-office'],
};

function isReady(step: StepDefinition, record: CaseRecord): boolean {
  const round = roundOf(record);
  return (step.guards ?? []).every((guard) =>
    (AFTER[guard] ?? []).every((event) => latest(record, event, round) !== null),
  );
}

function isWanted(step: StepDefinition, record: CaseRecord): boolean {
  if (isDone(step, record)) return false;
  if (step.event === 'confirm-item') return clearanceOf(record).some((item) => !item.confirmedAt);
  if (step.event === 'record-talk') return latest(record, 'record-talk') === null;
  if (step.event === 'confirm-extension')
    return isPending(record, 'propose-extension', ['confirm-extension', 'refuse-extension']);
  return !step.aside;
}

/** Who is awaited: the offices whose step is next in the ordinary course. Empty for a closed case. */
export function turnOf(record: CaseRecord): CaseActor[] {
  const state = stateOf(record);
  const wanted = CASE_DEFINITIONS[record.kind].steps.filter(
    (step) => step.from.includes(state) && isWanted(step, record) && isReady(step, record),
  );
  const sides = wanted.flatMap((step) => awaitedSides(step, record));
  // While the person learns, the system waits for the person.
  const named = sides.map((side) => (side === 'system' && isLearning(state) ? 'subject' : side));
  return CASE_ACTORS.filter((actor) => actor !== 'system' && named.includes(actor));
}

function isLearning(state: string): boolean {
  return state === 'training' || state === 'exam' || state === 'education' || state === 'talk';
}

/** Of two sides that check each other, the one that has not proposed. */
function awaitedSides(step: StepDefinition, record: CaseRecord): readonly CaseActor[] {
  const guard = step.guards?.find((one) => one === 'other-side-than-opener' || one === 'other-side-than-proposer');
  if (!guard) return step.by;
  const proposer = guard === 'other-side-than-opener' ? record.steps[0] : latest(record, 'propose-resume');
  return step.by.filter((role) => role !== proposer?.actorRole);
}
