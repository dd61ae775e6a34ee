import { db } from '#db/client.ts';
import { listExemptionsOf } from '#db/dal/exemptions.ts';
import { countOwnDuePractice } from '#db/dal/home.ts';
import { listOwnLedger } from '#db/dal/hours.ts';
import { listOwnNotices } from '#db/dal/notices.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ExamView } from '#domain/assessment/attempt-view.ts';
import { STATE_TEXT } from '#domain/certification/state.ts';
import { hoursText, type LedgerMode, missingHoursText } from '#domain/hours/ledger.ts';
import { type HoursRing, MODE_LABEL, type OwnHome } from '#domain/learning/home-view.ts';
import type { ModuleToReview } from '#domain/learning/review-view.ts';
import { dateIn } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { ownCertificates } from '../certificates/read.ts';
import { listExams } from '../exam/list-exams.ts';
import { listLessons } from '../learning/list-lessons.ts';
import { modulesToReview } from '../learning/review-list.ts';
import { ownStandings } from '../standing.ts';
import { isOpenPlan, type PlanWithStanding } from '../standing-facts.ts';
import { nextAction } from './next-action.ts';
import { planCard, ruleOf, todosOf } from './own-plans.ts';

const NOTICES_SHOWN = 5;
const CERTIFICATES_SHOWN = 3;

/** The plan the ring shows: the open one that asks for most hours, else the one that asked for most. */
function ringPlan(items: readonly PlanWithStanding[]): PlanWithStanding | null {
  const open = items.filter(isOpenPlan);
  const candidates = open.length > 0 ? open : items;
  return [...candidates].sort((a, b) => b.plan.requiredMinutes - a.plan.requiredMinutes)[0] ?? null;
}

function ringOf(item: PlanWithStanding, modes: ReadonlyMap<string, LedgerMode>): HoursRing {
  const rule = ruleOf(item, 'hours');
  const perHour = item.plan.policy.minutesPerHour;
  const minutes = new Map<LedgerMode, number>();
  for (const row of rule?.countingRows ?? []) {
    const mode = modes.get(row.id) ?? 'online';
    minutes.set(mode, (minutes.get(mode) ?? 0) + row.amount);
  }
  return {
    plan: item.plan.policy.title,
    countedMinutes: rule?.counted ?? 0,
    requiredMinutes: rule?.required ?? 0,
    counted: hoursText(rule?.counted ?? 0, perHour),
    required: hoursText(rule?.required ?? 0, perHour),
    missing: missingHoursText(rule?.missing ?? 0, perHour),
    sources: [...minutes]
      .sort((a, b) => b[1] - a[1])
      .map(([mode, sum]) => ({ mode, label: MODE_LABEL[mode], hours: hoursText(sum, perHour) })),
  };
}

function mostToReview(modules: readonly ModuleToReview[]): ModuleToReview | null {
  return [...modules].sort((a, b) => b.count - a.count)[0] ?? null;
}

/**
 * What the principal sees first of the own training year. Every row is the principal's own; `year` is the present one.
 * Needs a training record: callers show nothing of this to accounts without a person.
 */
export async function readOwnHome(principal: Principal, year: number, now: Date): Promise<OwnHome> {
  const [standings, exams, lessons, ledger, certificates, notices, dueForPractice, requests] = await Promise.all([
    ownStandings(principal, year),
    listExams(principal),
    listLessons(principal),
    listOwnLedger(db, principal, year),
    ownCertificates(principal),
    listOwnNotices(db, principal, NOTICES_SHOWN),
    countOwnDuePractice(db, principal),
    principal.personId === null ? [] : listExemptionsOf(db, principal, principal.personId),
  ]);
  // An exam is sat for one plan and counts for others too: for one extended into its year, and for that of an occasion
  // while a later one of the kind is open.
  const alsoCounts = ({ plan }: PlanWithStanding, exam: ExamView) =>
    plan.countsFrom !== null &&
    exam.planKind === plan.planKind &&
    exam.trainingYear >= plan.trainingYear + (plan.caseId === null ? 1 : 0);
  const examOf = (item: PlanWithStanding): ExamView | undefined =>
    exams.find((exam) => exam.assignmentId === item.plan.assignmentId) ?? exams.find((exam) => alsoCounts(item, exam));
  const modes = new Map(ledger.map((row) => [row.id, row.mode]));
  const shown = ringPlan(standings);
  const allDone = standings.some(({ plan }) => plan.completedAt !== null) && !standings.some(isOpenPlan);
  return {
    ring: shown ? ringOf(shown, modes) : null,
    next: nextAction(standings, exams, lessons.next),
    todos: todosOf(standings, examOf, dateIn(env.SHOUMI_ZONE, now)),
    plans: standings.map((item) => planCard(item, examOf(item), requests)),
    allDone,
    dueForPractice,
    review: allDone ? mostToReview(await modulesToReview(principal)) : null,
    certificates: certificates.slice(0, CERTIFICATES_SHOWN).map((certificate) => ({
      id: certificate.id,
      title: certificate.title,
      serial: certificate.serial,
      validUntil: certificate.validUntil,
      isValid: certificate.state === 'valid',
      stateLabel: STATE_TEXT[certificate.state].label,
    })),
    notices: notices.map(({ readAt, ...notice }) => ({ ...notice, isRead: readAt !== null })),
  };
}
