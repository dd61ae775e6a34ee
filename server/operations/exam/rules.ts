import { db } from '#db/client.ts';
import { unsafeExamRules } from '#db/dal/exams.ts';

export type ExamRules = Awaited<ReturnType<typeof unsafeExamRules>>;

/** The blueprint of an exam somebody sits is fixed, its window may be moved; a quarter of a minute late is harmless here. */
const FRESH_MS = 15_000;
const KEPT_MAX = 500;
const kept = new Map<string, { readonly rules: Promise<ExamRules>; readonly readAt: number }>();

/** Rules of an exam for showing. What decides (start, deadline, grade) reads them in its own transaction. */
export function examRules(examId: string): Promise<ExamRules> {
  const known = kept.get(examId);
  if (known && performance.now() - known.readAt < FRESH_MS) return known.rules;
  if (kept.size >= KEPT_MAX) kept.clear();
  const rules = unsafeExamRules(db, examId);
  kept.set(examId, { rules, readAt: performance.now() });
  rules.catch(() => kept.delete(examId));
  return rules;
}
