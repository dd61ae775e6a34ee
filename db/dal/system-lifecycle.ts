import { desc, sql } from 'drizzle-orm';
import { LifecyclePolicy } from '../../domain/policy/lifecycle-policy.ts';
import type { Db, Tx } from '../client.ts';
import { lifecycleVersions } from '../schema/policies.ts';

/**
 * The rules of the life-cycle in force on a calendar date: of the versions in effect by then the one that came into
 * effect last, of these the newest. Content must have been loaded, which makes version 1 hold from the beginning.
 * Readable by every step of a case, so it takes no principal.
 * @throws Error when no version is in force, or a stored one no longer fits its schema.
 */
export async function lifecyclePolicyOn(db: Db | Tx, date: string): Promise<LifecyclePolicy & { version: number }> {
  const [row] = await db
    .select({ version: lifecycleVersions.version, spec: lifecycleVersions.spec })
    .from(lifecycleVersions)
    .where(sql`${lifecycleVersions.effectiveFrom} <= ${date}::date`)
    .orderBy(desc(lifecycleVersions.effectiveFrom), desc(lifecycleVersions.version))
    .limit(1);
  if (!row) throw new Error(`no rules of the life-cycle are in force on ${date}; load the content first`);
  return { ...LifecyclePolicy.parse(row.spec), version: row.version };
}
