import { db } from '#db/client.ts';
import { type OrganisationNow, readOrganisationNow } from '#db/dal/org-clock.ts';
import {
  type AttemptLine,
  type CertificateLine,
  findPersonHead,
  type LedgerLineRow,
  listAttemptsOf,
  listCertificatesOf,
  listLedgerOf,
  listPlansOf,
  listPosts,
  type PersonHead,
  type PlanLine,
  type PostRow,
} from '#db/dal/person-file.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { EndedPlanView, PlanRecordView } from '#domain/hours/plan-record.ts';
import { isoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { planRecords } from '../plans/plan-record.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';

export type PersonFile = {
  readonly org: OrganisationNow;
  readonly head: PersonHead;
  readonly post: PostRow | null;
  readonly year: number;
  readonly years: readonly number[];
  /** Why not yet, plan by plan, for the year shown. */
  readonly plans: readonly PlanRecordView[];
  /** Of the year shown, ended unfinished. */
  readonly ended: readonly EndedPlanView[];
  readonly minutesPerHour: number;
  /** Of the year shown. */
  readonly ledger: readonly LedgerLineRow[];
  readonly attempts: readonly AttemptLine[];
  readonly certificates: readonly CertificateLine[];
  /** Of all years. */
  readonly posts: readonly PostRow[];
  readonly allPlans: readonly PlanLine[];
  readonly timeline: readonly TimelineEntry[];
};

const DEFAULT_MINUTES_PER_HOUR = 45;

/**
 * The training file of one person: head, plans of a year with what is missing, ledger, exams, certificates, posts and
 * everything in order of time. The year is that of the plan asked for, else the one asked for, else the present.
 * @returns NOT_FOUND alike for nobody and for somebody the principal may not see.
 */
export async function readPersonFile(
  principal: Principal,
  personId: string,
  askedYear: number | undefined,
  askedPlan?: string,
): Promise<Result<PersonFile>> {
  const org = await readOrganisationNow(db);
  const head = await findPersonHead(db, principal, personId);
  if (!head) return fail('NOT_FOUND');
  const [posts, ledger, attempts, certificates, allPlans] = await Promise.all([
    listPosts(db, principal, personId),
    listLedgerOf(db, principal, personId),
    listAttemptsOf(db, principal, personId),
    listCertificatesOf(db, principal, personId),
    listPlansOf(db, principal, personId),
  ]);
  const known = new Set([
    org.year,
    ...ledger.map((row) => row.trainingYear),
    ...allPlans.map((plan) => plan.trainingYear),
  ]);
  const years = [...known].sort((a, b) => b - a);
  const wanted = allPlans.find((plan) => plan.assignmentId === askedPlan)?.trainingYear ?? askedYear;
  const year = wanted !== undefined && known.has(wanted) ? wanted : org.year;
  // No doors: what is missing can only be closed by the person.
  const reader = { side: 'desk', door: () => null } as const;
  const record = await planRecords(principal, { personId, year, today: isoDate(org.today) }, reader);
  const ofYear = <T extends { readonly trainingYear: number }>(rows: readonly T[]) =>
    rows.filter((row) => row.trainingYear === year);
  return ok({
    org,
    head,
    post: posts.find((post) => post.isCurrent) ?? null,
    year,
    years,
    plans: record.plans,
    ended: record.ended,
    minutesPerHour: record.plans[0]?.minutesPerHour ?? DEFAULT_MINUTES_PER_HOUR,
    ledger: ofYear(ledger),
    attempts: ofYear(attempts),
    certificates: ofYear(certificates),
    posts,
    allPlans,
    timeline: timelineOf({
      head,
      posts,
      ledger,
      attempts,
      certificates,
      plans: allPlans,
      requests: record.requests,
      zone: org.zone,
    }),
  });
}
