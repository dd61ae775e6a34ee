import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { PlanPolicy } from '../../domain/policy/plan-policy.ts';
import { bytea } from './bytea.ts';
import { people } from './people.ts';

/** Versioned, dated rules: hours, lessons, pass mark, attempts, deadline of a plan. A finished year never changes. */
export const policyVersions = pgTable(
  'policy_versions',
  {
    id: uuid().primaryKey().defaultRandom(),
    planKind: text('plan_kind').notNull(),
    version: integer().notNull(),
    spec: jsonb().$type<PlanPolicy>().notNull(),
    effectiveFromYear: integer('effective_from_year').notNull(),
    /** `default`: came with the product; `unit`: the organisation's own, made by one person and approved by another. */
    origin: text({ enum: ['default', 'unit'] })
      .notNull()
      .default('default'),
    madeBy: uuid('made_by'),
    approvedBy: uuid('approved_by'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    unique('policy_versions_number').on(t.planKind, t.version),
    check('policy_versions_two', sql`${t.madeBy} is null or ${t.madeBy} <> ${t.approvedBy}`),
  ],
);

/** One person owes one plan for one training year, under the policy version that stood when it was assigned. */
export const planAssignments = pgTable(
  'plan_assignments',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    planKind: text('plan_kind').notNull(),
    trainingYear: integer('training_year').notNull(),
    policyVersionId: uuid('policy_version_id')
      .notNull()
      .references(() => policyVersions.id),
    requiredMinutes: integer('required_minutes').notNull(),
    dueOn: date('due_on').notNull(),
    assignedAt: timestamp('assigned_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    assignedBy: uuid('assigned_by'),
    reason: text().notNull(),
    /** The case a plan of an event belongs to (上岗, 离岗, 出境); null for a plan of the year. */
    caseId: uuid('case_id'),
    /** Only what was learnt and sat from this instant on counts; null = the whole training year. */
    countsFrom: timestamp('counts_from', { withTimezone: true }),
    /**
     * From when the plan is owed no longer though it is unfinished: the rule gives another one since a change of
     * category or flag, or its case ended. What was learnt and sat stays.
     */
    endedAt: timestamp('ended_at', { withTimezone: true }),
    endedReason: text('ended_reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('plan_assignments_once').on(t.personId, t.planKind, t.trainingYear).where(sql`case_id is null`),
    // The unique index above leaves plans of events out, so nothing else finds all plans of a person.
    index('plan_assignments_person').on(t.personId),
    index('plan_assignments_case').on(t.caseId).where(sql`case_id is not null`),
    check('plan_assignments_event', sql`(${t.caseId} is null) or (${t.countsFrom} is not null)`),
    index('plan_assignments_year').on(t.trainingYear, t.planKind),
    check('plan_assignments_minutes', sql`${t.requiredMinutes} > 0`),
  ],
);

/** Append-only: written once, in the transaction that made hours and exam complete. */
export const planCompletions = pgTable('plan_completions', {
  assignmentId: uuid('assignment_id')
    .primaryKey()
    .references(() => planAssignments.id),
  completedAt: timestamp('completed_at', { withTimezone: true }).notNull(),
  countedMinutes: integer('counted_minutes').notNull(),
  /** Null for a plan without an exam. */
  attemptId: uuid('attempt_id'),
  /** Null for a plan that ends without a certificate of its own. */
  certificateId: uuid('certificate_id'),
});

/** Append-only: the signed text is the certificate; the other columns only help to find it. */
export const certificates = pgTable(
  'certificates',
  {
    id: uuid().primaryKey().defaultRandom(),
    serial: text().notNull().unique(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    assignmentId: uuid('assignment_id')
      .notNull()
      .references(() => planAssignments.id),
    /** 128-bit random code of the public page and the QR; base64url. */
    verifyCode: text('verify_code').notNull().unique(),
    /** Canonical JSON, byte for byte as signed. */
    payload: text().notNull(),
    signature: bytea().notNull(),
    keyId: text('key_id').notNull(),
    issuedOn: date('issued_on').notNull(),
    validUntil: date('valid_until').notNull(),
    issuedAt: timestamp('issued_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    /** The certificate this one stands in for; its serial is part of the signed text. */
    supersedesId: uuid('supersedes_id').references((): AnyPgColumn => certificates.id),
  },
  (t) => [
    index('certificates_person').on(t.personId),
    index('certificates_issued').on(t.issuedAt),
    index('certificates_plan').on(t.assignmentId),
    // One first certificate a plan, and at most one that follows each: a chain, never a fork.
    uniqueIndex('certificates_assignment').on(t.assignmentId).where(sql`supersedes_id is null`),
    uniqueIndex('certificates_supersedes').on(t.supersedesId).where(sql`supersedes_id is not null`),
  ],
);

export const CERTIFICATE_EVENTS = ['revoked', 'superseded'] as const;

/** Append-only: revocation (maker and checker differ) and supersession. */
export const certificateEvents = pgTable(
  'certificate_events',
  {
    id: uuid().primaryKey().defaultRandom(),
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    kind: text({ enum: CERTIFICATE_EVENTS }).notNull(),
    reason: text().notNull(),
    requestedBy: uuid('requested_by').notNull(),
    approvedBy: uuid('approved_by').notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    unique('certificate_events_once').on(t.certificateId, t.kind),
    check('certificate_events_two', sql`${t.requestedBy} <> ${t.approvedBy}`),
  ],
);

/** A revocation or supersession somebody asked for; it takes effect when a second person approves it. */
export const certificateRequests = pgTable(
  'certificate_requests',
  {
    id: uuid().primaryKey().defaultRandom(),
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    kind: text({ enum: CERTIFICATE_EVENTS }).notNull(),
    reason: text().notNull(),
    requestedBy: uuid('requested_by').notNull(),
    requestedAt: timestamp('requested_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    decidedBy: uuid('decided_by'),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    decision: text({ enum: ['approved', 'refused', 'withdrawn'] }),
    comment: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('certificate_requests_open').on(t.certificateId).where(sql`decision is null`),
    check('certificate_requests_decided', sql`(${t.decidedBy} is null) = (${t.decision} is null)`),
    check(
      'certificate_requests_two',
      sql`${t.decision} = 'withdrawn' or ${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`,
    ),
  ],
);

/** In-app notices; the key keeps one event from being told twice. */
export const notices = pgTable(
  'notices',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    dedupeKey: text('dedupe_key').notNull(),
    title: text().notNull(),
    body: text().notNull(),
    href: text(),
    isUrgent: boolean('is_urgent').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    readAt: timestamp('read_at', { withTimezone: true }),
  },
  (t) => [
    unique('notices_once').on(t.personId, t.dedupeKey),
    uniqueIndex('notices_unread').on(t.personId, t.id).where(sql`read_at is null`),
  ],
);

/** Append-only audit trail; sealed in batches by `audit_seals`, so that a save never waits for a chain. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: uuid().primaryKey().defaultRandom(),
    seqNo: integer('seq_no').notNull().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`app_now()`),
    actorAccountId: uuid('actor_account_id'),
    actorName: text('actor_name').notNull(),
    action: text().notNull(),
    outcome: text({ enum: ['done', 'refused'] }).notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    requestId: text('request_id').notNull().default(''),
    ip: text().notNull().default(''),
  },
  (t) => [
    index('audit_events_seq').on(t.seqNo),
    index('audit_events_subject').on(t.subjectType, t.subjectId),
    index('audit_events_actor').on(t.actorAccountId, t.at),
  ],
);

/** Append-only hash chain: each seal covers the events after the previous one up to `upto_seq_no`. */
export const auditSeals = pgTable('audit_seals', {
  sealNo: integer('seal_no').primaryKey(),
  fromSeqNo: integer('from_seq_no').notNull(),
  uptoSeqNo: integer('upto_seq_no').notNull(),
  eventCount: integer('event_count').notNull(),
  hash: text().notNull(),
  sealedAt: timestamp('sealed_at', { withTimezone: true }).notNull().default(sql`app_now()`),
});
