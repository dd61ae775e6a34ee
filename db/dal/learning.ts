import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { Db, Tx } from '../client.ts';
import { hoursLedger, lessonProgress, lessonVersions, openLessons, studyCredits } from '../schema/learning.ts';

/** A principal with a training record; the policy `person` lets no other in. */
export type Learner = Principal & { readonly personId: string };

const ownOpen = (principal: Principal) => sql`${openLessons.personId} = ${principal.personId}::uuid`;

const ownProgress = (principal: Principal, lessonId: string, trainingYear: number) =>
  and(
    sql`${lessonProgress.personId} = ${principal.personId}::uuid`,
    eq(lessonProgress.lessonId, lessonId),
    eq(lessonProgress.trainingYear, trainingYear),
  );

const lessonColumns = {
  lessonId: lessonVersions.lessonId,
  version: lessonVersions.version,
  title: lessonVersions.title,
  plannedMinutes: lessonVersions.plannedMinutes,
  topics: lessonVersions.topics,
  sectionIds: lessonVersions.sectionIds,
  checkItemIds: lessonVersions.checkItemIds,
};

/** What counts in a lesson: planned minutes, the ids of its sections and of its check questions. */
export type LessonFacts = {
  lessonId: string;
  version: number;
  title: string;
  plannedMinutes: number;
  topics: string[];
  sectionIds: string[];
  checkItemIds: string[];
};

const progressColumns = {
  lessonId: lessonProgress.lessonId,
  trainingYear: lessonProgress.trainingYear,
  lessonVersion: lessonProgress.lessonVersion,
  round: lessonProgress.round,
  creditedSeconds: lessonProgress.creditedSeconds,
  sectionsDone: lessonProgress.sectionsDone,
  checksDone: lessonProgress.checksDone,
  position: lessonProgress.position,
  startedAt: lessonProgress.startedAt,
  updatedAt: lessonProgress.updatedAt,
  completedAt: lessonProgress.completedAt,
};

export type ProgressRow = {
  lessonId: string;
  trainingYear: number;
  lessonVersion: number;
  /** Which reading of the year; an event asks for a further one. */
  round: number;
  creditedSeconds: number;
  sectionsDone: string[];
  checksDone: string[];
  position: string;
  startedAt: Date;
  updatedAt: Date;
  completedAt: Date | null;
};

export type OpenLessonRow = {
  lessonId: string;
  trainingYear: number;
  viewerId: string;
  openedAt: Date;
  lastBeatAt: Date | null;
  presenceAskedAt: Date | null;
  nextPresenceAtSeconds: number;
};

/**
 * The lesson as it is taught now, with the instant of this statement: asked after a lock was granted, that instant lies
 * after the wait for it. Null when the curriculum does not have the lesson.
 */
export async function findLesson(db: Db | Tx, lessonId: string): Promise<(LessonFacts & { now: Date }) | null> {
  const [row] = await db
    .select({ ...lessonColumns, now: sql<Date>`app_now()`.mapWith(lessonVersions.loadedAt) })
    .from(lessonVersions)
    .where(and(eq(lessonVersions.lessonId, lessonId), eq(lessonVersions.isCurrent, true)));
  return row ?? null;
}

/**
 * The principal's one open lesson, held until the transaction ends; whatever credits time takes this lock first, so two
 * tabs can never be credited for the same seconds. Null when none is open.
 */
export async function lockOpenLesson(tx: Tx, principal: Principal): Promise<OpenLessonRow | null> {
  const [row] = await tx
    .select({
      lessonId: openLessons.lessonId,
      trainingYear: openLessons.trainingYear,
      viewerId: openLessons.viewerId,
      openedAt: openLessons.openedAt,
      lastBeatAt: openLessons.lastBeatAt,
      presenceAskedAt: openLessons.presenceAskedAt,
      nextPresenceAtSeconds: openLessons.nextPresenceAtSeconds,
    })
    .from(openLessons)
    .where(ownOpen(principal))
    .for('update');
  return row ?? null;
}

/** Makes `values` the one open lesson of the principal; whichever tab held one before holds none now. */
export async function takeOpenLesson(
  tx: Tx,
  principal: Learner,
  values: { lessonId: string; trainingYear: number; viewerId: string; nextPresenceAtSeconds: number },
): Promise<void> {
  const fresh = { ...values, openedAt: sql`app_now()`, lastBeatAt: null, presenceAskedAt: null };
  await tx
    .insert(openLessons)
    .values({ personId: principal.personId, ...fresh })
    .onConflictDoUpdate({ target: openLessons.personId, set: fresh });
}

/** Writes what a heartbeat or a presence answer changes; call it under the lock of {@link lockOpenLesson}. */
export async function saveOpenLesson(
  tx: Tx,
  principal: Principal,
  values: Partial<Pick<OpenLessonRow, 'trainingYear' | 'lastBeatAt' | 'presenceAskedAt' | 'nextPresenceAtSeconds'>>,
): Promise<void> {
  await tx.update(openLessons).set(values).where(ownOpen(principal));
}

