import { db } from '#db/client.ts';
import { findLesson, listProgress } from '#db/dal/learning.ts';
import { listItemBodies } from '#db/dal/practice.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Lesson } from '#domain/learning/lesson-ast.ts';
import type { AskedItem, StandingView } from '#domain/learning/lesson-view.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { parseLawRef, refLabel } from '../../content/law-ref.ts';
import { isUnderReview } from '../../content/law-standing.ts';
import { content } from '../../content/read-content.ts';
import { env } from '../../env.ts';
import { ownStandings } from '../standing.ts';
import { demandedLessons } from './list-lessons.ts';
import { standingView } from './standing-view.ts';

export type LessonPage = {
  readonly lesson: Lesson;
  readonly moduleTitle: string;
  readonly standing: StandingView;
  readonly checks: readonly AskedItem[];
  /** What the lesson rests on, as labels with their references. */
  readonly basis: readonly { readonly ref: string; readonly label: string }[];
  /** It cites an article that was revised since; somebody has yet to read it again. */
  readonly isUnderReview: boolean;
  readonly next: { readonly lessonId: string; readonly number: string; readonly title: string } | null;
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

/** The lesson to go on with: the next one demanded and not done, in teaching order from here round; else the next one. */
function nextLesson(lessonId: string, demanded: ReadonlySet<string>): LessonPage['next'] {
  const order = [...content().lessons.values()];
  const here = order.findIndex((lesson) => lesson.id === lessonId);
  const after = order.slice(here + 1);
  const next = [...after, ...order.slice(0, here)].find((lesson) => demanded.has(lesson.id)) ?? after[0];
  return next ? { lessonId: next.id, number: next.number, title: next.title } : null;
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
    next: nextLesson(lessonId, demandedLessons(items)),
    minutesPerHour: items[0]?.plan.policy.minutesPerHour ?? DEFAULT_MINUTES_PER_HOUR,
  });
}
