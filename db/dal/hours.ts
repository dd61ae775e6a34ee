import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { hoursLedger, type LEDGER_MODES } from '../schema/learning.ts';
import type { Learner } from './learning.ts';

export type LedgerRow = {
  id: string;
  trainingYear: number;
  minutes: number;
  mode: (typeof LEDGER_MODES)[number];
  lessonId: string | null;
  lessonVersion: number | null;
  title: string;
  topics: string[];
  isUnitOrganised: boolean;
  occurredFrom: Date;
  occurredTo: Date;
  reversesId: string | null;
  reason: string;
};

export type OnlineLessonHours = {
  readonly lessonId: string;
  readonly lessonVersion: number;
  /** Which reading of the lesson in the year; see `lesson_progress.round`. */
  readonly round: number;
  readonly title: string;
  readonly topics: readonly string[];
  /** The planned minutes of the lesson, never the measured ones. */
  readonly minutes: number;
  readonly trainingYear: number;
  readonly occurredFrom: Date;
  readonly occurredTo: Date;
  readonly evidence: Readonly<Record<string, string | number>>;
};

/**
 * Appends the one ledger row of a completed lesson. A reading counts once whatever calls this: a second row of the same
 * person, lesson, year and round is refused by the database. @returns false when the row was already there.
 */
export async function recordOnlineLesson(tx: Tx, principal: Learner, hours: OnlineLessonHours): Promise<boolean> {
  const written = await tx
    .insert(hoursLedger)
    .values({ ...hours, topics: [...hours.topics], personId: principal.personId, mode: 'online' })
    .onConflictDoNothing()
    .returning({ id: hoursLedger.id });
  return written.length > 0;
}

/** The principal's own ledger of a training year, newest first, corrections included. */
export function listOwnLedger(db: Db | Tx, principal: Principal, trainingYear: number): Promise<LedgerRow[]> {
  return db
    .select({
      id: hoursLedger.id,
      trainingYear: hoursLedger.trainingYear,
      minutes: hoursLedger.minutes,
      mode: hoursLedger.mode,
      lessonId: hoursLedger.lessonId,
      lessonVersion: hoursLedger.lessonVersion,
      title: hoursLedger.title,
      topics: hoursLedger.topics,
      isUnitOrganised: hoursLedger.isUnitOrganised,
      occurredFrom: hoursLedger.occurredFrom,
      occurredTo: hoursLedger.occurredTo,
      reversesId: hoursLedger.reversesId,
      reason: hoursLedger.reason,
    })
    .from(hoursLedger)
    .where(and(sql`${hoursLedger.personId} = ${principal.personId}::uuid`, eq(hoursLedger.trainingYear, trainingYear)))
    .orderBy(sql`${hoursLedger.occurredTo} desc, ${hoursLedger.id}`);
}

/** Sum of the principal's own minutes in a training year; corrections subtract. */
export async function sumOwnMinutes(db: Db | Tx, principal: Principal, trainingYear: number): Promise<number> {
  const [row] = await db
    .select({ minutes: sql<number>`coalesce(sum(${hoursLedger.minutes}), 0)::int` })
    .from(hoursLedger)
    .where(and(sql`${hoursLedger.personId} = ${principal.personId}::uuid`, eq(hoursLedger.trainingYear, trainingYear)));
  return row?.minutes ?? 0;
}
