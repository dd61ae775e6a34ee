import { db, transaction } from '#db/client.ts';
import { ensureAnnualExams } from '#db/dal/content.ts';
import { type PlanDifference, unsafePlanDifferences } from '#db/dal/system-plan-assignment.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { applyPlanDifferences, yearPlanRules } from '../operations/plans/year-plans.ts';
import { moveLeftBehind } from '../operations/policies/left-behind.ts';

const PER_TURN = 500;
/** Enough for 10,000 people a run; the next run goes on. */
const TURNS = 40;

function byPerson(differences: readonly PlanDifference[]): Map<string, PlanDifference[]> {
  const people = new Map<string, PlanDifference[]>();
  for (const one of differences) people.set(one.personId, [...(people.get(one.personId) ?? []), one]);
  return people;
}

/** One turn. @returns how many plans were given, ended or resumed. */
async function turn(rules: Awaited<ReturnType<typeof yearPlanRules>>): Promise<number> {
  let changed = 0;
  const differences = await unsafePlanDifferences(db, rules, { personId: null, limit: PER_TURN });
  for (const [personId, ofPerson] of byPerson(differences)) {
    changed += await transaction((tx) => applyPlanDifferences(tx, personId, ofPerson, rules));
  }
  return changed;
}

/**
 * Makes sure that the year's exams exist and that everybody who works here owes exactly the plans of the year the rule
 * gives: on 1 January, for whoever joins later, and after a change of category, life state or flag in mid-year. Finished
 * plans, plans of events and plans given by hand are untouched. Then lets plans follow a rule whose publication they
 * missed.
 */
export async function assignPlans(): Promise<void> {
  const rules = await yearPlanRules(db);
  await ensureAnnualExams(db, rules.trainingYear, env.SHOUMI_ZONE);
  let changed = 0;
  for (let i = 0; i < TURNS; i += 1) {
    const count = await turn(rules);
    changed += count;
    if (count === 0) break;
  }
  const moved = await moveLeftBehind();
  if (moved > 0) logger.info({ moved }, 'plans taken along by a published rule');
  if (changed > 0) logger.info({ changed, year: rules.trainingYear }, 'plans of the year assigned');
}
