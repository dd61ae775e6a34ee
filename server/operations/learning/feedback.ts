import { gradeResponse } from '#domain/assessment/grade.ts';
import type { ItemKey } from '#domain/assessment/item.ts';
import type { Response } from '#domain/assessment/response.ts';
import type { FeedbackView } from '#domain/learning/lesson-view.ts';

type PartKey = Exclude<ItemKey, { type: 'fill' | 'case' }>;

function correctOf(key: PartKey): readonly string[] {
  return key.type === 'boolean' ? [String(key.answer)] : key.correct;
}

function whyOf(key: PartKey): Readonly<Record<string, string>> {
  return key.type === 'boolean' ? {} : key.why;
}

/** The option ids that are right; `part.option` in a case set, the first accepted text of each blank in a fill-in. */
function correctOptions(key: ItemKey): readonly string[] {
  if (key.type === 'fill') return key.blanks.map((accepted) => accepted[0] ?? '');
  if (key.type !== 'case') return correctOf(key);
  return Object.entries(key.parts).flatMap(([id, part]) => correctOf(part).map((option) => `${id}.${option}`));
}

function reasons(key: ItemKey): Readonly<Record<string, string>> {
  if (key.type === 'fill') return {};
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
