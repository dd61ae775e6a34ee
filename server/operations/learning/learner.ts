import type { Learner } from '#db/dal/learning.ts';
import type { Principal } from '#domain/access/principal.ts';

/** Narrows a principal to one with a training record. @throws Error when the policy of the operation was not `person`. */
export function learnerOf(principal: Principal): Learner {
  if (principal.personId === null) throw new Error('the operation needs the policy "person"');
  return { ...principal, personId: principal.personId };
}
