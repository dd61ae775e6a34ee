import { gradeResponse } from '#domain/assessment/grade.ts';
import type { ChoosableKey, ItemKey } from '#domain/assessment/item.ts';
import type { Response } from '#domain/assessment/response.ts';
import type { FeedbackView } from '#domain/learning/lesson-view.ts';

function correctOf(key: ChoosableKey): readonly string[] {
  return key.type === 'boolean' ? [String(key.answer)] : key.correct;
}

function whyOf(key: ChoosableKey): Readonly<Record<string, string>> {
  return key.type === 'boolean' ? {} : key.why;
}

/**
 * The option ids that are right; `part.option` in a case set, the first accepted text of each blank in a fill-in, the
 * steps from first to last in 排序, `left.right` in 配对.
 */
function correctOptions(key: ItemKey): readonly string[] {
  if (key.type === 'fill') return key.blanks.map((accepted) => accepted[0] ?? '');
  if (key.type === 'ordering') return key.order;
  if (key.type === 'matching') return Object.entries(key.pairs).map((pair) => pair.join('.'));
  if (key.type !== 'case') return correctOf(key);
  return Object.entries(key.parts).flatMap(([id, part]) => correctOf(part).map((option) => `${id}.${option}`));
}

function reasons(key: ItemKey): Readonly<Record<string, string>> {
  if (key.type === 'fill') return {};
  if (key.type === 'ordering' || key.type === 'matching') return key.why;
  if (key.type !== 'case') return whyOf(key);
  return Object.fromEntries(
    Object.entries(key.parts).flatMap(([id, part]) =>
      Object.entries(whyOf(part)).map(([option, why]) => [`${id}.${option}`, why]),
    ),
  );
}

/** Grades one answer outside an exam: right only when wholly right. Call it after the answer was given, never before. */
export function feedbackOn(key: ItemKey, response: Response): FeedbackView {
  return {
    correct: gradeResponse(key, response, 1, 'all-or-nothing').outcome === 'right',
    explanation: key.explanation,
    why: reasons(key),
    correctOptions: correctOptions(key),
    key,
  };
}
