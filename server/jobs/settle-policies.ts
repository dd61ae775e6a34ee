import { db, transaction } from '#db/client.ts';
import { unsafePeopleToSettle } from '#db/dal/policy-effects.ts';
import { logger } from '../logger.ts';
import { settlePlans } from '../operations/completion.ts';
import { FIRST_PERSON } from '../operations/policies/publish.ts';

const PER_TURN = 200;

/** Where the last turn stopped; a restart begins again, which only costs another look. */
let after = FIRST_PERSON;

/**
 * Completes the plans of people whom a newly published rule finds done already and whom the publishing transaction left
 * over (it settles a bounded number itself). Walks over them a part at a time; settling twice changes nothing.
 */
export async function settlePublishedPolicies(): Promise<void> {
  const people = await unsafePeopleToSettle(db, after, PER_TURN);
  after = people.at(-1)?.personId ?? FIRST_PERSON;
  let completed = 0;
  for (const { personId, trainingYear } of people) {
    const settled = await transaction((tx) => settlePlans(tx, personId, trainingYear));
    completed += settled.completed.length;
  }
  if (completed > 0) logger.info({ completed }, 'plans completed under a new rule');
}
