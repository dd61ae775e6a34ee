import type { Response } from '#domain/assessment/response.ts';

/** A key as it stands in the database. */
export type Key =
  | { type: 'single'; correct: string[] }
  | { type: 'multiple'; correct: string[] }
  | { type: 'boolean'; answer: boolean }
  | { type: 'fill'; blanks: string[][] }
  | { type: 'case'; parts: Record<string, Key> }
  | { type: 'ordering'; order: string[] }
  | { type: 'matching'; pairs: Record<string, string> };

/** The response that earns every point of a key. */
export function rightAnswer(key: Key): Response {
  if (key.type === 'single') return { type: 'single', choice: key.correct[0] ?? null };
  if (key.type === 'multiple') return { type: 'multiple', choices: key.correct };
  if (key.type === 'boolean') return { type: 'boolean', value: key.answer };
  if (key.type === 'fill') return { type: 'fill', texts: key.blanks.map((blank) => blank[0] ?? '') };
  if (key.type === 'ordering') return { type: 'ordering', order: key.order };
  if (key.type === 'matching') return { type: 'matching', pairs: key.pairs };
  const parts = Object.fromEntries(Object.entries(key.parts).map(([id, part]) => [id, rightAnswer(part)]));
  return { type: 'case', parts } as Response;
}
