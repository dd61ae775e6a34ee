import { and, eq, inArray, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Blueprint } from '../../domain/assessment/blueprint.ts';
import { PLAN_KINDS, type PlanPolicy } from '../../domain/policy/plan-policy.ts';
import { policyFor } from '../../domain/policy/plan-year.ts';
import { isoDate, startOfDay } from '../../domain/shared/dates.ts';
import type { Db, Tx } from '../client.ts';
import { blueprintVersions, exams, ITEM_STATUSES, itemKeys, itemVersions } from '../schema/assessment.ts';
import { policyVersions } from '../schema/certification.ts';
import { lessonVersions } from '../schema/learning.ts';
import { type FileVersion, planVersions } from './content-versions.ts';

/** Any fixed number; instances that start together load one after the other. */
const LOCK = 7_404_362;

type Insert<T extends { $inferInsert: object }> = Omit<T['$inferInsert'], 'isCurrent' | 'loadedAt'>;

export type LessonRow = FileVersion & Omit<Insert<typeof lessonVersions>, 'lessonId'>;
export type ItemRow = FileVersion &
  Omit<Insert<typeof itemVersions>, 'itemId'> & { readonly key: (typeof itemKeys.$inferInsert)['key'] };
export type BlueprintRow = FileVersion & { readonly spec: Blueprint };
export type PolicyRow = FileVersion & { readonly spec: PlanPolicy };

/** How many rows a load wrote. All zero when files and database agreed. */
export type Written = { readonly added: number; readonly restored: number; readonly retired: number };

/**
 * Runs `work` in one transaction on a connection of its own as the owner of the tables, and closes it. Loads that
 * start together wait for one another.
 */
export async function asContentOwner<T>(ownerUrl: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const owner = postgres(ownerUrl, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'shoumi-content' },
  });
  try {
    return await drizzle(owner).transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      return work(tx);
    });
  } finally {
    await owner.end({ timeout: 5 });
  }
}

/** The database's instant; what year it is is decided from it alone. */
export async function contentClock(db: Db | Tx): Promise<Date> {
  const [row] = await db.execute<{ now: string }>(
    sql`select to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now`,
  );
  if (!row) throw new Error('the database gave no time');
  return new Date(row.now);
}

/**
 * Brings `lesson_versions` in line with the files; a lesson gone from them keeps its rows and is current no more.
 * @throws Error naming the file when a lesson changed without a raised version.
 */
export async function saveLessons(db: Db | Tx, rows: readonly LessonRow[]): Promise<Written> {
  const { lessonId, version, contentHash, isCurrent } = lessonVersions;
  const stored = await db.select({ id: lessonId, version, contentHash, isCurrent }).from(lessonVersions);
  const plan = planVersions(rows, stored);
  if (plan.supersede.length > 0) {
    const where = and(inArray(lessonId, [...plan.supersede]), eq(isCurrent, true));
    await db.update(lessonVersions).set({ isCurrent: false }).where(where);
  }
  if (plan.insert.length > 0) {
    const values = plan.insert.map(({ id, file: _, ...row }) => ({ ...row, lessonId: id, isCurrent: true }));
    await db.insert(lessonVersions).values(values);
  }
  for (const row of plan.restore) {
    const where = and(eq(lessonId, row.id), eq(version, row.version));
    await db.update(lessonVersions).set({ isCurrent: true }).where(where);
  }
  return { added: plan.insert.length, restored: plan.restore.length, retired: plan.gone.length };
}

async function insertItems(db: Db | Tx, rows: readonly ItemRow[]): Promise<void> {
  if (rows.length === 0) return;
  const versions = rows.map(({ id, file: _, key: __, ...row }) => ({ ...row, itemId: id, isCurrent: true }));
  await db.insert(itemVersions).values(versions);
  await db.insert(itemKeys).values(rows.map(({ id, version, key }) => ({ itemId: id, version, key })));
}

/** An item's status follows the law register even where its text did not change. */
async function saveItemStatuses(db: Db | Tx, rows: readonly ItemRow[]): Promise<void> {
  for (const status of ITEM_STATUSES) {
    const ids = rows.filter((row) => row.status === status).map((row) => row.id);
    if (ids.length === 0) continue;
    await db
      .update(itemVersions)
      .set({ status })
      .where(
        and(
          inArray(itemVersions.itemId, ids),
          eq(itemVersions.isCurrent, true),
          sql`${itemVersions.status} <> ${status}`,
        ),
      );
  }
}

/**
 * Brings `item_versions` and `item_keys` in line with the files: keys go to `item_keys` alone; an item gone from the
 * files is retired and current no more, its rows stay for the papers that hold it.
 * @throws Error naming the file when a question changed without a raised version.
 */
export async function saveItems(db: Db | Tx, rows: readonly ItemRow[]): Promise<Written> {
  const { itemId, version, contentHash, isCurrent } = itemVersions;
  const stored = await db.select({ id: itemId, version, contentHash, isCurrent }).from(itemVersions);
  const plan = planVersions(rows, stored);
  if (plan.supersede.length > 0) {
    const where = and(inArray(itemId, [...plan.supersede]), eq(isCurrent, true));
    await db.update(itemVersions).set({ isCurrent: false, status: 'retired' }).where(where);
  }
  await insertItems(db, plan.insert);
  for (const row of plan.restore) {
    const where = and(eq(itemId, row.id), eq(version, row.version));
    await db.update(itemVersions).set({ isCurrent: true, status: row.status }).where(where);
  }
  await saveItemStatuses(db, rows);
  return { added: plan.insert.length, restored: plan.restore.length, retired: plan.gone.length };
}

