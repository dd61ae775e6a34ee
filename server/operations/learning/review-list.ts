import { db } from '#db/client.ts';
import { findLastGraded, listReviewStock, type ReviewStockRow } from '#db/dal/review.ts';
import type { Principal } from '#domain/access/principal.ts';
import { reviewable } from '#domain/assessment/review.ts';
import { type LostPoints, type ReviewEntry, reviewList } from '#domain/learning/review.ts';
import type { ModuleToReview } from '#domain/learning/review-view.ts';
import { articleKey, parseLawRef } from '../../content/law-ref.ts';
import { content } from '../../content/read-content.ts';
import { bankItem } from '../exam/bank.ts';
import { examRules } from '../exam/rules.ts';

/** What makes two questions neighbours: the source units they stand on and the articles they cite. */
function marksOf(itemId: string, laws: readonly string[]): string[] {
  const articles = laws.flatMap((ref) => {
    const parsed = parseLawRef(ref);
    return parsed ? [articleKey(parsed)] : [];
  });
  return [...(content().items.get(itemId)?.source.units ?? []), ...articles];
}

/**
 * The lessons in which the principal lost points in the attempt graded last. What was missed in them steers the choice
 * of questions only when the review policy has opened the paper; before that a lesson is all that is told.
 */
async function lostPoints(principal: Principal): Promise<LostPoints | null> {
  const last = await findLastGraded(db, principal);
  if (!last) return null;
  const { blueprint } = await examRules(last.examId);
  const facts = { now: last.serverNow, closesAt: last.closesAt, attemptClosed: true };
  const released = reviewable(blueprint.reviewPolicy, facts);
  if (released === 'nothing') return null;
  const lessons = new Map<string, Set<string>>();
  for (const { itemId, version, lessonId, points, max } of last.detail.positions) {
    if (points >= max) continue;
    const marks = lessons.get(lessonId) ?? new Set();
    lessons.set(lessonId, marks);
    if (released !== 'full') continue;
    for (const mark of marksOf(itemId, (await bankItem(itemId, version)).laws)) marks.add(mark);
  }
  return { since: last.closedAt, lessons };
}

export type OwnReview = {
  /** In the order in which they are asked. */
  readonly entries: readonly ReviewEntry[];
  readonly stock: ReadonlyMap<string, ReviewStockRow>;
};

/** Everything the principal has to go over, of all modules. Call it outside of a transaction: it reads the item bank. */
export async function ownReview(principal: Principal): Promise<OwnReview> {
  const lost = await lostPoints(principal);
  const { lessons } = content();
  const rows = await listReviewStock(db, principal, [...(lost?.lessons.keys() ?? [])]);
  const taught = rows.filter((row) => lessons.has(row.lessonId));
  const questions = taught.map(({ laws, ...row }) => ({ ...row, marks: marksOf(row.itemId, laws) }));
  return {
    entries: reviewList(questions, lost, [...lessons.keys()]),
    stock: new Map(taught.map((row) => [row.itemId, row])),
  };
}

/** What of a review belongs to one module. */
export function entriesOf(review: OwnReview, moduleId: string): readonly ReviewEntry[] {
  const { lessons } = content();
  return review.entries.filter((entry) => lessons.get(entry.lessonId)?.module === moduleId);
}

/** The modules in which the principal has something to go over, in teaching order. */
export async function modulesToReview(principal: Principal): Promise<ModuleToReview[]> {
  const review = await ownReview(principal);
  return content()
    .curriculum.modules.map(({ id, title }) => ({ moduleId: id, title, count: entriesOf(review, id).length }))
    .filter((module) => module.count > 0);
}
