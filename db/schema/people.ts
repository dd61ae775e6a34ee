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
import { CATEGORIES, EMPLOYMENT_FORMS, LIFE_STATES } from '../../domain/people/types.ts';
import { oneOf } from './columns.ts';

export const organisation = pgTable('organisation', {
  id: integer().primaryKey().default(1),
  name: text().notNull(),
  zone: text().notNull().default('Asia/Shanghai'),
  isDemo: boolean('is_demo').notNull().default(false),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
});

export const units = pgTable(
  'units',
  {
    id: uuid().primaryKey().defaultRandom(),
    code: text().notNull().unique(),
    name: text().notNull(),
    parentId: uuid('parent_id'),
    sort: integer().notNull().default(0),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
  },
  (t) => [index('units_parent').on(t.parentId)],
);

/** Every ancestor of every unit, itself included at depth 0; subtree questions are one join. */
export const unitClosure = pgTable(
  'unit_closure',
  {
    ancestorId: uuid('ancestor_id')
      .notNull()
      .references(() => units.id),
    descendantId: uuid('descendant_id')
      .notNull()
      .references(() => units.id),
    depth: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.ancestorId, t.descendantId] }), index('unit_closure_down').on(t.descendantId)],
);

export const people = pgTable(
  'people',
  {
    id: uuid().primaryKey().defaultRandom(),
    employeeNo: text('employee_no').notNull().unique(),
    name: text().notNull(),
    /** Full pinyin and initials, lower case, for search: `zhangwei zw`. */
    namePinyin: text('name_pinyin').notNull(),
    joinedOn: date('joined_on').notNull(),
    leftOn: date('left_on'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`app_now()`),
  },
  (t) => [index('people_name').on(t.name)],
);

/** Where a person belongs and what applies to them, as dated rows; a move closes one row and opens the next. */
export const personAssignments = pgTable(
  'person_assignments',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => units.id),
    category: text({ enum: CATEGORIES }).notNull(),
    lifeState: text('life_state', { enum: LIFE_STATES }).notNull(),
    employmentForm: text('employment_form', { enum: EMPLOYMENT_FORMS }).notNull(),
    flags: text().array().notNull().default(sql`'{}'`),
    title: text().notNull().default(''),
    validFrom: date('valid_from').notNull(),
    /** First day on which the row no longer holds; null = still holds. */
    validTo: date('valid_to'),
  },
  (t) => [
    index('person_assignments_person').on(t.personId, t.validFrom),
    index('person_assignments_unit').on(t.unitId),
    uniqueIndex('person_assignments_current').on(t.personId).where(sql`valid_to is null`),
    check('person_assignments_category', oneOf(t.category, CATEGORIES)),
    check('person_assignments_life', oneOf(t.lifeState, LIFE_STATES)),
    check('person_assignments_order', sql`${t.validTo} is null or ${t.validTo} > ${t.validFrom}`),
  ],
);