/** Makes sure the principal has a progress row for the lesson and year. */
export async function startProgress(
  tx: Tx,
  principal: Learner,
  lesson: LessonFacts,
  trainingYear: number,
): Promise<void> {
  await tx
    .insert(lessonProgress)
    .values({ personId: principal.personId, lessonId: lesson.lessonId, trainingYear, lessonVersion: lesson.version })
    .onConflictDoNothing();
}

/** The principal's progress held for change until the transaction ends; null when the lesson was never opened this year. */
export async function lockProgress(
  tx: Tx,
  principal: Principal,
  lessonId: string,
  trainingYear: number,
): Promise<ProgressRow | null> {
  const [row] = await tx
    .select(progressColumns)
    .from(lessonProgress)
    .where(ownProgress(principal, lessonId, trainingYear))
    .for('update');
  return row ?? null;
}

/** The principal's own progress of a year, the lesson touched last first. */
export function listProgress(db: Db | Tx, principal: Principal, trainingYear: number): Promise<ProgressRow[]> {
  return db
    .select(progressColumns)
    .from(lessonProgress)
    .where(
      and(sql`${lessonProgress.personId} = ${principal.personId}::uuid`, eq(lessonProgress.trainingYear, trainingYear)),
    )
    .orderBy(sql`${lessonProgress.updatedAt} desc`);
}

/** Writes changed columns of the principal's progress; call it under the lock of {@link lockProgress}. */
export async function saveProgress(
  tx: Tx,
  principal: Principal,
  row: Pick<ProgressRow, 'lessonId' | 'trainingYear'>,
  values: Partial<
    Pick<ProgressRow, 'lessonVersion' | 'creditedSeconds' | 'sectionsDone' | 'checksDone' | 'position' | 'completedAt'>
  >,
): Promise<void> {
  await tx
    .update(lessonProgress)
    .set({ ...values, updatedAt: sql`app_now()` })
    .where(ownProgress(principal, row.lessonId, row.trainingYear));
}

/** Appends the evidence of one accepted heartbeat. `creditedSeconds` is 1 to 30. */
export async function recordCredit(
  tx: Tx,
  principal: Learner,
  values: { lesson: LessonFacts; trainingYear: number; viewerId: string; creditedSeconds: number; at: Date },
): Promise<void> {
  await tx.insert(studyCredits).values({
    personId: principal.personId,
    lessonId: values.lesson.lessonId,
    lessonVersion: values.lesson.version,
    trainingYear: values.trainingYear,
    viewerId: values.viewerId,
    creditedSeconds: values.creditedSeconds,
    at: values.at,
  });
}

/** Locks a person's open lesson, if there is one, before their progress is changed by somebody else than themselves. */
export async function unsafeHoldOpenLesson(tx: Tx, personId: string): Promise<void> {
  await tx
    .select({ lessonId: openLessons.lessonId })
    .from(openLessons)
    .where(eq(openLessons.personId, personId))
    .for('update');
}

/** Planned minutes of some lessons together, as they are taught now. */
export async function unsafeLessonMinutes(tx: Tx, lessonIds: readonly string[]): Promise<number> {
  if (lessonIds.length === 0) return 0;
  const [row] = await tx
    .select({ minutes: sql<number>`coalesce(sum(${lessonVersions.plannedMinutes}), 0)::int` })
    .from(lessonVersions)
    .where(and(inArray(lessonVersions.lessonId, [...lessonIds]), eq(lessonVersions.isCurrent, true)));
  return row?.minutes ?? 0;
}

const FROM_THE_BEGINNING = {
  round: sql`${lessonProgress.round} + 1`,
  creditedSeconds: 0,
  sectionsDone: [],
  checksDone: [],
  position: '',
  startedAt: sql`app_now()`,
  updatedAt: sql`app_now()`,
  completedAt: null,
};

/**
 * Lets a person read lessons anew that are complete in a training year: progress starts from the beginning as the next
 * round, credited seconds and ledger rows stay as evidence. Call it under `unsafeHoldOpenLesson`. @returns the lessons.
 */
export async function unsafeRestartLessons(
  tx: Tx,
  personId: string,
  lessonIds: readonly string[],
  trainingYear: number,
): Promise<string[]> {
  if (lessonIds.length === 0) return [];
  const rows = await tx
    .update(lessonProgress)
    .set(FROM_THE_BEGINNING)
    .where(
      and(
        eq(lessonProgress.personId, personId),
        eq(lessonProgress.trainingYear, trainingYear),
        inArray(lessonProgress.lessonId, [...lessonIds]),
        sql`${lessonProgress.completedAt} is not null`,
      ),
    )
    .returning({ lessonId: lessonProgress.lessonId });
  return rows.map((row) => row.lessonId);
}

/** Whether a correction took back all minutes of the reading that a progress row tells of. */
export async function isReadingTakenBack(
  db: Db | Tx,
  principal: Learner,
  row: Pick<ProgressRow, 'lessonId' | 'trainingYear' | 'round'>,
): Promise<boolean> {
  const found = await db.execute(sql`
    select from ${hoursLedger} h join ${hoursLedger} k on k.reverses_id = h.id
    where h.person_id = ${principal.personId}::uuid and h.training_year = ${row.trainingYear}::int
      and h.lesson_id = ${row.lessonId} and h.round = ${row.round}::int and h.mode = 'online' and h.minutes + k.minutes <= 0`);
  return found.length > 0;
}
