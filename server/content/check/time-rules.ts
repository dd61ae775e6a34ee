import { type ItemSource, questionsOf } from '../../../domain/assessment/item-source.ts';
import type { Lesson } from '../../../domain/learning/lesson-ast.ts';
import type { ParsedLesson } from '../parse-lesson.ts';
import type { ParsedItem } from '../read-items.ts';
import { characters, error, type Finding, percent } from './finding.ts';
import { blocksOf, wholeText } from './lesson-text.ts';

/** Adults read plain Chinese on a screen, and take it in, at about this many characters a minute. */
const CHARACTERS_A_MINUTE = 300;
/** Minutes of thought that a decision takes beside its reading. */
const SCENARIO = 0.5;
const CARD = 0.15;
const QUESTION = 0.3;
/** The time shown may miss the time needed by this much. */
const SHORTEST = 0.8;
const LONGEST = 1.25;

function wordsOf(source: ItemSource): string {
  const parts = questionsOf(source).flatMap((question) => [
    question.stem,
    question.explanation,
    ...('options' in question ? question.options.flatMap((option) => [option.text, option.why]) : []),
  ]);
  return parts.join('');
}

/** Minutes that a careful reader needs for a lesson with the questions at its end. */
export function neededMinutes(lesson: Lesson, checks: readonly ItemSource[]): number {
  const blocks = blocksOf(lesson);
  const scenarios = blocks.filter((block) => block.type === 'scenario' && !block.step).length;
  const cards = blocks.reduce((sum, block) => sum + (block.type === 'deck' ? block.cards.length : 0), 0);
  const text = characters(wholeText(lesson)) + characters(checks.map(wordsOf).join(''));
  return text / CHARACTERS_A_MINUTE + scenarios * SCENARIO + cards * CARD + checks.length * QUESTION;
}

/** The minutes of a lesson are credited as 学时: they must be what reading it takes. */
export function timeShown({ file, lesson }: ParsedLesson, items: readonly ParsedItem[]): Finding[] {
  const checks = items.filter((item) => item.lessonId === lesson.id && item.source.pool === 'check');
  const needed = neededMinutes(
    lesson,
    checks.map((item) => item.source),
  );
  const share = needed / lesson.minutes;
  if (share >= SHORTEST && share <= LONGEST) return [];
  const message = `标明 ${lesson.minutes} 分钟，读完约需 ${needed.toFixed(1)} 分钟（${percent(share)}），应在 ${percent(SHORTEST)}–${percent(LONGEST)} 之间`;
  return [error(file, 1, message)];
}
