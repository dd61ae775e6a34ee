import { type Db, db } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { unsafeOwedPlans } from '#db/dal/plans.ts';
import type { Principal } from '#domain/access/principal.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { content } from '../content/read-content.ts';
import { env } from '../env.ts';
import { type PlanWithStanding, unsafeStandings } from './standing-facts.ts';

/** The training year now, by the database's clock in the organisation's zone. */
export async function currentYear(handle: Db = db): Promise<number> {
  return trainingYear(env.SHOUMI_ZONE, await unsafeNow(handle));
}

/** The principal's own plans of a year, and of events still open from earlier, with what counts, what is missing and why. */
export async function ownStandings(principal: Principal, year: number): Promise<PlanWithStanding[]> {
  if (principal.personId === null) return [];
  return unsafeStandings(db, await unsafeOwedPlans(db, principal.personId, year));
}

function lessonStep(lessonId: string): { text: string; href: string } {
  const lesson = content().lessons.get(lessonId);
  return { text: `学习 ${lesson?.number ?? ''} ${lesson?.title ?? lessonId}`, href: `/learn/${lessonId}` };
}

/** What stands between the principal and the finished plan, as one sentence with a door; null when it is done. */
export async function nextStepFor(
  principal: Principal,
  planKind: string,
  year: number,
): Promise<{ text: string; href: string } | null> {
  const items = await ownStandings(principal, year);
  const item = items.find(({ plan }) => plan.planKind === planKind && plan.completedAt === null);
  return item ? stepText(item) : null;
}

/** The next step of one plan for its owner. */
export function stepText({ standing }: PlanWithStanding): { text: string; href: string } | null {
  const step = standing.nextStep;
  if (step.kind === 'lesson') return lessonStep(step.lessonId);
  if (step.kind === 'exam') return { text: '参加考试', href: '/exams' };
  if (step.kind === 'contact') return { text: step.reason, href: '/me' };
  return null;
}
