import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Blueprint } from '../../domain/assessment/blueprint.ts';
import type { GradeDetail } from '../../domain/assessment/grade-detail.ts';
import type { ItemBody, ItemKey } from '../../domain/assessment/item.ts';
import type { Response } from '../../domain/assessment/response.ts';
import { people } from './people.ts';

export const ITEM_POOLS = ['exam', 'practice', 'check'] as const;
export const ITEM_STATUSES = ['draft', 'reviewed', 'published', 'retired', 'quarantined'] as const;

/** Immutable versions of every item. What a candidate may see (`body`) and the key (`item_keys`) live apart. */
export const itemVersions = pgTable(
  'item_versions',
  {
    itemId: text('item_id').notNull(),
    version: integer().notNull(),
    pool: text({ enum: ITEM_POOLS }).notNull(),
    type: text().notNull(),
    lessonId: text('lesson_id').notNull(),
    module: text().notNull(),
    difficulty: smallint().notNull(),
    /** Why it stands at this level; for the 保密办, never in a body. */
    difficultyReason: text('difficulty_reason').notNull().default(''),
    laws: text().array().notNull(),
    enemies: text().array().notNull().default(sql`'{}'`),
    body: jsonb().$type<ItemBody>().notNull(),
    contentHash: text('content_hash').notNull(),
    status: text({ enum: ITEM_STATUSES }).notNull(),
    isCurrent: boolean('is_current').notNull(),
    loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.version] }),
    uniqueIndex('item_versions_current').on(t.itemId).where(sql`is_current`),
    index('item_versions_pool').on(t.pool, t.lessonId).where(sql`is_current`),
  ],
);

export const itemKeys = pgTable(
  'item_keys',
  {
    itemId: text('item_id').notNull(),
    version: integer().notNull(),
    key: jsonb().$type<ItemKey>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.version] }),
    foreignKey({ columns: [t.itemId, t.version], foreignColumns: [itemVersions.itemId, itemVersions.version] }),
  ],
);

export const blueprintVersions = pgTable(
  'blueprint_versions',
  {
    blueprintId: text('blueprint_id').notNull(),
    version: integer().notNull(),
    spec: jsonb().$type<Blueprint>().notNull(),
    contentHash: text('content_hash').notNull(),
    isCurrent: boolean('is_current').notNull(),
    loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [primaryKey({ columns: [t.blueprintId, t.version] })],
);

export const exams = pgTable(
  'exams',
  {
    id: uuid().primaryKey().defaultRandom(),
    title: text().notNull(),
    planKind: text('plan_kind').notNull(),
    trainingYear: integer('training_year').notNull(),
    blueprintId: text('blueprint_id').notNull(),
    blueprintVersion: integer('blueprint_version').notNull(),
    opensAt: timestamp('opens_at', { withTimezone: true }).notNull(),
    closesAt: timestamp('closes_at', { withTimezone: true }).notNull(),
    /** Pass mark, attempts and cool-down of the plan's policy where it sets its own; they stand before the blueprint's. */
    rules: jsonb()
      .$type<Partial<Pick<Blueprint, 'passMark' | 'attemptsMax' | 'coolDownMinutes'>>>()
      .notNull()
      .default({}),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    unique('exams_plan_year').on(t.planKind, t.trainingYear),
    foreignKey({
      columns: [t.blueprintId, t.blueprintVersion],
      foreignColumns: [blueprintVersions.blueprintId, blueprintVersions.version],
    }),
    check('exams_window', sql`${t.closesAt} > ${t.opensAt}`),
  ],
);

export const ATTEMPT_STATES = ['open', 'submitted', 'graded', 'void'] as const;
export const CLOSED_BY = ['candidate', 'deadline', 'invigilator'] as const;

export const attempts = pgTable(
  'attempts',
  {
    id: uuid().primaryKey().defaultRandom(),
    examId: uuid('exam_id')
      .notNull()
      .references(() => exams.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    attemptNo: integer('attempt_no').notNull(),
    state: text({ enum: ATTEMPT_STATES }).notNull().default('open'),
    seed: text().notNull(),
    bankHash: text('bank_hash').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    deadlineAt: timestamp('deadline_at', { withTimezone: true }).notNull(),
    /** Session that holds the paper; a log-in on another device takes it over. */
    holderSessionId: uuid('holder_session_id').notNull(),
    /** Since when; a log-in made after it takes over with its first answer, an earlier one has to ask. */
    holderSince: timestamp('holder_since', { withTimezone: true }).notNull().default(sql`app_now()`),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    closedBy: text('closed_by', { enum: CLOSED_BY }),
  },
  (t) => [
    unique('attempts_number').on(t.examId, t.personId, t.attemptNo),
    uniqueIndex('attempts_one_open').on(t.examId, t.personId).where(sql`state = 'open'`),
    index('attempts_overdue').on(t.deadlineAt).where(sql`state in ('open', 'submitted')`),
    index('attempts_person').on(t.personId),
    check('attempts_no', sql`${t.attemptNo} >= 1`),
    check('attempts_closed', sql`(${t.state} = 'open') = (${t.closedAt} is null)`),
  ],
);

/** The paper, frozen at start: which version of which item stands where, and the order of its options. */
export const attemptItems = pgTable(
  'attempt_items',
  {
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id),
    position: smallint().notNull(),
    itemId: text('item_id').notNull(),
    itemVersion: integer('item_version').notNull(),
    section: text().notNull(),
    points: numeric({ precision: 6, scale: 2, mode: 'number' }).notNull(),
    /** Option ids in the order shown; for a case set a list for each part. */
    optionOrder: jsonb('option_order').$type<Record<string, string[]>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.position] })],
);

/** Latest acknowledged answer of each position; every change is also an event row. */
export const attemptAnswers = pgTable(
  'attempt_answers',
  {
    attemptId: uuid('attempt_id').notNull(),
    position: smallint().notNull(),
    seq: integer().notNull(),
    response: jsonb().$type<Response>().notNull(),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.position] })],
);

/** Append-only history of answers, late ones included; late rows are evidence and never graded. */
export const attemptAnswerEvents = pgTable(
  'attempt_answer_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    attemptId: uuid('attempt_id').notNull(),
    position: smallint().notNull(),
    seq: integer().notNull(),
    response: jsonb().$type<Response>().notNull(),
    isLate: boolean('is_late').notNull(),
    sessionId: uuid('session_id').notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('attempt_answer_events_attempt').on(t.attemptId, t.position)],
);

/** Append-only: leaving the page, coming back, take-over, network cut as the page reported it. */
export const attemptEvents = pgTable(
  'attempt_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id),
    kind: text().notNull(),
    detail: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    sessionId: uuid('session_id').notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [index('attempt_events_attempt').on(t.attemptId)],
);

/** Append-only: one first grade an attempt; a regrade adds the next number and never edits. */
export const grades = pgTable(
  'grades',
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id),
    gradeNo: integer('grade_no').notNull(),
    score: numeric({ precision: 6, scale: 2, mode: 'number' }).notNull(),
    maxScore: numeric('max_score', { precision: 6, scale: 2, mode: 'number' }).notNull(),
    passed: boolean().notNull(),
    detail: jsonb().$type<GradeDetail>().notNull(),
    reason: text().notNull().default(''),
    gradedAt: timestamp('graded_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [unique('grades_number').on(t.attemptId, t.gradeNo)],
);
