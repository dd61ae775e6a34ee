import { CASE_DEFINITIONS } from './definitions.ts';
import { CASE_KINDS, type CaseActor } from './kinds.ts';

/**
 * Where an office is awaited for something that is no opinion: `kind/state` pairs in which whoever has spoken already, or
 * has opened the case, may still act. Everywhere else one person speaks once a round, and never on the own proposal.
 */
export function plainTurns(actor: CaseActor): string[] {
  return CASE_KINDS.flatMap((kind) => {
    const { states, steps } = CASE_DEFINITIONS[kind];
    return Object.keys(states)
      .filter((state) =>
        steps.some((step) => !step.opinion && !step.aside && step.from.includes(state) && step.by.includes(actor)),
      )
      .map((state) => `${kind}/${state}`);
  });
}
