import { db } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { listOwnYears } from '#db/dal/home.ts';
import { type LedgerRow, listOwnLedger } from '#db/dal/hours.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ExamView } from '#domain/assessment/attempt-view.ts';
import { type ChecklistRule, checklistRule } from '#domain/hours/checklist.ts';
import type { StandingRule } from '#domain/hours/plan-standing.ts';
import { dateIn, trainingYear } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { type OwnCertificate, ownCertificates } from '../certificates/read.ts';
import { listExams } from '../exam/list-exams.ts';
import { ownStandings, stepText } from '../standing.ts';
import type { PlanWithStanding } from '../standing-facts.ts';

export type PlanChecklist = {
  readonly assignmentId: string;
  readonly title: string;
  readonly basis: string;
  readonly dueOn: string;
  readonly completedOn: string | null;
  readonly overdue: boolean;
  readonly certificateId: string | null;
  readonly minutesPerHour: number;
  readonly rules: readonly ChecklistRule[];
  /** What the person cannot do alone, in a sentence. */
  readonly waitFor: string | null;
};

export type OwnRecord = {
  readonly year: number;
  readonly years: readonly number[];
  readonly plans: readonly PlanChecklist[];
  readonly ledger: readonly LedgerRow[];
  readonly minutesPerHour: number;
  readonly exams: readonly ExamView[];
  readonly certificates: readonly OwnCertificate[];
  readonly now: Date;
};

const DEFAULT_MINUTES_PER_HOUR = 45;

function doorOf(item: PlanWithStanding, rule: StandingRule, isThisYear: boolean): ChecklistRule['action'] {
  if (!isThisYear) return null;
  if (rule.id === 'exam') return { text: '去考试页', href: '/exams' };
  if (item.standing.nextStep.kind !== 'lesson') return null;
  return stepText(item);
}

function planChecklist(item: PlanWithStanding, isThisYear: boolean): PlanChecklist {
  const { plan, standing } = item;
  const { minutesPerHour, title, basis } = plan.policy;
  return {
    assignmentId: plan.assignmentId,
    title,
    basis,
    dueOn: plan.dueOn,
    completedOn: plan.completedAt ? dateIn(env.SHOUMI_ZONE, plan.completedAt) : null,
    overdue: standing.overdue && plan.completedAt === null,
    certificateId: plan.certificateId,
    minutesPerHour,
    rules: standing.rules.map((rule) => checklistRule(rule, minutesPerHour, doorOf(item, rule, isThisYear))),
    waitFor: standing.nextStep.kind === 'contact' ? standing.nextStep.reason : null,
  };
}

/**
 * The principal's own training record of a year: every plan with what counts and what does not, the ledger, exams and
 * certificates. A year without any record of the principal falls back to the present one.
 */
export async function readOwnRecord(principal: Principal, asked: number | null): Promise<OwnRecord> {
  const now = await unsafeNow(db);
  const current = trainingYear(env.SHOUMI_ZONE, now);
  const known = await listOwnYears(db, principal);
  const years = known.includes(current) ? known : [current, ...known].sort((a, b) => b - a);
  const year = asked !== null && years.includes(asked) ? asked : current;
  const [standings, ledger, exams, certificates] = await Promise.all([
    ownStandings(principal, year),
    listOwnLedger(db, principal, year),
    listExams(principal),
    ownCertificates(principal),
  ]);
  return {
    year,
    years,
    plans: standings.map((item) => planChecklist(item, year === current)),
    ledger,
    minutesPerHour: standings[0]?.plan.policy.minutesPerHour ?? DEFAULT_MINUTES_PER_HOUR,
    exams: exams.filter((exam) => exam.trainingYear === year),
    certificates: certificates.filter((certificate) => certificate.year === year),
    now,
  };
}
