import type { Tx } from '../../db/client.ts';
import { unsafeRecordSystemAudit } from '../../db/dal/audit.ts';
import {
  asContentOwner,
  type BlueprintRow,
  contentClock,
  ensureAnnualExams,
  type ItemRow,
  type LessonRow,
  type PolicyRow,
  saveBlueprints,
  saveItems,
  saveLessons,
  savePolicies,
  type Written,
} from '../../db/dal/content.ts';
import { saveDefaultLifecycle } from '../../db/dal/content-lifecycle.ts';
import { bodyOf, keyOf } from '../../domain/assessment/item-source.ts';
import { PlanPolicy } from '../../domain/policy/plan-policy.ts';
import { dateIn, type IsoDate, trainingYear } from '../../domain/shared/dates.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { contentHash } from './hash.ts';
import { isUnderReview } from './law-standing.ts';
import { type Content, content } from './read-content.ts';
import type { ParsedItem } from './read-items.ts';
import { POLICY_FILE } from './read-policies.ts';

/** The version number and the labels made from the register are no part of what a version says. */
function hashWithoutVersion({ version: _, ...rest }: { readonly version: number }): string {
  return contentHash(JSON.parse(JSON.stringify(rest, (key, value) => (key === 'label' ? undefined : value))));
}

function checkItemIds(all: Content, lessonId: string): string[] {
  return [...all.items.values()]
    .filter((item) => item.lessonId === lessonId && item.source.pool === 'check')
    .map((item) => item.source.id);
}

function lessonRows(all: Content): LessonRow[] {
  return [...all.parsedLessons.values()].map(({ lesson, file }) => ({
    id: lesson.id,
    version: lesson.version,
    file,
    module: lesson.module,
    number: lesson.number,
    title: lesson.title,
    plannedMinutes: lesson.minutes,
    plans: [...lesson.plans],
    topics: [...lesson.topics],
    sectionIds: lesson.sections.map((section) => section.id),
    checkItemIds: checkItemIds(all, lesson.id),
    contentHash: hashWithoutVersion({ ...lesson, checkItemIds: checkItemIds(all, lesson.id) } as typeof lesson),
  }));
}

/** A question that cites an article revised since is kept out of papers until somebody has reviewed it. */
function itemStatus(all: Content, item: ParsedItem): 'published' | 'quarantined' {
  return isUnderReview(all.laws, item.source) ? 'quarantined' : 'published';
}

function itemRows(all: Content): ItemRow[] {
  return [...all.items.values()].flatMap((item) => {
    const lesson = all.lessons.get(item.lessonId);
    if (!lesson) return [];
    const { id, version, pool, type, difficulty, laws } = item.source;
    return {
      id,
      version,
      file: item.file,
      pool,
      type,
      lessonId: item.lessonId,
      module: lesson.module,
      difficulty,
      difficultyReason: item.source.difficultyReason ?? '',
      laws,
      enemies: [...(item.source.enemies ?? [])],
      body: bodyOf(item.source),
      key: keyOf(item.source),
      contentHash: hashWithoutVersion(item.source),
      status: itemStatus(all, item),
    };
  });
}

function blueprintRows(all: Content): BlueprintRow[] {
  return [...all.blueprints.values()].map((spec) => ({
    id: spec.id,
    version: spec.version,
    file: `content/blueprints/${spec.id}.yaml`,
    contentHash: hashWithoutVersion(spec),
    spec,
  }));
}

function policyRows(all: Content): PolicyRow[] {
  return [...all.policies.values()].map((spec) => ({
    id: spec.planKind,
    version: spec.version,
    file: POLICY_FILE,
    contentHash: hashWithoutVersion(spec),
    spec,
  }));
}

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
