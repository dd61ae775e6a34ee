import type { DemonstrationRows, ReadingRow } from '#db/dal/system-demonstration.ts';
import { completedLessons } from '#domain/hours/counting.ts';
import {
  type EvidenceAttempt,
  type EvidenceExam,
  type EvidencePlan,
  type EvidenceRow,
  rowsInScope,
  standingFromEvidence,
} from '#domain/hours/plan-evidence.ts';
import { dateIn } from '#domain/shared/dates.ts';
import type { Plan } from './plans.ts';

/** `isAsked`: an event asks for the lesson anew. */
export type LastReading = { readonly round: number; readonly isComplete: boolean; readonly isAsked: boolean };

/** What is on record of one person, kept beside the database so that the rules can be asked cheaply. */
export type Book = {
  readonly rows: EvidenceRow[];
  readonly attempts: EvidenceAttempt[];
  /** The last reading of each lesson by `year:lesson`. */
  readonly readings: Map<string, LastReading>;
  /** Assigned, not finished and not ended. */
  readonly open: Set<Plan>;
};

export function newBook(): Book {
  return { rows: [], attempts: [], readings: new Map(), open: new Set() };
}

function evidencePlan(plan: Plan): EvidencePlan {
  const countsFrom = plan.caseId === null ? null : plan.assignedAt;
  return { planKind: plan.kind, trainingYear: plan.year, countsFrom, dueOn: plan.dueOn, policy: plan.policy };
}

/** Whether the rules of a plan are met: what `settlePlans` will find once the rows are in the database. */
export function isMet(
  book: Book,
  plan: Plan,
  at: { readonly now: Date; readonly zone: string; readonly exams: readonly EvidenceExam[] },
): boolean {
  const evidence = { rows: book.rows, attempts: book.attempts, exams: at.exams };
  const when = { now: at.now, asOf: dateIn(at.zone, at.now), lessons: {} };
  return standingFromEvidence(evidencePlan(plan), evidence, when).standing.complete;
}

/** How many required lessons are still open. */
export function lessonsMissing(book: Book, plan: Plan): number {
  const done = completedLessons(rowsInScope(evidencePlan(plan), book.rows));
  return plan.policy.requiredLessons.filter((id) => !done.has(id)).length;
}

/** What nothing else is decided by; it may wait longer than the rest, but goes in the same order. */
const PATIENT = new Set([
  'attemptItems',
  'attemptAnswers',
  'attemptAnswerEvents',
  'attemptEvents',
  'notices',
  'studyAnswers',
  'openLessons',
]);
/** Readings that are worth a statement of their own. */
const MANY_READINGS = 250;

/** Rows that wait to be written together. */
export class Outbox {
  private rows: DemonstrationRows = {};
  private readonly readings: ReadingRow[] = [];

  add<T extends keyof DemonstrationRows>(table: T, ...rows: NonNullable<DemonstrationRows[T]>): void {
    const waiting = (this.rows[table] ?? []) as unknown[];
    waiting.push(...rows);
    this.rows[table] = waiting as DemonstrationRows[T];
  }

  addReading(reading: ReadingRow): void {
    this.readings.push(reading);
  }

  /** What must be written now: everything, or all that the rules look at. */
  take(isAll: boolean): { rows: DemonstrationRows; readings: ReadingRow[] } {
    const isFull = isAll || this.readings.length >= MANY_READINGS;
    if (isFull) {
      const rows = this.rows;
      this.rows = {};
      return { rows, readings: this.readings.splice(0) };
    }
    const entries = Object.entries(this.rows);
    const urgent = entries.filter(([table]) => !PATIENT.has(table));
    this.rows = Object.fromEntries(entries.filter(([table]) => PATIENT.has(table)));
    return { rows: Object.fromEntries(urgent), readings: [] };
  }
}
