import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { LifecyclePolicy } from '../../domain/policy/lifecycle-policy.ts';
import type { PlanPolicy } from '../../domain/policy/plan-policy.ts';
import { DELIVERY_CHANNELS, DELIVERY_STATES } from '../../domain/reminders/delivery.ts';
import { accounts } from './accounts.ts';
import { oneOf } from './columns.ts';

/** Append-only: 复审 intervals, 脱密期 ranges, time limits and reminders of the life-cycle, by the day they begin to hold. */
export const lifecycleVersions = pgTable(
  'lifecycle_versions',
  {
    id: uuid().primaryKey().defaultRandom(),
    version: integer().notNull().unique(),
    spec: jsonb().$type<LifecyclePolicy>().notNull(),
    effectiveFrom: date('effective_from').notNull(),
    origin: text({ enum: ['default', 'unit'] })
      .notNull()
      .default('default'),
    madeBy: uuid('made_by'),
    approvedBy: uuid('approved_by'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [check('lifecycle_versions_two', sql`${t.madeBy} is null or ${t.madeBy} is distinct from ${t.approvedBy}`)],
);

export const DRAFT_STATES = ['draft', 'submitted', 'published', 'refused', 'withdrawn'] as const;

/** A rule being changed by 保密办; it holds only after a second person of 保密办 has published it. */
export const policyDrafts = pgTable(
  'policy_drafts',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** A kind of plan, or `lifecycle`. */
    target: text().notNull(),
    spec: jsonb().$type<PlanPolicy | LifecyclePolicy>().notNull(),
    effectiveFrom: date('effective_from').notNull(),
    note: text().notNull().default(''),
    state: text({ enum: DRAFT_STATES }).notNull().default('draft'),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => accounts.id),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    submittedAt: timestamp('submitted_at', { withTimezone: true }),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    comment: text().notNull().default(''),
    publishedVersion: integer('published_version'),
  },
  (t) => [
    index('policy_drafts_state').on(t.state),
    uniqueIndex('policy_drafts_one_open').on(t.target).where(sql`state in ('draft', 'submitted')`),
    check(
      'policy_drafts_two',
      sql`${t.state} <> 'published' or (${t.decidedBy} is not null and ${t.decidedBy} <> ${t.madeBy})`,
    ),
  ],
);

/**
 * What leaves the system as e-mail or webhook: the key keeps one event from being told twice, the row is the log. A row
 * is `sending` from the moment somebody has taken it until it is known how it went.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    id: uuid().primaryKey().defaultRandom(),
    dedupeKey: text('dedupe_key').notNull().unique(),
    personId: uuid('person_id'),
    kind: text().notNull().default(''),
    channel: text({ enum: DELIVERY_CHANNELS }).notNull(),
    recipient: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    href: text().notNull().default(''),
    state: text({ enum: DELIVERY_STATES }).notNull().default('queued'),
    tries: integer().notNull().default(0),
    takenAt: timestamp('taken_at', { withTimezone: true }),
    /** How often a try ended without anybody learning how: the process died between sending and noting it. */
    interruptions: integer().notNull().default(0),
    lastError: text('last_error').notNull().default(''),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    sentAt: timestamp('sent_at', { withTimezone: true }),
  },
  (t) => [
    index('deliveries_state').on(t.state, t.createdAt),
    index('deliveries_person').on(t.personId),
    check('deliveries_channel', oneOf(t.channel, DELIVERY_CHANNELS)),
    check('deliveries_state_known', oneOf(t.state, DELIVERY_STATES)),
    check('deliveries_sent', sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
    check('deliveries_taken', sql`${t.state} <> 'sending' or ${t.takenAt} is not null`),
  ],
);
