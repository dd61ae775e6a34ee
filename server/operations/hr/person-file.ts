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
import { unsafeOwedPlans } from '#db/dal/plans.ts';
import type { Principal } from '#domain/access/principal.ts';
import { type ChecklistRule, checklistRule } from '#domain/hours/checklist.ts';
import { dateIn, isoDate } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { type PlanWithStanding, unsafeStandings } from '../standing-facts.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';

export type PlanRecordView = {
  readonly assignmentId: string;
  readonly title: string;
  readonly basis: string;
  readonly dueOn: string;
  readonly completedOn: string | null;
  readonly overdue: boolean;
  readonly certificateId: string | null;
  readonly rules: readonly ChecklistRule[];
  readonly waitFor: string | null;
  readonly minutesPerHour: number;
};

export type PersonFile = {
  readonly org: OrganisationNow;
  readonly head: PersonHead;
  readonly post: PostRow | null;
  readonly year: number;
  readonly years: readonly number[];
  /** Why not yet, plan by plan, for the year shown. */
  readonly plans: readonly PlanRecordView[];
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

function planRecord({ plan, standing }: PlanWithStanding, zone: string): PlanRecordView {
  const { title, basis, minutesPerHour } = plan.policy;
  return {
    assignmentId: plan.assignmentId,
    title,
    basis,
    dueOn: plan.dueOn,
    completedOn: plan.completedAt ? dateIn(zone, plan.completedAt) : null,
    overdue: standing.overdue && plan.completedAt === null,
    certificateId: plan.certificateId,
    // No doors: what is missing can only be closed by the person.
    rules: standing.rules.map((rule) => checklistRule(rule, minutesPerHour, null)),
    waitFor: standing.nextStep.kind === 'contact' ? standing.nextStep.reason : null,
    minutesPerHour,
  };
}

/**
 * The training file of one person: head, plans of a year with what is missing, ledger, exams, certificates, posts and
 * everything in order of time. @returns NOT_FOUND alike for nobody and for somebody the principal may not see.
 */
export async function readPersonFile(
  principal: Principal,
  personId: string,
  askedYear: number | undefined,
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
  const year = askedYear !== undefined && known.has(askedYear) ? askedYear : org.year;
  const standings = await unsafeStandings(db, await unsafeOwedPlans(db, personId, year), isoDate(org.today));
  const ofYear = <T extends { readonly trainingYear: number }>(rows: readonly T[]) =>
    rows.filter((row) => row.trainingYear === year);
  return ok({
    org,
    head,
    post: posts.find((post) => post.isCurrent) ?? null,
    year,
    years,
    plans: standings.map((item) => planRecord(item, org.zone)),
    minutesPerHour: standings[0]?.plan.policy.minutesPerHour ?? DEFAULT_MINUTES_PER_HOUR,
    ledger: ofYear(ledger),
    attempts: ofYear(attempts),
    certificates: ofYear(certificates),
    posts,
    allPlans,
    timeline: timelineOf({ head, posts, ledger, attempts, certificates, plans: allPlans, zone: org.zone }),
  });
}
