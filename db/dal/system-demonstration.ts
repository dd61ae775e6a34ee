import { and, eq, getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Tx } from '../client.ts';
import { accountRoles, accounts } from '../schema/accounts.ts';
import {
  attemptAnswerEvents,
  attemptAnswers,
  attemptEvents,
  attemptItems,
  attempts,
  exams,
  grades,
} from '../schema/assessment.ts';
import { postAssignments, posts } from '../schema/cases.ts';
import { auditEvents, notices, planAssignments } from '../schema/certification.ts';
import { hoursLedger, lessonProgress, lessonVersions, openLessons, studyAnswers } from '../schema/learning.ts';
import { organisation, people, personAssignments, unitClosure, units } from '../schema/people.ts';
import { sessionAttendees, trainingSessions } from '../schema/training.ts';

/** Any fixed number; two starts at once must not both fill the database. */
const LOCK = 7_404_364;

/** The tables a demonstration writes by rows, in the order their foreign keys ask for. */
const TABLES = {
  organisation,
  units,
  unitClosure,
  people,
  personAssignments,
  accounts,
  accountRoles,
  posts,
  postAssignments,
  planAssignments,
  lessonProgress,
  studyAnswers,
  openLessons,
  hoursLedger,
  attempts,
  attemptItems,
  attemptAnswers,
  attemptAnswerEvents,
  attemptEvents,
  grades,
  notices,
  auditEvents,
} as const;

/** Rows to add, by table. The rows of one table in one call must all have the same columns. */
export type DemonstrationRows = { -readonly [T in keyof typeof TABLES]?: (typeof TABLES)[T]['$inferInsert'][] };

/** The heartbeats of one reading of a lesson: when each arrived (ISO) and the seconds it was credited. */
export type ReadingRow = {
  readonly personId: string;
  readonly lessonId: string;
  readonly lessonVersion: number;
  readonly trainingYear: number;
  readonly viewerId: string;
  readonly at: readonly string[];
  readonly seconds: readonly number[];
};

/**
 * Runs `work` in one transaction of the tables' owner, in which `travelTo` moves the one clock. Everything stands at
 * the end or nothing: the clock's own definition is put back before the commit, and a crash rolls the other one back
 * with the rows, unseen by any other session. @returns null without running it when the database holds an organisation,
 * a person or an account already.
 */
export async function asDemonstrationOwner<T>(ownerUrl: string, work: (tx: Tx) => Promise<T>): Promise<T | null> {
  const owner = postgres(ownerUrl, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'shoumi-demonstration' },
  });
  try {
    return await drizzle(owner).transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      if (await isInUse(tx)) return null;
      const [clock] = await tx.execute<{ definition: string }>(
        sql`select pg_get_functiondef('app_now()'::regprocedure) as definition`,
      );
      if (!clock) throw new Error('the database has no clock');
      await tx.execute(sql`select set_config('shoumi.demonstration_now', app_now()::text, true)`);
      await tx.execute(sql`
        create or replace function app_now() returns timestamptz language sql stable parallel safe
        as $$select current_setting('shoumi.demonstration_now')::timestamptz$$`);
      const result = await work(tx);
      await tx.execute(sql.raw(clock.definition));
      return result;
    });
  } finally {
    await owner.end({ timeout: 5 });
  }
}

async function isInUse(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ used: boolean }>(sql`
    select exists (select from organisation) or exists (select from people) or exists (select from accounts) as used`);
  return row?.used === true;
}

/** Puts the clock of this transaction to an instant. Works inside `asDemonstrationOwner` alone. */
export async function unsafeTravelTo(tx: Tx, instant: Date): Promise<void> {
  await tx.execute(sql`select set_config('shoumi.demonstration_now', ${instant.toISOString()}, true)`);
}

async function insertAll(tx: Tx, table: PgTable, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = getTableColumns(table);
  const names = new Map(Object.entries(columns).map(([key, column]) => [key, column.name]));
  const named = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [names.get(key), value])),
  );
  const list = sql.join(
    Object.keys(first).map((key) => sql.identifier(names.get(key) ?? key)),
    sql`, `,
  );
  const name = sql.identifier(getTableName(table));
  await tx.execute(sql`
    insert into ${name} (${list})
    select ${list} from jsonb_populate_recordset(null::${name}, ${JSON.stringify(named)}::text::jsonb)`);
}

