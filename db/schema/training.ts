import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { EXEMPTION_CAUSES, EXEMPTION_DECISIONS, EXEMPTION_KINDS } from '../../domain/people/exemption.ts';
import { accounts } from './accounts.ts';
import { planAssignments } from './certification.ts';
import { oneOf } from './columns.ts';
import { hoursLedger } from './learning.ts';
import { people, units } from './people.ts';

export const SESSION_MODES = ['session', 'visit', 'paper'] as const;
export const SESSION_STATES = ['draft', 'submitted', 'approved', 'void'] as const;

/**
 * 集中培训, a visit or a paper exam whose minutes enter the ledger of everybody on the sign-in list when a second person
 * approves it (the ledger wants checker and evidence).
 */
export const trainingSessions = pgTable(
  'training_sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    title: text().notNull(),
    mode: text({ enum: SESSION_MODES }).notNull(),
    topics: text().array().notNull(),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    isUnitOrganised: boolean('is_unit_organised').notNull(),
    place: text().notNull(),
    teacher: text().notNull().default(''),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    /** Minutes each person on the list is credited with. */
    minutes: integer().notNull(),
    state: text({ enum: SESSION_STATES }).notNull().default('draft'),
    comment: text().notNull().default(''),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => accounts.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    submittedBy: uuid('submitted_by').references(() => accounts.id),
    submittedAt: timestamp('submitted_at', { withTimezone: true }),
    approvedBy: uuid('approved_by').references(() => accounts.id),
    approvedAt: timestamp('approved_at', { withTimezone: true }),
  },
  (t) => [
    index('training_sessions_time').on(t.startsAt),
    check('training_sessions_mode', oneOf(t.mode, SESSION_MODES)),
    check('training_sessions_order', sql`${t.endsAt} > ${t.startsAt}`),
    check('training_sessions_minutes', sql`${t.minutes} between 1 and 960`),
    check(
      'training_sessions_two',
      sql`${t.approvedBy} is null or (${t.submittedBy} is not null and ${t.approvedBy} <> ${t.submittedBy}
        and ${t.approvedBy} <> ${t.createdBy})`,
    ),
    check('training_sessions_approval', sql`(${t.state} = 'approved') = (${t.approvedBy} is not null)`),
  ],
);

export const SIGN_IN_SOURCES = ['qr', 'list', 'import'] as const;

/** The sign-in list; it may change until it is approved. */
export const sessionAttendees = pgTable(
  'session_attendees',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => trainingSessions.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    source: text({ enum: SIGN_IN_SOURCES }).notNull(),
    signedAt: timestamp('signed_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => accounts.id),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.personId] }), index('session_attendees_person').on(t.personId)],
);

/** A correction of the ledger somebody asked for; a second person's approval writes the reversing row. */
export const ledgerCorrections = pgTable(
  'ledger_corrections',
  {
    id: uuid().primaryKey().defaultRandom(),
    ledgerId: uuid('ledger_id')
      .notNull()
      .references(() => hoursLedger.id),
    /** Minutes to take back, at most those of the row. */
    minutes: integer().notNull(),
    reason: text().notNull(),
    requestedBy: uuid('requested_by')
      .notNull()
      .references(() => accounts.id),
    requestedAt: timestamp('requested_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    decision: text({ enum: ['approved', 'refused', 'withdrawn'] }),
    comment: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('ledger_corrections_open').on(t.ledgerId).where(sql`decision is null`),
    check('ledger_corrections_minutes', sql`${t.minutes} > 0`),
    check('ledger_corrections_decided', sql`(${t.decidedBy} is null) = (${t.decision} is null)`),
    check(
      'ledger_corrections_two',
      sql`${t.decision} = 'withdrawn' or ${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`,
    ),
  ],
);

/** 免训 or 延期 of one plan of one person, by request and approval; never a pass. */
export const planExemptions = pgTable(
  'plan_exemptions',
  {
    id: uuid().primaryKey().defaultRandom(),
    assignmentId: uuid('assignment_id')
      .notNull()
      .references(() => planAssignments.id),
    kind: text({ enum: EXEMPTION_KINDS }).notNull(),
    cause: text({ enum: EXEMPTION_CAUSES }).notNull(),
    reason: text().notNull(),
    /** Of an extension. */
    newDueOn: date('new_due_on'),
    /** Of an approved extension: the last day on time until then, so that earlier dates are shown as they were. */
    oldDueOn: date('old_due_on'),
    requestedBy: uuid('requested_by')
      .notNull()
      .references(() => accounts.id),
    requestedAt: timestamp('requested_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    decision: text({ enum: EXEMPTION_DECISIONS }),
    comment: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('plan_exemptions_open').on(t.assignmentId).where(sql`decision is null`),
    index('plan_exemptions_plan').on(t.assignmentId),
    check('plan_exemptions_date', sql`(${t.kind} = 'extension') = (${t.newDueOn} is not null)`),
    check(
      'plan_exemptions_old_date',
      sql`(${t.kind} = 'extension' and ${t.decision} is not distinct from 'approved') = (${t.oldDueOn} is not null)`,
    ),
    check('plan_exemptions_decided', sql`(${t.decidedBy} is null) = (${t.decision} is null)`),
    check(
      'plan_exemptions_two',
      sql`${t.decision} = 'withdrawn' or ${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`,
    ),
  ],
);
