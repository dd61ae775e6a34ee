import { desc } from 'drizzle-orm';
import type { LifecyclePolicy } from '../../domain/policy/lifecycle-policy.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import type { Db, Tx } from '../client.ts';
import { lifecycleVersions } from '../schema/policies.ts';
import type { Written } from './content.ts';

/** Older than any record, so that every date of the past has a rule. */
const FROM_THE_BEGINNING = '1900-01-01';

/**
 * Makes the product's default rules of the life-cycle version 1, or the next version from `today` when they changed. An
 * organisation that has published its own keeps them. `hashOf` tells whether two rules say the same.
 */
export async function saveDefaultLifecycle(
  tx: Db | Tx,
  spec: LifecyclePolicy,
  settings: { readonly today: IsoDate; readonly hashOf: (spec: LifecyclePolicy) => string },
): Promise<Written> {
  const stored = await tx
    .select({ version: lifecycleVersions.version, spec: lifecycleVersions.spec, origin: lifecycleVersions.origin })
    .from(lifecycleVersions)
    .orderBy(desc(lifecycleVersions.version));
  const [newest] = stored;
  const isOwn = stored.some((row) => row.origin === 'unit');
  const isSame = newest !== undefined && settings.hashOf(newest.spec) === settings.hashOf(spec);
  if (isOwn || isSame) return { added: 0, restored: 0, retired: 0 };
  await tx.insert(lifecycleVersions).values({
    version: (newest?.version ?? 0) + 1,
    spec,
    effectiveFrom: newest ? settings.today : FROM_THE_BEGINNING,
    origin: 'default',
  });
  return { added: 1, restored: 0, retired: 0 };
}
