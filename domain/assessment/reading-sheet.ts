import { z } from 'zod';
import type { ChoosableBody, ItemBody } from './item.ts';
import type { PartResponse, Response } from './response.ts';

/**
 * How the reader came to an answer: from knowing the subject, from plain common sense, or from the form of the question
 * (length, tone, a repeated word). What is answered right by its form examines nothing.
 */
export const BASES = ['known', 'sense', 'form'] as const;

/** One answer of a trial reader: letters as printed (`b`, `ad`), 对/错, words or part answers divided by `|`, `1c 2a 3b`. */
export const TrialAnswer = z.strictObject({
  answer: z.string(),
  basis: z.enum(BASES).optional(),
  note: z.string().optional(),
});
export type TrialAnswer = z.infer<typeof TrialAnswer>;

const rows = (list: readonly { id: string; text: string }[]) => list.map(({ id, text }) => `  ${id}. ${text}`);

function choosable(body: ChoosableBody): string[] {
  if (body.type === 'boolean') return [`（判断，答 对 或 错）${body.stem}`];
  return [`（${body.type === 'single' ? '单选' : '多选'}）${body.stem}`, ...rows(body.options)];
}

function linesOf(body: ItemBody): string[] {
  switch (body.type) {
    case 'fill':
      return [`（填空，${body.blankCount} 空，以 | 分开）${body.stem}`];
    case 'ordering':
      return [`（排序，按先后写字母）${body.stem}`, ...rows(body.items)];
    case 'matching':
      return [`（配对，写作 1a 2b）${body.stem}`, ...rows(body.left), '  ——', ...rows(body.right)];
    case 'case':
      return [
        `（案例，各小题的答案依次以 | 分开）${body.stem}`,
        ...body.parts.flatMap((part) => choosable(part).map((line, i) => (i === 0 ? `[${part.id}] ${line}` : line))),
      ];
    default:
      return choosable(body);
  }
}

/** A question as a trial reader sees it: stem and options, no key, no level, no source. */
export function sheetText(itemId: string, body: ItemBody): string {
  return [`## ${itemId}`, ...linesOf(body)].join('\n');
}

const letters = (text: string) => [...text.toLowerCase()].filter((char) => /[a-f]/.test(char));

function partOf(body: ChoosableBody, text: string): PartResponse {
  if (body.type === 'boolean') return { type: 'boolean', value: text.trim() === '' ? null : text.includes('对') };
  if (body.type === 'single') return { type: 'single', choice: letters(text)[0] ?? null };
  return { type: 'multiple', choices: letters(text) };
}

/** The printed answer as a response that can be graded. What cannot be read counts as not answered. */
export function responseOf(body: ItemBody, answer: string): Response {
  const parts = answer.split('|');
  switch (body.type) {
    case 'fill':
      return { type: 'fill', texts: parts.map((text) => text.trim()) };
    case 'ordering':
      return { type: 'ordering', order: letters(answer) };
    case 'matching':
      return {
        type: 'matching',
        pairs: Object.fromEntries(
          [...answer.matchAll(/(\d)\s*([a-f])/gi)].map(([, left, right]) => [left, right?.toLowerCase()]),
        ),
      };
    case 'case':
      return {
        type: 'case',
        parts: Object.fromEntries(body.parts.map((part, i) => [part.id, partOf(part, parts[i] ?? '')])),
      };
    default:
      return partOf(body, answer);
  }
}
