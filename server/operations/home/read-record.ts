import { db } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { listOwnYears } from '#db/dal/home.ts';
import { type LedgerRow, listOwnLedger } from '#db/dal/hours.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ExamView } from '#domain/assessment/attempt-view.ts';
import type { ChecklistRule } from '#domain/hours/checklist.ts';
import type { EndedPlanView, PlanRecordView } from '#domain/hours/plan-record.ts';
import type { StandingRule } from '#domain/hours/plan-standing.ts';
import { dateIn, trainingYear } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { type OwnCertificate, ownCertificates } from '../certificates/read.ts';
import { listExams } from '../exam/list-exams.ts';
import { type PlanRecords, planRecords } from '../plans/plan-record.ts';
import { stepText } from '../standing.ts';
import type { PlanWithStanding } from '../standing-facts.ts';

export type OwnRecord = {
  readonly year: number;
  readonly years: readonly number[];
  readonly plans: readonly PlanRecordView[];
  /** Of the year, ended unfinished. */
  readonly ended: readonly EndedPlanView[];
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

async function ownPlans(principal: Principal, year: number, now: Date): Promise<PlanRecords> {
  if (principal.personId === null) return { plans: [], ended: [], requests: [] };
  const isThisYear = year === trainingYear(env.SHOUMI_ZONE, now);
  const of = { personId: principal.personId, year, today: dateIn(env.SHOUMI_ZONE, now) };
  return planRecords(principal, of, { side: 'own', door: (item, rule) => doorOf(item, rule, isThisYear) });
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
  const [record, ledger, exams, certificates] = await Promise.all([
    ownPlans(principal, year, now),
    listOwnLedger(db, principal, year),
    listExams(principal),
    ownCertificates(principal),
  ]);
  return {
    year,
    years,
    plans: record.plans,
    ended: record.ended,
    ledger,
    minutesPerHour: record.plans[0]?.minutesPerHour ?? DEFAULT_MINUTES_PER_HOUR,
    exams: exams.filter((exam) => exam.trainingYear === year),
    certificates: certificates.filter((certificate) => certificate.year === year),
    now,
  };
}
