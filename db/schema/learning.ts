import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { people } from './people.ts';

/** What was taught under a lesson id and version; written by the content loader, referenced by evidence. */
export const lessonVersions = pgTable(
  'lesson_versions',
  {
    lessonId: text('lesson_id').notNull(),
    version: integer().notNull(),
    module: text().notNull(),
    number: text().notNull(),
    title: text().notNull(),
    plannedMinutes: integer('planned_minutes').notNull(),
    plans: text().array().notNull(),
    topics: text().array().notNull(),
    sectionIds: text('section_ids').array().notNull(),
    checkItemIds: text('check_item_ids').array().notNull(),
    contentHash: text('content_hash').notNull(),
    isCurrent: boolean('is_current').notNull(),
    loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    primaryKey({ columns: [t.lessonId, t.version] }),
    uniqueIndex('lesson_versions_current').on(t.lessonId).where(sql`is_current`),
    check('lesson_versions_minutes', sql`${t.plannedMinutes} between 1 and 120`),
  ],
);

/** A person's standing in a lesson for a training year; derived from `study_credits` and kept for quick reading. */
export const lessonProgress = pgTable(
  'lesson_progress',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    lessonId: text('lesson_id').notNull(),
    trainingYear: integer('training_year').notNull(),
    lessonVersion: integer('lesson_version').notNull(),
    /** How often the lesson is read in the year: an event such as a trip asks for it anew. */
    round: integer().notNull().default(1),
    creditedSeconds: integer('credited_seconds').notNull().default(0),
    sectionsDone: text('sections_done').array().notNull().default(sql`'{}'`),
    checksDone: text('checks_done').array().notNull().default(sql`'{}'`),
    /** Section the reader was in last; where to resume. */
    position: text().notNull().default(''),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    completedAt: timestamp('completed_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.personId, t.lessonId, t.trainingYear] })],
);

/** At most one open lesson a person, whatever the number of tabs and devices. */
export const openLessons = pgTable('open_lessons', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id),
  lessonId: text('lesson_id').notNull(),
  trainingYear: integer('training_year').notNull(),
  /** Which tab holds the lesson; a newer tab takes it over. */
  viewerId: uuid('viewer_id').notNull(),
  openedAt: timestamp('opened_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  lastBeatAt: timestamp('last_beat_at', { withTimezone: true }),
  /** Set when the reader is asked "still there?"; no credit until answered. */
  presenceAskedAt: timestamp('presence_asked_at', { withTimezone: true }),
  nextPresenceAtSeconds: integer('next_presence_at_seconds').notNull(),
});

/** Append-only: the seconds credited for each accepted heartbeat, by the server's clock. */
export const studyCredits = pgTable(
  'study_credits',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    personId: uuid('person_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    lessonVersion: integer('lesson_version').notNull(),
    trainingYear: integer('training_year').notNull(),
    viewerId: uuid('viewer_id').notNull(),
    creditedSeconds: integer('credited_seconds').notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    index('study_credits_person').on(t.personId, t.lessonId, t.at),
    check('study_credits_seconds', sql`${t.creditedSeconds} between 1 and 30`),
  ],
);

export const LEDGER_MODES = ['online', 'session', 'visit', 'paper', 'correction'] as const;

/** Append-only hours ledger: one row of minutes for each thing that counts; a correction reverses a named row. */
export const hoursLedger = pgTable(
  'hours_ledger',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    trainingYear: integer('training_year').notNull(),
    minutes: integer().notNull(),
    mode: text({ enum: LEDGER_MODES }).notNull(),
    lessonId: text('lesson_id'),
    lessonVersion: integer('lesson_version'),
    /** Which reading of the lesson in the year; see `lesson_progress.round`. */
    round: integer().notNull().default(1),
    title: text().notNull(),
    topics: text().array().notNull().default(sql`'{}'`),
    /** True for training organised by the unit itself (集中), which some policies demand a share of. */
    isUnitOrganised: boolean('is_unit_organised').notNull().default(false),
    occurredFrom: timestamp('occurred_from', { withTimezone: true }).notNull(),
    occurredTo: timestamp('occurred_to', { withTimezone: true }).notNull(),
    reversesId: uuid('reverses_id').unique(),
    recordedBy: uuid('recorded_by'),
    reason: text().notNull().default(''),
    evidence: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    index('hours_ledger_person_year').on(t.personId, t.trainingYear),
    uniqueIndex('hours_ledger_lesson_once')
      .on(t.personId, t.lessonId, t.trainingYear, t.round)
      .where(sql`mode = 'online'`),
    check('hours_ledger_correction', sql`(${t.mode} = 'correction') = (${t.reversesId} is not null)`),
    check(
      'hours_ledger_sign',
      sql`(${t.mode} = 'correction' and ${t.minutes} < 0) or (${t.mode} <> 'correction' and ${t.minutes} > 0)`,
    ),
  ],
);

/** Practice answers with their spaced-repetition card (FSRS); practice never touches the exam pool. */
export const practiceCards = pgTable(
  'practice_cards',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    itemId: text('item_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    answered: integer().notNull().default(0),
    correct: integer().notNull().default(0),
    lastCorrect: boolean('last_correct').notNull().default(false),
    card: jsonb().$type<Record<string, unknown>>().notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [primaryKey({ columns: [t.personId, t.itemId] }), index('practice_cards_due').on(t.personId, t.dueAt)],
);

export const ANSWER_OCCASIONS = ['lesson', 'practice', 'review'] as const;

/** Append-only: every answer outside an exam with its outcome; what a person still has to go over is derived from it. */
export const studyAnswers = pgTable(
  'study_answers',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    itemId: text('item_id').notNull(),
    itemVersion: integer('item_version').notNull(),
    lessonId: text('lesson_id').notNull(),
    /** Where it was asked: at the end of the lesson, in practice, in the review of a module. */
    occasion: text({ enum: ANSWER_OCCASIONS }).notNull(),
    correct: boolean().notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    index('study_answers_person').on(t.personId, t.itemId),
    check('study_answers_occasion', sql`${t.occasion} in ('lesson', 'practice', 'review')`),
  ],
);
