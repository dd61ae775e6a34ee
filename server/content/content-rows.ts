import type { BlueprintRow, ItemRow, LessonRow, PolicyRow } from '../../db/dal/content.ts';
import { bodyOf, keyOf } from '../../domain/assessment/item-source.ts';
import { contentHash } from './hash.ts';
import { isUnderReview } from './law-standing.ts';
import type { Content } from './read-content.ts';
import type { ParsedItem } from './read-items.ts';
import { POLICY_FILE } from './read-policies.ts';

/** The version number and the labels made from the register are no part of what a version says. */
export function hashWithoutVersion({ version: _, ...rest }: { readonly version: number }): string {
  return contentHash(JSON.parse(JSON.stringify(rest, (key, value) => (key === 'label' ? undefined : value))));
}

function checkItemIds(all: Content, lessonId: string): string[] {
  return [...all.items.values()]
    .filter((item) => item.lessonId === lessonId && item.source.pool === 'check')
    .map((item) => item.source.id);
}

export function lessonRows(all: Content): LessonRow[] {
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

export function itemRows(all: Content): ItemRow[] {
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

export function blueprintRows(all: Content): BlueprintRow[] {
  return [...all.blueprints.values()].map((spec) => ({
    id: spec.id,
    version: spec.version,
    file: `content/blueprints/${spec.id}.yaml`,
    contentHash: hashWithoutVersion(spec),
    spec,
  }));
}

export function policyRows(all: Content): PolicyRow[] {
  return [...all.policies.values()].map((spec) => ({
    id: spec.planKind,
    version: spec.version,
    file: POLICY_FILE,
    contentHash: hashWithoutVersion(spec),
    spec,
  }));
}
