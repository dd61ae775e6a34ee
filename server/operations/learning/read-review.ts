import { randomUUID } from 'node:crypto';
import { db } from '#db/client.ts';
import { listItemBodies } from '#db/dal/practice.ts';
import { listReadLessons } from '#db/dal/review.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Lesson } from '#domain/learning/lesson-ast.ts';
import type { ReviewEntry } from '#domain/learning/review.ts';
import type { ModuleReview, ReviewAsked } from '#domain/learning/review-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { content } from '../../content/read-content.ts';
import { shuffledBody } from '../practice/practice-pool.ts';
import { entriesOf, ownReview } from './review-list.ts';
import { freeLesson, studyNext } from './study-next.ts';

const labelOf = ({ number, title }: Lesson) => `${number} ${title}`;

/** The questions with their options in a new order, in the order of the entries. */
async function asked(entries: readonly ReviewEntry[]): Promise<ReviewAsked[]> {
  const idsIn = (pool: ReviewEntry['pool']) => entries.filter((e) => e.pool === pool).map((e) => e.itemId);
  const rows = await Promise.all([
    listItemBodies(db, 'check', idsIn('check')),
    listItemBodies(db, 'practice', idsIn('practice')),
  ]);
  const bodies = new Map(rows.flat().map((row) => [row.itemId, row.body]));
  const rng = rngFrom(randomUUID());
  return entries.flatMap(({ itemId, lessonId, reason }) => {
    const body = bodies.get(itemId);
    const lesson = content().lessons.get(lessonId);
    return body && lesson ? [{ itemId, lessonId, reason, lesson: labelOf(lesson), item: shuffledBody(body, rng) }] : [];
  });
}

/** The title of a module that is taught, or null. */
export function moduleTitle(moduleId: string): string | null {
  return content().curriculum.modules.find((module) => module.id === moduleId)?.title ?? null;
}

/**
 * What the principal has to go over in a module, without keys, the summaries of its lessons read so far, and what to go
 * on with. Errors: NOT_FOUND (no such module).
 */
export async function readReview(principal: Principal, moduleId: string): Promise<Result<ModuleReview>> {
  const title = moduleTitle(moduleId);
  if (title === null) return fail('NOT_FOUND');
  const [review, read, next] = await Promise.all([
    ownReview(principal),
    listReadLessons(db, principal),
    studyNext(principal, { moduleId }),
  ]);
  const done = new Set(read);
  const lessons = [...content().lessons.values()].filter((lesson) => lesson.module === moduleId && done.has(lesson.id));
  return ok({
    moduleId,
    title,
    items: await asked(entriesOf(review, moduleId)),
    summaries: lessons.map((lesson) => ({ lessonId: lesson.id, label: labelOf(lesson), lines: lesson.summary })),
    next: next ?? freeLesson({ moduleId }, done),
  });
}
