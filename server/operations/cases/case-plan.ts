import type { Db, Tx } from '#db/client.ts';
import { unsafePlanOfAssignment } from '#db/dal/plans.ts';
import { unsafeStandings } from '../standing-facts.ts';

/** True when everything the plan of a case asks for but the exam is done. */
export async function caseLessonsDone(db: Db | Tx, assignmentId: string): Promise<boolean> {
  const plan = await unsafePlanOfAssignment(db, assignmentId);
  if (!plan) return false;
  const [item] = await unsafeStandings(db, [plan]);
  return item?.standing.rules.every((rule) => rule.id === 'exam' || rule.met) ?? false;
}
