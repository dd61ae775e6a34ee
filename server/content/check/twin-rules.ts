import { type ItemSource, questionsOf } from '../../../domain/assessment/item-source.ts';
import type { ParsedItem } from '../read-items.ts';
import { error, type Finding } from './finding.ts';
import { runsOf } from './runs.ts';

/** Two letters: Chinese words mostly have two. */
const RUN = 2;
/** Share of runs in common (Dice) from which two questions ask the same; found by reading pairs from the top down. */
const SAME = 0.5;

/** What a question asks and what is right: two questions with the same of both are one. */
function gist(source: ItemSource): string {
  const parts = questionsOf(source).map((question) => {
    const keys = 'options' in question ? question.options.filter((o) => o.correct).map((o) => o.text) : [];
    return [question.stem, ...keys].join('');
  });
  if (source.type === 'fill')
    return source.blanks.reduce((stem, b) => stem.replace('____', b.accept[0] ?? ''), source.stem);
  if (source.type === 'ordering') return [source.stem, ...source.items.map((step) => step.text)].join('');
  if (source.type === 'matching') return [source.stem, ...source.pairs.map((pair) => pair.left + pair.right)].join('');
  return source.type === 'case' ? [source.stem, ...parts].join('') : parts.join('');
}

/** Dice coefficient of two bags of runs, 0–1. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>, sizes: number): number {
  let shared = 0;
  for (const [run, times] of a) shared += Math.min(times, b.get(run) ?? 0);
  return sizes === 0 ? 0 : (2 * shared) / sizes;
}

function bagOf(text: string): { readonly bag: ReadonlyMap<string, number>; readonly size: number } {
  const runs = runsOf(text, RUN);
  const bag = new Map<string, number>();
  for (const run of runs) bag.set(run, (bag.get(run) ?? 0) + 1);
  return { bag, size: runs.length };
}

/**
 * Questions of different pools must not ask the same thing: whoever has practised one knows the other, key and reason.
 */
export function twinQuestions(items: readonly ParsedItem[]): Finding[] {
  const bags = items.map((item) => ({ item, ...bagOf(gist(item.source)) }));
  return bags.flatMap((one, i) =>
    bags.slice(i + 1).flatMap((other) => {
      if (one.item.source.pool === other.item.source.pool) return [];
      if (likeness(one.bag, other.bag, one.size + other.size) < SAME) return [];
      const message = `${other.item.source.id} 与另一题库的 ${one.item.source.id} 几乎相同`;
      return error(other.item.file, other.item.line, message);
    }),
  );
}
