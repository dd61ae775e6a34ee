import { transaction } from '#db/client.ts';
import { type KeyedItem, unsafeFindKeyedItem } from '#db/dal/practice.ts';
import { recordStudyAnswer } from '#db/dal/review.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fitsItem, isAnswered } from '#domain/assessment/respond.ts';
import type { Response } from '#domain/assessment/response.ts';
import type { ReviewAnswerView } from '#domain/learning/review-view.ts';
import { sectionCiting } from '#domain/learning/section-citing.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { parseLawRef, refLabel } from '../../content/law-ref.ts';
import { content } from '../../content/read-content.ts';
import { keepPracticeAnswer } from '../practice/answer-practice.ts';
import { feedbackOn } from './feedback.ts';
import { learnerOf } from './learner.ts';
import { entriesOf, ownReview } from './review-list.ts';

function readingOf({ lessonId, laws }: KeyedItem): ReviewAnswerView['reading'] {
  const lesson = content().lessons.get(lessonId);
  const section = lesson ? sectionCiting(lesson, laws) : null;
  const label = `${lesson?.number ?? ''} ${lesson?.title ?? lessonId}`;
  return section
    ? { href: `/learn/${lessonId}#${section.id}`, label: `${label} · ${section.title}` }
    : { href: `/learn/${lessonId}`, label };
}

function lawsOf({ laws }: KeyedItem): ReviewAnswerView['laws'] {
  return laws.flatMap((ref) => {
    const parsed = parseLawRef(ref);
    if (!parsed) return [];
    const isInForce = content().laws.get(`${parsed.law}/${parsed.version}`)?.isInForce ?? false;
    return [{ ref, label: refLabel(parsed, isInForce) }];
  });
}

/**
 * Grades one answer of the principal's own review of a module. Right, the question leaves the review; wrong, it stays.
 * One of practice counts as a practice answer too, so its next date follows; no hours and no progress come of either.
 * Errors: NOT_FOUND (the question does not stand in this review now), RESPONSE_NOT_FITTING.
 */
export async function answerReview(
  principal: Principal,
  moduleId: string,
  answer: { readonly itemId: string; readonly response: Response },
): Promise<Result<ReviewAnswerView>> {
  const learner = learnerOf(principal);
  const { itemId, response } = answer;
  const entries = entriesOf(await ownReview(principal), moduleId);
  const entry = entries.find((candidate) => candidate.itemId === itemId);
  if (!entry) return fail('NOT_FOUND');
  return transaction(async (tx) => {
    const item = await unsafeFindKeyedItem(tx, entry.pool, itemId);
    if (!item) return fail('NOT_FOUND');
    if (!fitsItem(item.body, response) || !isAnswered(response)) return fail('RESPONSE_NOT_FITTING');
    const feedback = feedbackOn(item.key, response);
    const { version, lessonId } = item;
    const outcome = { correct: feedback.correct, occasion: 'review' } as const;
    if (entry.pool === 'practice') await keepPracticeAnswer(tx, learner, item, outcome);
    else await recordStudyAnswer(tx, learner, { itemId, version, lessonId, ...outcome });
    const left = entries.length - (feedback.correct ? 1 : 0);
    return ok({ ...feedback, left, reading: readingOf(item), laws: lawsOf(item) });
  });
}
