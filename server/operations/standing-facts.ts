import type { Db, Tx } from '#db/client.ts';
import { type EvidenceScope, unsafeEvidence } from '#db/dal/plan-evidence.ts';
import type { OwedPlan } from '#db/dal/plans.ts';
import { type PlanExam, standingFromEvidence } from '#domain/hours/plan-evidence.ts';
import type { LessonIndex, PlanStanding } from '#domain/hours/plan-standing.ts';
import { dateIn, type IsoDate } from '#domain/shared/dates.ts';
import { content } from '../content/read-content.ts';
import { env } from '../env.ts';

/** Titles and topics of the lessons that are taught now. */
export function lessonIndex(): LessonIndex {
  return Object.fromEntries([...content().lessons.values()].map(({ id, title, topics }) => [id, { title, topics }]));
}

export type PlanWithStanding = {
  readonly plan: OwedPlan;
  readonly standing: PlanStanding;
  readonly exam: PlanExam | null;
};

/** Still to be done: not finished, and not 免训. */
export function isOpenPlan({ plan }: Pick<PlanWithStanding, 'plan'>): boolean {
  return plan.completedAt === null && !plan.isExempt;
}

function scopeOf(plans: readonly OwedPlan[]): EvidenceScope {
  const events = plans.flatMap(({ countsFrom }) => countsFrom ?? []);
  return {
    years: [...new Set(plans.map(({ trainingYear }) => trainingYear))],
    since: events.length > 0 ? new Date(Math.min(...events.map(Number))) : null,
    kinds: [...new Set(plans.map(({ planKind }) => planKind))],
  };
}

/**
 * Where a person stands in some of the own plans, computed from ledger and grades as they are in this transaction. All
 * plans must be of one person. Bypasses the principal: callers have checked whose plans they may see.
 */
export async function unsafeStandings(
  db: Db | Tx,
  plans: readonly OwedPlan[],
  asOf?: IsoDate,
): Promise<PlanWithStanding[]> {
  const [first] = plans;
  if (!first) return [];
  const { now, ...evidence } = await unsafeEvidence(db, first.personId, scopeOf(plans));
  const at = { now, asOf: asOf ?? dateIn(env.SHOUMI_ZONE, now), lessons: lessonIndex() };
  return plans.map((plan) => {
    const { standing, exam } = standingFromEvidence(plan, evidence, at);
    return { plan, standing: { ...standing, overdue: standing.overdue && !plan.isExempt }, exam };
  });
}
