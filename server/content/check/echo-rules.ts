import {
  type ItemSource,
  questionsOf,
  type SourceOption,
  type SourcePart,
} from '../../../domain/assessment/item-source.ts';
import type { ParsedItem } from '../read-items.ts';
import { error, type Finding } from './finding.ts';
import { runsOf } from './runs.ts';

/** Shorter runs are found in stem and key by chance. */
const RUN = 4;
/** A run in more than this share of the questions is a word of the trade (国家秘密), which gives nothing away. */
const COMMON_SHARE = 0.01;

type Choice = Extract<ItemSource | SourcePart, { options: unknown }>;

const isChoice = (question: ItemSource | SourcePart): question is Choice => 'options' in question;
/** Runs do not cross a mark: a word stands between two of them. */
const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).flatMap((part) => runsOf(part, RUN));
const inOptions = (options: readonly SourceOption[], correct: boolean) =>
  new Set(options.filter((option) => option.correct === correct).flatMap((option) => wordsOf(option.text)));

/** Runs that many questions hold. */
export function commonWords(items: readonly ParsedItem[]): ReadonlySet<string> {
  const questions = items.flatMap(({ source }) => questionsOf(source).filter(isChoice));
  const times = new Map<string, number>();
  for (const { stem, options } of questions) {
    for (const run of new Set(wordsOf([stem, ...options.map((o) => o.text)].join('，'))))
      times.set(run, (times.get(run) ?? 0) + 1);
  }
  const limit = Math.max(2, questions.length * COMMON_SHARE);
  return new Set([...times].filter(([, count]) => count > limit).map(([run]) => run));
}

/** A word of the stem that only right options repeat points at them; where a wrong one repeats any of it, none does. */
export function echoedStem(item: ParsedItem, common: ReadonlySet<string>): Finding[] {
  return questionsOf(item.source).flatMap((question, index) => {
    if (!isChoice(question)) return [];
    const stem = new Set(wordsOf(question.stem));
    const echoed = (correct: boolean) =>
      [...inOptions(question.options, correct)].filter((run) => stem.has(run) && !common.has(run));
    const echoes = echoed(true);
    if (echoes.length === 0 || echoed(false).length > 0) return [];
    const path = item.source.type === 'case' ? ['parts', index, 'stem'] : ['stem'];
    return error(item.file, item.lineAt(path), `${item.source.id} 题干里的“${echoes[0]}”只在正确项里重复`);
  });
}
