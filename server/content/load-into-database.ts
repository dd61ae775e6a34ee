import type { Tx } from '../../db/client.ts';
import { unsafeRecordSystemAudit } from '../../db/dal/audit.ts';
import {
  asContentOwner,
  contentClock,
  ensureAnnualExams,
  saveBlueprints,
  saveItems,
  saveLessons,
  savePolicies,
  type Written,
} from '../../db/dal/content.ts';
import { saveDefaultLifecycle } from '../../db/dal/content-lifecycle.ts';
import { PlanPolicy } from '../../domain/policy/plan-policy.ts';
import { dateIn, type IsoDate, trainingYear } from '../../domain/shared/dates.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { blueprintRows, hashWithoutVersion, itemRows, lessonRows, policyRows } from './content-rows.ts';
import { contentHash } from './hash.ts';
import { type Content, content } from './read-content.ts';

/** A rule stored before a field had a default counts as having that default. */
function storedPolicyHash(spec: PlanPolicy): string {
  const parsed = PlanPolicy.safeParse(spec);
  return hashWithoutVersion(parsed.success ? parsed.data : spec);
}

export type LoadReport = {
  readonly lessons: Written;
  readonly items: Written;
  readonly blueprints: Written;
  readonly policies: Written;
  readonly lifecycle: Written;
  readonly trainingYear: number;
};

/** An organisation that never changed the rules of the life-cycle follows the product's. */
async function saveLifecycle(tx: Tx, all: Content, today: IsoDate): Promise<Written> {
  if (!all.lifecycle) return { added: 0, restored: 0, retired: 0 };
  return saveDefaultLifecycle(tx, all.lifecycle, { today, hashOf: contentHash });
}

/** A default that comes with a new release and does not take effect, because the organisation has its own, is logged. */
async function savePlanPolicies(tx: Tx, all: Content): Promise<Written> {
  const { written, passedOver } = await savePolicies(tx, policyRows(all), storedPolicyHash);
  for (const one of passedOver) logger.info(one, 'default plan policy not loaded: the organisation has its own');
  return written;
}

const isChange = (written: Written) => written.added + written.restored + written.retired > 0;

/**
 * Brings the database in line with the content folder in one transaction and makes sure the exams of the current
 * training year exist. Running it again changes nothing.
 * @throws ContentError when a file departs from its format; Error naming the file when text changed without a raised
 * version. The database then stays as it was.
 */
export async function loadContent(
  settings: { readonly ownerUrl?: string; readonly zone?: string; readonly all?: Content } = {},
): Promise<LoadReport> {
  const all = settings.all ?? content();
  const zone = settings.zone ?? env.SHOUMI_ZONE;
  return asContentOwner(settings.ownerUrl ?? env.DATABASE_OWNER_URL, async (tx) => {
    const now = await contentClock(tx);
    const year = trainingYear(zone, now);
    const report: LoadReport = {
      lessons: await saveLessons(tx, lessonRows(all)),
      items: await saveItems(tx, itemRows(all)),
      blueprints: await saveBlueprints(tx, blueprintRows(all)),
      policies: await savePlanPolicies(tx, all),
      lifecycle: await saveLifecycle(tx, all, dateIn(zone, now)),
      trainingYear: year,
    };
    await ensureAnnualExams(tx, year, zone);
    const { trainingYear: _, ...written } = report;
    if (Object.values(written).some(isChange)) {
      const entry = { action: 'content.load', subjectType: 'content', subjectId: 'content', detail: { ...written } };
      await unsafeRecordSystemAudit(tx, '内容载入', entry);
    }
    return report;
  });
}
