import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { EXAM_STATES } from '../../domain/people/progress.ts';
import { CATEGORIES } from '../../domain/people/types.ts';
import { planAssignments } from './certification.ts';
import { oneOf } from './columns.ts';
import { people, units } from './people.ts';

/**
 * Where every plan assignment stands today, kept in the transaction that changes what it is derived from
 * (`db/dal/plan-progress.ts`). Evidence lives elsewhere; this table can be rebuilt from it at any time.
 */
export const planProgress = pgTable(
  'plan_progress',
  {
    assignmentId: uuid('assignment_id')
      .primaryKey()
      .references(() => planAssignments.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    planKind: text('plan_kind').notNull(),
    trainingYear: integer('training_year').notNull(),
    /** Null while the person belongs to no unit: before joining and after leaving. Such rows count nowhere. */
    unitId: uuid('unit_id').references(() => units.id),
    category: text({ enum: CATEGORIES }),
    requiredMinutes: integer('required_minutes').notNull(),
    minutesPerHour: smallint('minutes_per_hour').notNull(),
    countedMinutes: integer('counted_minutes').notNull(),
    examState: text('exam_state', { enum: EXAM_STATES }).notNull(),
    assignedOn: date('assigned_on').notNull(),
    completedOn: date('completed_on'),
    dueOn: date('due_on').notNull(),
    /** Owed no more although unfinished: 免训 by approval, or the plan ended. Never the same as having done it. */
    isExempt: boolean('is_exempt').notNull().default(false),
    /** Last day of a certificate that is neither revoked nor superseded. */
    certificateUntil: date('certificate_until'),
    /** First day on which unit and category no longer hold; the row is then derived anew. Null = until further notice. */
    holdsTo: date('holds_to'),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    index('plan_progress_year').on(t.trainingYear, t.planKind, t.unitId),
    index('plan_progress_unit').on(t.unitId, t.trainingYear),
    index('plan_progress_person').on(t.personId, t.trainingYear),
    index('plan_progress_certificate').on(t.certificateUntil).where(sql`certificate_until is not null`),
    index('plan_progress_exempt').on(t.trainingYear, t.unitId).where(sql`is_exempt`),
    index('plan_progress_holds').on(t.holdsTo).where(sql`holds_to is not null`),
    check('plan_progress_exam', oneOf(t.examState, EXAM_STATES)),
  ],
);
