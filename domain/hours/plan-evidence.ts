import type { PlanKind, PlanPolicy } from '../policy/plan-policy.ts';
import type { IsoDate } from '../shared/dates.ts';
import type { PlanLedgerRow } from './counting.ts';
import { type ExamFacts, type LessonIndex, type PlanStanding, planStanding } from './plan-standing.ts';

/** A row of the ledger with what decides whether a plan looks at it. */
export type EvidenceRow = PlanLedgerRow & { readonly trainingYear: number; readonly occurredTo: Date };

export type EvidenceExam = {
  readonly examId: string;
  readonly planKind: string;
  readonly trainingYear: number;
  readonly title: string;
  /** In force for this exam: the policy's where it sets its own, else the blueprint's. */
  readonly passMark: number;
  readonly attemptsMax: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
};

export type EvidenceAttempt = {
  readonly attemptId: string;
  readonly examId: string;
  readonly attemptNo: number;
  readonly state: 'open' | 'submitted' | 'graded' | 'void';
  readonly startedAt: Date;
  readonly closedAt: Date | null;
  /** Of the latest grade; null before the first. */
  readonly score: number | null;
  readonly passed: boolean | null;
};

/** Everything on record of one person that a plan could look at; more of it changes nothing. */
export type Evidence = {
  readonly rows: readonly EvidenceRow[];
  readonly exams: readonly EvidenceExam[];
  readonly attempts: readonly EvidenceAttempt[];
};

export type EvidencePlan = {
  readonly planKind: PlanKind;
  readonly trainingYear: number;
  /** Of a plan of an event: only what was learnt and sat from then on counts, in whatever training year. */
  readonly countsFrom: Date | null;
  readonly dueOn: IsoDate;
  readonly policy: PlanPolicy;
};

type Scope = Pick<EvidencePlan, 'planKind' | 'trainingYear' | 'countsFrom'>;

/** The rows a plan looks at: of its training year, or since its event. A correction goes with the row it names. */
export function rowsInScope<Row extends EvidenceRow>(plan: Omit<Scope, 'planKind'>, rows: readonly Row[]): Row[] {
  const { countsFrom, trainingYear } = plan;
  const isOfPlan = (row: Row) =>
    countsFrom === null ? row.trainingYear === trainingYear : row.occurredTo.getTime() >= countsFrom.getTime();
  const own = new Set(rows.filter((row) => row.reversesId === null && isOfPlan(row)).map((row) => row.id));
  return rows.filter((row) => own.has(row.reversesId ?? row.id));
}

/** The exam of a plan as it stands for one person. */
export type PlanExam = { readonly exam: EvidenceExam; readonly attempts: readonly EvidenceAttempt[] };

/**
 * The exam a plan ends with and the attempts that count for it: of the plan's year, or since the event those at the
 * exams of the kind in any year, by the rules of the one whose window is open (else of the last one there was). Null
 * when the plan has none or none has been set up.
 */
export function examOfPlan(plan: Scope & Pick<EvidencePlan, 'policy'>, evidence: Evidence, now: Date): PlanExam | null {
  if (plan.policy.blueprintId === null) return null;
  const ofKind = evidence.exams.filter((exam) => exam.planKind === plan.planKind);
  const { countsFrom } = plan;
  if (countsFrom === null) {
    const exam = ofKind.find((candidate) => candidate.trainingYear === plan.trainingYear);
    return exam ? { exam, attempts: evidence.attempts.filter((attempt) => attempt.examId === exam.examId) } : null;
  }
  const since = ofKind.filter((exam) => exam.closesAt > countsFrom && exam.opensAt <= now);
  const exam = [...since].sort((a, b) => b.opensAt.getTime() - a.opensAt.getTime())[0];
  if (!exam) return null;
  const ids = new Set(since.map((candidate) => candidate.examId));
  return {
    exam,
    attempts: evidence.attempts.filter((attempt) => ids.has(attempt.examId) && attempt.startedAt >= countsFrom),
  };
}

function reasonOf(attempt: EvidenceAttempt, passMark: number): string {
  if (attempt.state === 'void') return '已作废';
  if (attempt.state !== 'graded' || attempt.score === null) return '尚未出成绩';
  return `${attempt.score} 分，未达到 ${passMark} 分`;
}

/** What the rules of a plan ask of its exam. A void attempt uses up no chance. */
export function examFacts({ exam, attempts }: PlanExam): ExamFacts {
  const counting = attempts.filter((attempt) => attempt.state !== 'void');
  return {
    passed: counting.some((attempt) => attempt.passed === true),
    attemptsLeft: Math.max(0, exam.attemptsMax - counting.filter((attempt) => attempt.state === 'graded').length),
    attempts: attempts.map((attempt) => ({
      id: attempt.attemptId,
      title: `第 ${attempt.attemptNo} 次考试${attempt.score === null ? '' : ` · ${attempt.score} 分`}`,
      passed: attempt.passed === true && attempt.state !== 'void',
      reason: reasonOf(attempt, exam.passMark),
    })),
  };
}

export type StandingWithExam = { readonly standing: PlanStanding; readonly exam: PlanExam | null };

/**
 * Where a person stands in a plan by everything on record of them: the one way in which completion is decided, shown and
 * recomputed. `now` tells which exam is open, `asOf` what is overdue.
 */
export function standingFromEvidence(
  plan: EvidencePlan,
  evidence: Evidence,
  at: { readonly now: Date; readonly asOf: IsoDate; readonly lessons: LessonIndex },
): StandingWithExam {
  const exam = examOfPlan(plan, evidence, at.now);
  const standing = planStanding(plan.policy, {
    rows: rowsInScope(plan, evidence.rows),
    lessons: at.lessons,
    exam: exam ? examFacts(exam) : null,
    asOf: at.asOf,
    dueOn: plan.dueOn,
  });
  return { standing, exam };
}
