import type { DemonstrationRows, ReadingRow } from '#db/dal/system-demonstration.ts';
import type { LedgerRow } from '#domain/hours/ledger.ts';
import type { ExamFacts } from '#domain/hours/plan-standing.ts';
import { planStanding } from '#domain/hours/plan-standing.ts';
import type { IsoDate } from '#domain/shared/dates.ts';
import type { Plan } from './plans.ts';

/** What counts for one person in one training year, kept beside the database so that the rules can be asked cheaply. */
export type YearBook = {
  readonly rows: LedgerRow[];
  readonly lessons: Set<string>;
  /** Plan kinds whose exam is passed. */
  readonly passed: Set<string>;
  /** Assigned and not finished. */
  readonly open: Set<Plan>;
};

export function newYearBook(): YearBook {
  return { rows: [], lessons: new Set(), passed: new Set(), open: new Set() };
}

/** Whether the rules of a plan are met: what `settlePlans` will find once the rows are in the database. */
export function isMet(book: YearBook, plan: Plan, asOf: IsoDate): boolean {
  const exam: ExamFacts = { passed: book.passed.has(plan.kind), attemptsLeft: 0, attempts: [] };
  return planStanding(plan.policy, {
    rows: book.rows,
    completedLessons: [...book.lessons],
    lessonTitles: {},
    exam,
    asOf,
    dueOn: plan.dueOn,
  }).complete;
}

/** What nothing else is decided by; it may wait longer than the rest, but goes in the same order. */
const PATIENT = new Set([
  'attemptItems',
  'attemptAnswers',
  'attemptAnswerEvents',
  'attemptEvents',
  'notices',
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
