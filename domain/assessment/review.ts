import { SAVE_GRACE_SECONDS } from './attempt-state.ts';
import type { Blueprint } from './blueprint.ts';

/** `nothing` while the paper is being sat; `score` score and modules; `full` answers, keys and explanations too. */
export type Review = 'nothing' | 'score' | 'full';

/**
 * What a candidate may see of the own attempt. `after-close` opens the keys only when no one can still have an answer
 * accepted: the window plus the grace for answers on the wire. Source: the blueprint's review policy.
 */
export function reviewable(
  policy: Blueprint['reviewPolicy'],
  facts: { readonly now: Date; readonly closesAt: Date; readonly attemptClosed: boolean },
): Review {
  if (!facts.attemptClosed) return 'nothing';
  if (policy === 'after-submit') return 'full';
  const lastAnswerAt = facts.closesAt.getTime() + SAVE_GRACE_SECONDS * 1000;
  return policy === 'after-close' && facts.now.getTime() > lastAnswerAt ? 'full' : 'score';
}
