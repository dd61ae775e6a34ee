import { db } from '#db/client.ts';
import { findLesson, listProgress } from '#db/dal/learning.ts';
import { listItemBodies } from '#db/dal/practice.ts';
import { listMissedChecks } from '#db/dal/review.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Lesson } from '#domain/learning/lesson-ast.ts';
import type { AskedItem, StandingView } from '#domain/learning/lesson-view.ts';
import type { LessonOutlook } from '#domain/learning/review-view.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { parseLawRef, refLabel } from '../../content/law-ref.ts';
import { isUnderReview } from '../../content/law-standing.ts';
import { content } from '../../content/read-content.ts';
import { env } from '../../env.ts';
import { ownStandings } from '../standing.ts';
import type { PlanWithStanding } from '../standing-facts.ts';
import { demandedLessons } from './list-lessons.ts';
import { standingView } from './standing-view.ts';
import { freeLesson, studyNext } from './study-next.ts';

export type LessonPage = LessonOutlook & {
  readonly lesson: Lesson;
  readonly moduleTitle: string;
  readonly standing: StandingView;
  readonly checks: readonly AskedItem[];
  /** What the lesson rests on, as labels with their references. */
  readonly basis: readonly { readonly ref: string; readonly label: string }[];
  /** It cites an article that was revised since; somebody has yet to read it again. */
  readonly isUnderReview: boolean;
  readonly minutesPerHour: number;
};

const DEFAULT_MINUTES_PER_HOUR = 45;

function basisOf(lesson: Lesson): LessonPage['basis'] {
  return lesson.laws.flatMap((ref) => {
    const parsed = parseLawRef(ref);
    if (!parsed) return [];
    const isInForce = content().laws.get(`${parsed.law}/${parsed.version}`)?.isInForce ?? false;
    return [{ ref, label: refLabel(parsed, isInForce) }];
  });
}

/** Whether a lesson of the own plans is the last of its module that they demand, or was. */
function isLastOfModule({ id, module }: Lesson, items: readonly PlanWithStanding[]): boolean {
  const isPlanned = items.some(({ plan }) => plan.policy.requiredLessons.includes(id));
  const demanded = [...demandedLessons(items)].filter((other) => content().lessons.get(other)?.module === module);
  return isPlanned && demanded.every((other) => other === id);
}

/** The title of a lesson that is taught now, or null. */
export function lessonTitle(lessonId: string): string | null {
  return content().lessons.get(lessonId)?.title ?? null;
}

/** A lesson with its check questions (without keys) and the principal's own standing in it. Errors: NOT_FOUND. */
export async function readLesson(principal: Principal, lessonId: string): Promise<Result<LessonPage>> {
  const { lessons, curriculum } = content();
  const lesson = lessons.get(lessonId);
  const facts = lesson ? await findLesson(db, lessonId) : null;
  if (!lesson || !facts) return fail('NOT_FOUND');
  const year = trainingYear(env.SHOUMI_ZONE, facts.now);
  const [all, bodies, items] = await Promise.all([
    listProgress(db, principal, year),
    listItemBodies(db, 'check', facts.checkItemIds),
    ownStandings(principal, year),
  ]);
  const [missed, next] = await Promise.all([
    listMissedChecks(db, principal, lessonId),
    studyNext(principal, { lessonId }, items),
  ]);
  const read = new Set(all.flatMap((row) => (row.completedAt ? [row.lessonId] : [])));
  const byId = new Map(bodies.map((row) => [row.itemId, row]));
  const progress = all.find((row) => row.lessonId === lessonId) ?? null;
  return ok({
    lesson,
    moduleTitle: curriculum.modules.find((module) => module.id === lesson.module)?.title ?? '',
    standing: standingView(facts, progress, facts.now),
    checks: facts.checkItemIds.flatMap((itemId) => {
      const row = byId.get(itemId);
      return row ? [{ itemId, lessonId, item: row.body }] : [];
    }),
    basis: basisOf(lesson),
    isUnderReview: isUnderReview(content().laws, lesson),
    next,
    free: freeLesson({ lessonId }, read),
    review: { moduleId: lesson.module, missed, isLastOfModule: isLastOfModule(lesson, items) },
    minutesPerHour: items[0]?.plan.policy.minutesPerHour ?? DEFAULT_MINUTES_PER_HOUR,
  });
}