/**
 * Brings `blueprint_versions` in line with the files.
 * @throws Error naming the file when a blueprint changed without a raised version.
 */
export async function saveBlueprints(db: Db | Tx, rows: readonly BlueprintRow[]): Promise<Written> {
  const { blueprintId, version, contentHash, isCurrent } = blueprintVersions;
  const stored = await db.select({ id: blueprintId, version, contentHash, isCurrent }).from(blueprintVersions);
  const plan = planVersions(rows, stored);
  if (plan.supersede.length > 0) {
    await db
      .update(blueprintVersions)
      .set({ isCurrent: false })
      .where(inArray(blueprintId, [...plan.supersede]));
  }
  if (plan.insert.length > 0) {
    const values = plan.insert.map(({ id, file: _, ...row }) => ({ ...row, blueprintId: id, isCurrent: true }));
    await db.insert(blueprintVersions).values(values);
  }
  for (const row of plan.restore) {
    const where = and(eq(blueprintId, row.id), eq(version, row.version));
    await db.update(blueprintVersions).set({ isCurrent: true }).where(where);
  }
  return { added: plan.insert.length, restored: plan.restore.length, retired: plan.gone.length };
}

/**
 * Adds the policy versions the append-only table does not have yet. `hashOf` must give the hash the rows carry. A kind
 * the organisation has published its own rule for is left alone: the product's defaults hold there no more, and their
 * numbers can never meet the organisation's own. @returns what was written, and the new defaults passed over.
 * @throws Error naming the file when a rule changed without a raised version.
 */
export async function savePolicies(
  db: Db | Tx,
  rows: readonly PolicyRow[],
  hashOf: (spec: PlanPolicy) => string,
): Promise<{ written: Written; passedOver: { planKind: string; version: number }[] }> {
  const found = await db
    .select({
      id: policyVersions.planKind,
      version: policyVersions.version,
      spec: policyVersions.spec,
      origin: policyVersions.origin,
    })
    .from(policyVersions);
  const own = new Set(found.filter(({ origin }) => origin === 'unit').map(({ id }) => id));
  const held = new Map(found.map(({ id, version, spec }) => [`${id}:${version}`, hashOf(spec)]));
  const passedOver = rows.filter((row) => own.has(row.id) && held.get(`${row.id}:${row.version}`) !== row.contentHash);
  const stored = found
    .filter(({ id }) => !own.has(id))
    .map(({ id, version, spec }) => ({ id, version, contentHash: hashOf(spec), isCurrent: true }));
  const plan = planVersions(
    rows.filter(({ id }) => !own.has(id)),
    stored,
  );
  if (plan.insert.length > 0) {
    const values = plan.insert.map(({ id, version, spec }) => ({
      planKind: id,
      version,
      spec,
      effectiveFromYear: spec.effectiveFromYear,
    }));
    await db.insert(policyVersions).values(values);
  }
  return {
    written: { added: plan.insert.length, restored: 0, retired: 0 },
    passedOver: passedOver.map(({ id, version }) => ({ planKind: id, version })),
  };
}

/**
 * Guarantees one exam a training year for every kind of plan whose policy in force asks for one, open from 1 January to
 * 31 December in the zone, with the policy's own pass mark, attempts and cool-down. An exam nobody has sat yet follows
 * its policy and blueprint; after the first attempt its rules stand. Call it after a policy was published.
 */
export async function ensureAnnualExams(db: Db | Tx, year: number, zone = 'Asia/Shanghai'): Promise<void> {
  const blueprints = await db
    .select({ id: blueprintVersions.blueprintId, version: blueprintVersions.version, spec: blueprintVersions.spec })
    .from(blueprintVersions)
    .where(eq(blueprintVersions.isCurrent, true));
  const byId = new Map(blueprints.map((blueprint) => [blueprint.id, blueprint]));
  const versions = await db.select({ spec: policyVersions.spec, origin: policyVersions.origin }).from(policyVersions);
  const values = PLAN_KINDS.flatMap((planKind) => {
    const policy = policyFor(versions, planKind, year)?.spec;
    const blueprint = byId.get(policy?.blueprintId ?? '');
    if (!policy || !blueprint) return [];
    return {
      title: `${year} 年${blueprint.spec.title}`,
      planKind,
      trainingYear: year,
      blueprintId: blueprint.id,
      blueprintVersion: blueprint.version,
      opensAt: startOfDay(zone, isoDate(`${year}-01-01`)),
      closesAt: startOfDay(zone, isoDate(`${year + 1}-01-01`)),
      rules: policy.exam ?? {},
    };
  });
  if (values.length === 0) return;
  await db
    .insert(exams)
    .values(values)
    .onConflictDoUpdate({
      target: [exams.planKind, exams.trainingYear],
      set: {
        title: sql`excluded.title`,
        blueprintId: sql`excluded.blueprint_id`,
        blueprintVersion: sql`excluded.blueprint_version`,
        rules: sql`excluded.rules`,
      },
      setWhere: sql`(exams.blueprint_id, exams.blueprint_version, exams.rules)
          is distinct from (excluded.blueprint_id, excluded.blueprint_version, excluded.rules)
        and not exists (select from attempts where attempts.exam_id = exams.id)`,
    });
}
