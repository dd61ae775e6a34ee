import { questionsOf, type SourceOption } from '../../../domain/assessment/item-source.ts';
import type { ParsedItem } from '../read-items.ts';
import { characters, error, type Finding, percent } from './finding.ts';

const BANK = 'content/questions';
const LONGEST_MAX = 0.35;
const POSITION_MIN = 0.15;
const POSITION_MAX = 0.35;
/** Below this number of questions a share says nothing. */
const ENOUGH = 20;
const LARGE_BANK = 60;
const CHECKS_A_LESSON = 3;

type Single = { readonly options: readonly SourceOption[] };

/** Single-choice questions, those inside case sets included. */
export function singlesOf(items: readonly ParsedItem[]): Single[] {
  return items.flatMap(({ source }) => questionsOf(source).filter((q) => q.type === 'single'));
}

function isKeyLongest({ options }: Single): boolean {
  const keys = options.filter((o) => o.correct).map((o) => characters(o.text));
  const others = options.filter((o) => !o.correct).map((o) => characters(o.text));
  return Math.min(...keys) > Math.max(...others);
}

/** Share of single-choice questions whose key is longer than every other option. */
export function longestKeyShare(items: readonly ParsedItem[]): number {
  const singles = singlesOf(items);
  return singles.length === 0 ? 0 : singles.filter(isKeyLongest).length / singles.length;
}

/** Over the whole bank the key must not be found by its length. */
export function longestOption(items: readonly ParsedItem[]): Finding[] {
  if (singlesOf(items).length < ENOUGH) return [];
  const share = longestKeyShare(items);
  if (share <= LONGEST_MAX) return [];
  return [error(BANK, 1, `单选题中正确项最长的占 ${percent(share)}，不得超过 ${percent(LONGEST_MAX)}`)];
}

/** Share of each of a–d among the keys of single-choice questions. */
export function keyPositions(items: readonly ParsedItem[]): ReadonlyMap<string, number> {
  const singles = singlesOf(items);
  return new Map(
    ['a', 'b', 'c', 'd'].map((id) => {
      const count = singles.filter(({ options }) => options.some((o) => o.id === id && o.correct)).length;
      return [id, singles.length === 0 ? 0 : count / singles.length];
    }),
  );
}

/** Nor by where it stands. */
export function evenPositions(items: readonly ParsedItem[]): Finding[] {
  if (singlesOf(items).length < ENOUGH) return [];
  return [...keyPositions(items)].flatMap(([id, share]) => {
    if (share >= POSITION_MIN && share <= POSITION_MAX) return [];
    return error(
      BANK,
      1,
      `单选题答案为 ${id} 的占 ${percent(share)}，应在 ${percent(POSITION_MIN)}–${percent(POSITION_MAX)}`,
    );
  });
}

export function booleanAnswers(items: readonly ParsedItem[]): boolean[] {
  return items.flatMap(({ source }) => questionsOf(source).flatMap((q) => (q.type === 'boolean' ? q.answer : [])));
}

/** True and false stand about evenly, so that guessing one of them gains nothing. */
export function booleanShare(items: readonly ParsedItem[]): Finding[] {
  const answers = booleanAnswers(items);
  if (answers.length < ENOUGH) return [];
  const [min, max] = answers.length < LARGE_BANK ? [0.4, 0.6] : [0.45, 0.55];
  const share = answers.filter(Boolean).length / answers.length;
  if (share >= min && share <= max) return [];
  return [
    error(BANK, 1, `判断题中“对”占 ${percent(share)}（共 ${answers.length} 题），应在 ${percent(min)}–${percent(max)}`),
  ];
}

/** Every lesson ends with exactly three check questions. */
export function checkQuestions(lessonIds: readonly string[], items: readonly ParsedItem[]): Finding[] {
  return lessonIds.flatMap((id) => {
    const count = items.filter((item) => item.lessonId === id && item.source.pool === 'check').length;
    if (count === CHECKS_A_LESSON) return [];
    return error(`${BANK}/${id}.yaml`, 1, `课末检查题应恰好 ${CHECKS_A_LESSON} 题，现有 ${count} 题`);
  });
}

/** Two questions with the same stem are one question. */
export function sameStems(items: readonly ParsedItem[]): Finding[] {
  const seen = new Map<string, string>();
  return items.flatMap((item) => {
    const stem = item.source.stem.replace(/\s/g, '');
    const first = seen.get(stem);
    seen.set(stem, first ?? item.source.id);
    return first ? error(item.file, item.line, `${item.source.id} 与 ${first} 题干相同`) : [];
  });
}

const ABSOLUTE = /一律|任何|绝不|绝对|完全|永远|所有|全部|必定|从来/;
/** Of the options with such a word at least this share is right; of all options about a third. */
const ABSOLUTE_RIGHT_MIN = 0.15;

/** Absolute words must not give wrong options away. */
export function absoluteWords(items: readonly ParsedItem[]): Finding[] {
  const options = items.flatMap(({ source }) => questionsOf(source).flatMap((q) => ('options' in q ? q.options : [])));
  const withWord = options.filter((option) => ABSOLUTE.test(option.text));
  const share = withWord.filter((option) => option.correct).length / withWord.length;
  if (withWord.length < ENOUGH || share >= ABSOLUTE_RIGHT_MIN) return [];
  const found = `绝对化词语出现在 ${withWord.length} 个选项中，正确的只占 ${percent(share)}`;
  return [error(BANK, 1, `${found}，不得少于 ${percent(ABSOLUTE_RIGHT_MIN)}`)];
}

/** What the whole bank must hold before it is fit to be used. */
export const BANK_BAR = { published: 800, exam: 600, practice: 200, aLesson: 12, situations: 0.4 } as const;

/** Questions enough for everybody, on what every plan requires, and set in situations rather than asked from memory. */
export function bankSize(
  items: readonly ParsedItem[],
  requiredLessons: ReadonlySet<string>,
  bar: { readonly [K in keyof typeof BANK_BAR]: number } = BANK_BAR,
): Finding[] {
  const count = (pool: string) => items.filter((item) => item.source.pool === pool).length;
  const onRequired = items.filter((item) => requiredLessons.has(item.lessonId)).length;
  const mean = requiredLessons.size === 0 ? 0 : onRequired / requiredLessons.size;
  const situations = items.filter((item) => item.source.situation).length / Math.max(1, items.length);
  const wrong = [
    ...(items.length < bar.published ? [`题目共 ${items.length} 道，不得少于 ${bar.published} 道`] : []),
    ...(count('exam') < bar.exam ? [`考试题 ${count('exam')} 道，不得少于 ${bar.exam} 道`] : []),
    ...(count('practice') < bar.practice ? [`练习题 ${count('practice')} 道，不得少于 ${bar.practice} 道`] : []),
    ...(mean < bar.aLesson ? [`必修课平均每课 ${mean.toFixed(1)} 道题，不得少于 ${bar.aLesson} 道`] : []),
    ...(situations < bar.situations
      ? [`写了处境的题占 ${percent(situations)}，不得少于 ${percent(bar.situations)}`]
      : []),
  ];
  return wrong.map((message) => error(BANK, 1, message));
}
