import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  inet,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { BUSINESS_ROLES, ROLE_CLASSES, ROLES } from '../../domain/access/roles.ts';
import { bytea } from './bytea.ts';
import { oneOf } from './columns.ts';
import { people, units } from './people.ts';

export const ACCOUNT_STATUSES = ['active', 'disabled'] as const;

export const accounts = pgTable(
  'accounts',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Log-in name. For people it is the 工号 of the roster. */
    employeeNo: text('employee_no').notNull().unique(),
    displayName: text('display_name').notNull(),
    personId: uuid('person_id')
      .references(() => people.id)
      .unique(),
    roleClass: text('role_class', { enum: ROLE_CLASSES }).notNull().default('business'),
    status: text({ enum: ACCOUNT_STATUSES }).notNull().default('active'),
    /** argon2id PHC string with its parameters. Null until the person has set a password. */
    passwordHash: text('password_hash'),
    passwordSetAt: timestamp('password_set_at', { withTimezone: true }),
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    /** An initial password stops working at this instant (72 h after issue). */
    initialExpiresAt: timestamp('initial_expires_at', { withTimezone: true }),
    /** When the initial password opened its one session; it opens no second one. */
    initialUsedAt: timestamp('initial_used_at', { withTimezone: true }),
    /** Where reminders are sent besides the system's own; given by the person, null = nowhere. */
    email: text(),
    /** Raised to end every session of the account at once. */
    sessionVersion: integer('session_version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [unique('accounts_id_class').on(t.id, t.roleClass), check('accounts_class', oneOf(t.roleClass, ROLE_CLASSES))],
);

/**
 * The composite foreign key ties a role to the account's class, so that no account can mix business roles with an
 * administrator's or hold two administrators' roles (三员分立, 实施条例 2024 第 34 条 and GB/T 22239 8.1.5).
 */
export const accountRoles = pgTable(
  'account_roles',
  {
    accountId: uuid('account_id').notNull(),
    role: text({ enum: ROLES }).notNull(),
    roleClass: text('role_class', { enum: ROLE_CLASSES }).notNull(),
    unitId: uuid('unit_id').references(() => units.id),
    grantedAt: timestamp('granted_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    grantedBy: uuid('granted_by'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.role] }),
    foreignKey({ columns: [t.accountId, t.roleClass], foreignColumns: [accounts.id, accounts.roleClass] }),
    check('account_roles_role', oneOf(t.role, ROLES)),
    check(
      'account_roles_class',
      sql`case when ${oneOf(t.role, BUSINESS_ROLES)} then ${t.roleClass} = 'business' else ${t.roleClass} = ${t.role} end`,
    ),
    check('account_roles_unit', sql`(${t.role} = 'unit-officer') = (${t.unitId} is not null)`),
    check('account_roles_maker', sql`${t.grantedBy} is null or ${t.grantedBy} <> ${t.accountId}`),
  ],
);

/** One row a log-in. The cookie holds an opaque token; only its SHA-256 is stored. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: bytea('token_hash').notNull().unique(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    sessionVersion: integer('session_version').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    idleSeconds: integer('idle_seconds').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    endedAt: timestamp('ended_at', { withTimezone: true }),
    endedReason: text('ended_reason'),
    ip: inet(),
    userAgent: text('user_agent').notNull().default(''),
  },
  (t) => [index('sessions_account').on(t.accountId)],
);

/** Failed log-ins by account and source, and by account alone; shared by every instance. */
export const loginThrottle = pgTable('login_throttle', {
  key: text().primaryKey(),
  failures: integer().notNull().default(0),
  windowStartedAt: timestamp('window_started_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  blockedUntil: timestamp('blocked_until', { withTimezone: true }),
});

/** Earlier password hashes, so that a change cannot go back to one of the last five. */
export const passwordHistory = pgTable(
  'password_history',
  {
    id: uuid().primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    passwordHash: text('password_hash').notNull(),
    setAt: timestamp('set_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [index('password_history_account').on(t.accountId, t.setAt)],
);

/**
 * A forgotten password, asked for in a browser and confirmed in person. The browser holds the token, the person tells
 * the code; neither is stored in clear. Without an account the row only makes the answer the same for a 工号 nobody has.
 */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: uuid().primaryKey().defaultRandom(),
    accountId: uuid('account_id').references(() => accounts.id),
    codeHash: bytea('code_hash').notNull(),
    tokenHash: bytea('token_hash').notNull().unique(),
    requestedAt: timestamp('requested_at', { withTimezone: true }).notNull().default(sql`app_now()`),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    approvedBy: uuid('approved_by').references(() => accounts.id),
    approvedAt: timestamp('approved_at', { withTimezone: true }),
    usedAt: timestamp('used_at', { withTimezone: true }),
    ip: inet(),
  },
  (t) => [
    index('password_resets_account').on(t.accountId, t.expiresAt),
    index('password_resets_expiry').on(t.expiresAt),
    check('password_resets_maker', sql`${t.approvedBy} is null or ${t.approvedBy} <> ${t.accountId}`),
    check('password_resets_approval', sql`(${t.approvedBy} is null) = (${t.approvedAt} is null)`),
    check('password_resets_account_known', sql`${t.approvedBy} is null or ${t.accountId} is not null`),
    check('password_resets_use', sql`${t.usedAt} is null or ${t.approvedAt} is not null`),
  ],
);
