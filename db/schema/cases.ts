import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { CASE_ACTORS, CASE_KINDS, EXCLUSIVE_KINDS, POST_LEVELS } from '../../domain/certification/case/kinds.ts';
import { accounts } from './accounts.ts';
import { bytea } from './bytea.ts';
import { oneOf } from './columns.ts';
import { people, units } from './people.ts';

export const POST_STATUSES = ['proposed', 'active', 'closed'] as const;

/** 涉密岗位 register. Codes and plain names only: no project, no content of what the post handles. */
export const posts = pgTable(
  'posts',
  {
    id: uuid().primaryKey().defaultRandom(),
    code: text().notNull().unique(),
    name: text().notNull(),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    level: text({ enum: POST_LEVELS }).notNull(),
    basis: text().notNull(),
    /** Day by which the level must be looked at again. */
    reviewOn: date('review_on').notNull(),
    status: text({ enum: POST_STATUSES }).notNull(),
    activeFrom: date('active_from'),
    closedOn: date('closed_on'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [index('posts_unit').on(t.unitId), check('posts_level', oneOf(t.level, POST_LEVELS))],
);

/** Who holds which post, as dated rows; written by the case that appoints, moves or releases. */
export const postAssignments = pgTable(
  'post_assignments',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    postId: uuid('post_id')
      .notNull()
      .references(() => posts.id),
    caseId: uuid('case_id').references(() => cases.id),
    validFrom: date('valid_from').notNull(),
    /** First day on which the row no longer holds; null = still holds. */
    validTo: date('valid_to'),
  },
  (t) => [
    uniqueIndex('post_assignments_current').on(t.personId).where(sql`valid_to is null`),
    index('post_assignments_post').on(t.postId),
    index('post_assignments_person').on(t.personId),
    check('post_assignments_order', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);

/**
 * One procedure about one person (or, of kind `post`, one post). State, turn and dates are derived from the
 * transitions by `domain/certification/case/fold.ts` and kept for lists; `version` is the number of transitions.
 */
export const cases = pgTable(
  'cases',
  {
    id: uuid().primaryKey().defaultRandom(),
    no: text().notNull().unique(),
    kind: text({ enum: CASE_KINDS }).notNull(),
    personId: uuid('person_id').references(() => people.id),
    postId: uuid('post_id').references(() => posts.id),
    level: text({ enum: POST_LEVELS }),
    /** The person's unit (or the post's) when the case was opened: whose officer speaks for 用人部门. */
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    state: text().notNull(),
    version: integer().notNull(),
    round: integer().notNull().default(1),
    /** Who is awaited: any of these may take the next step. */
    turn: text().array().notNull(),
    summary: text().notNull().default(''),
    stateSince: timestamp('state_since', { withTimezone: true }).notNull(),
    dueOn: date('due_on'),
    /** Last day of the 脱密期, of a trip, of a suspension: what a job or a list looks for. */
    endsOn: date('ends_on'),
    openedBy: uuid('opened_by').references(() => accounts.id),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    parentId: uuid('parent_id'),
  },
  (t) => [
    index('cases_person').on(t.personId, t.openedAt),
    index('cases_open').on(t.kind, t.state).where(sql`closed_at is null`),
    index('cases_ends').on(t.endsOn).where(sql`closed_at is null and ends_on is not null`),
    uniqueIndex('cases_one_open')
      .on(t.personId, t.kind)
      .where(sql`closed_at is null and ${oneOf(t.kind, EXCLUSIVE_KINDS)}`),
    check('cases_kind', oneOf(t.kind, CASE_KINDS)),
    check('cases_subject', sql`(${t.kind} = 'post') = (${t.personId} is null)`),
    check('cases_post', sql`${t.kind} <> 'post' or ${t.postId} is not null`),
  ],
);

/**
 * Append-only: every step with who took it, in which role, with which opinion and papers. A trigger sets `at` from the
 * database clock, so no step is back-dated whatever a statement says.
 */
export const caseTransitions = pgTable(
  'case_transitions',
  {
    id: uuid().primaryKey().defaultRandom(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    seqNo: integer('seq_no').notNull(),
    /** A case sent back for correction starts its next round of opinions. */
    round: integer().notNull(),
    event: text().notNull(),
    fromState: text('from_state').notNull(),
    toState: text('to_state').notNull(),
    actorRole: text('actor_role', { enum: CASE_ACTORS }).notNull(),
    actorAccountId: uuid('actor_account_id').references(() => accounts.id),
    actorPersonId: uuid('actor_person_id').references(() => people.id),
    actorName: text('actor_name').notNull(),
    subjectPersonId: uuid('subject_person_id').references(() => people.id),
    /** True for opinions, conclusions and approvals: never the subject's own, never two by one person in a round. */
    isOpinion: boolean('is_opinion').notNull(),
    opinion: text({ enum: ['agree', 'disagree'] }),
    payload: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    at: timestamp({ withTimezone: true }).notNull().default(sql`app_now()`),
    requestId: text('request_id').notNull().default(''),
  },
  (t) => [
    unique('case_transitions_number').on(t.caseId, t.seqNo),
    uniqueIndex('case_transitions_one_opinion').on(t.caseId, t.round, t.actorAccountId).where(sql`is_opinion`),
    check('case_transitions_role', oneOf(t.actorRole, CASE_ACTORS)),
    check(
      'case_transitions_not_own',
      sql`not ${t.isOpinion} or (${t.actorAccountId} is not null and ${t.actorPersonId} is distinct from ${t.subjectPersonId})
        or ${t.subjectPersonId} is null`,
    ),
    check('case_transitions_actor', sql`(${t.actorRole} = 'system') = (${t.actorAccountId} is null)`),
  ],
);

/**
 * Append-only: a paper of a case or a person. The canonical JSON is the document; the PDF is drawn from it on demand and
 * shows the hash.
 */
export const caseDocuments = pgTable(
  'case_documents',
  {
    id: uuid().primaryKey().defaultRandom(),
    caseId: uuid('case_id').references(() => cases.id),
    transitionId: uuid('transition_id').references(() => caseTransitions.id),
    personId: uuid('person_id').references(() => people.id),
    kind: text().notNull(),
    title: text().notNull(),
    payload: text().notNull(),
    /** SHA-256 of `payload` in UTF-8, hexadecimal. */
    sha256: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [index('case_documents_case').on(t.caseId), index('case_documents_person').on(t.personId)],
);

export const ATTACHMENT_OWNERS = ['case', 'session', 'exemption'] as const;

/** Append-only: a scanned signature, a sign-in sheet, a proof. Never a classified file: names and text are looked at. */
export const attachments = pgTable(
  'attachments',
  {
    id: uuid().primaryKey().defaultRandom(),
    ownerType: text('owner_type', { enum: ATTACHMENT_OWNERS }).notNull(),
    ownerId: uuid('owner_id').notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text().notNull(),
    bytes: bytea().notNull(),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => accounts.id),
    uploadedAt: timestamp('uploaded_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [
    index('attachments_owner').on(t.ownerType, t.ownerId),
    check('attachments_size', sql`${t.sizeBytes} between 1 and 10485760`),
  ],
);

/** When a person opened the text of a 承诺书; how long it was read is told by the server's clock. */
export const pledgeReads = pgTable(
  'pledge_reads',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    pledgeId: text('pledge_id').notNull(),
    pledgeVersion: integer('pledge_version').notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.accountId, t.pledgeId, t.pledgeVersion] })],
);

/** Counter of case numbers by kind and year; the row is locked while a number is taken. */
export const caseNumbers = pgTable(
  'case_numbers',
  { kind: text({ enum: CASE_KINDS }).notNull(), year: integer().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.year] })],
);