/** Adds rows to any of the tables, one statement a table. */
export async function unsafeInsertDemonstration(tx: Tx, rows: DemonstrationRows): Promise<void> {
  // Sent in this order on the one connection of the transaction, without waiting in between.
  await Promise.all(
    Object.entries(TABLES).map(([key, table]) =>
      insertAll(tx, table, (rows[key as keyof DemonstrationRows] ?? []) as Record<string, unknown>[]),
    ),
  );
}

/** Appends the heartbeats of readings, in their order. */
export async function unsafeInsertReadings(tx: Tx, readings: readonly ReadingRow[]): Promise<void> {
  if (readings.length === 0) return;
  await tx.execute(sql`
    insert into study_credits (person_id, lesson_id, lesson_version, training_year, viewer_id, credited_seconds, at)
    select r."personId", r."lessonId", r."lessonVersion", r."trainingYear", r."viewerId", b.seconds::int, b.at::timestamptz
    from jsonb_to_recordset(${JSON.stringify(readings)}::text::jsonb) as r("personId" uuid, "lessonId" text,
        "lessonVersion" int, "trainingYear" int, "viewerId" uuid, at jsonb, seconds jsonb)
      cross join lateral rows from (jsonb_array_elements_text(r.at), jsonb_array_elements_text(r.seconds)) as b(at, seconds)`);
}

/** Writes the progress of a lesson that is read anew over the row there is. */
export async function unsafeOverwriteProgress(tx: Tx, row: typeof lessonProgress.$inferInsert): Promise<void> {
  const { personId, lessonId, trainingYear, ...values } = row;
  await tx
    .update(lessonProgress)
    .set(values)
    .where(
      and(
        eq(lessonProgress.personId, personId),
        eq(lessonProgress.lessonId, lessonId),
        eq(lessonProgress.trainingYear, trainingYear),
      ),
    );
}

/** Notices older than an instant have been read the day after they came. */
export async function unsafeMarkOldNoticesRead(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`
    update notices set read_at = created_at + interval '1 day' where created_at < ${before.toISOString()}::timestamptz`);
}

/** Lets the planner see how much there is; worth it once after a large load. */
export async function unsafeAnalyse(tx: Tx): Promise<void> {
  await tx.execute(sql`analyze`);
}

export type DemonstrationLesson = {
  lessonId: string;
  version: number;
  title: string;
  plannedMinutes: number;
  topics: string[];
  sectionIds: string[];
  checkItemIds: string[];
};

/** The lessons taught now, by id. */
export async function unsafeLessons(tx: Tx): Promise<Map<string, DemonstrationLesson>> {
  const rows = await tx
    .select({
      lessonId: lessonVersions.lessonId,
      version: lessonVersions.version,
      title: lessonVersions.title,
      plannedMinutes: lessonVersions.plannedMinutes,
      topics: lessonVersions.topics,
      sectionIds: lessonVersions.sectionIds,
      checkItemIds: lessonVersions.checkItemIds,
    })
    .from(lessonVersions)
    .where(sql`${lessonVersions.isCurrent}`);
  return new Map(rows.map((row) => [row.lessonId, row]));
}

/** Ids of the exams by plan kind and training year. */
export function unsafeExamIds(tx: Tx) {
  return tx.select({ id: exams.id, planKind: exams.planKind, trainingYear: exams.trainingYear }).from(exams);
}

type SessionRow = typeof trainingSessions.$inferInsert;
/** A session that was held, entered and approved, with the ids of those on its list. */
export type DemonstrationSession = Omit<SessionRow, 'id' | 'state' | 'approvedBy' | 'approvedAt'> & {
  readonly id: string;
  readonly approvedBy: string;
  readonly approvedAt: Date;
  readonly createdBy: string;
  readonly people: readonly string[];
};

/** Adds a session the way it comes about: a draft with its list, then approved, since a list that is settled takes nobody. */
export async function unsafeHoldSession(tx: Tx, session: DemonstrationSession): Promise<void> {
  const { people: onList, approvedBy, approvedAt, ...draft } = session;
  await tx.insert(trainingSessions).values({ ...draft, state: 'draft' });
  await tx.insert(sessionAttendees).values(
    onList.map((personId) => ({
      sessionId: session.id,
      personId,
      source: 'list' as const,
      signedAt: session.startsAt,
      recordedBy: session.createdBy,
    })),
  );
  await tx
    .update(trainingSessions)
    .set({ state: 'approved', approvedBy, approvedAt })
    .where(eq(trainingSessions.id, session.id));
}
