import type { Block, Chain, Deck, Scenario } from '../../../domain/learning/lesson-ast.ts';
import { plainText } from '../parse-inline.ts';
import type { ParsedLesson } from '../parse-lesson.ts';
import { characters, error, type Finding, note } from './finding.ts';
import { blocksOf } from './lesson-text.ts';

const INTRO_MAX = 120;
const between = (n: number, min: number, max: number) => n >= min && n <= max;

function scenarioMessages(scenario: Scenario, all: readonly Scenario[]): string[] {
  const { id, choices } = scenario;
  const messages: string[] = [];
  const best = choices.filter((choice) => choice.verdict === 'best').length;
  if (!between(choices.length, 2, 4)) messages.push(`情景 ${id} 应有 2–4 个选项，现有 ${choices.length} 个`);
  if (best !== 1) messages.push(`情景 ${id} 应恰好有一个 best，现有 ${best} 个`);
  for (const { next } of choices) {
    if (next === undefined) continue;
    const target = all.findIndex((other) => other.id === next);
    if (target === -1) messages.push(`情景 ${id} 的 next=${next} 没有对应的情景`);
    else if (!all[target]?.step) messages.push(`情景 ${next} 被 next 指向，应标 step`);
    else if (target <= all.indexOf(scenario)) messages.push(`情景 ${id} 的 next=${next} 应指向后面的情景`);
  }
  const isReached = all.some((other) => other.choices.some((choice) => choice.next === id));
  if (scenario.step && !isReached) messages.push(`情景 ${id} 标了 step，但没有选项的 next 指向它，永远不会出现`);
  return messages;
}

function deckMessages(deck: Deck): string[] {
  const can = deck.cards.filter((card) => card.can).length;
  const cannot = deck.cards.length - can;
  const messages: string[] = [];
  if (!between(deck.cards.length, 5, 8)) messages.push(`deck ${deck.id} 应有 5–8 张，现有 ${deck.cards.length} 张`);
  if (can < 2 || cannot < 2) messages.push(`deck ${deck.id} 的“能”和“不能”都不应少于两张，现为 ${can} 和 ${cannot}`);
  return messages;
}

function chainMessages(chain: Chain): string[] {
  const stops = chain.edges.filter((edge) => edge.stop !== undefined).length;
  return stops < 2 ? [`chain ${chain.id} 至少要有两处“可拦”，现有 ${stops} 处`] : [];
}

function hasAny(blocks: readonly Block[], types: readonly Block['type'][]): boolean {
  return blocks.some((block) => types.includes(block.type));
}

function shapeMessages({ lesson }: ParsedLesson, blocks: readonly Block[]): string[] {
  const messages: string[] = [];
  if (!hasAny(blocks, ['scenario'])) messages.push('至少要有一个 scenario');
  if (!hasAny(blocks, ['deck', 'case'])) messages.push('至少要有一个 deck 或 case');
  if (!hasAny(blocks, ['cards', 'chain', 'steps', 'table'])) messages.push('至少要有一个 cards、chain、steps 或表格');
  if (!between(lesson.sections.length, 3, 6)) messages.push(`应有 3–6 节，现有 ${lesson.sections.length} 节`);
  if (!between(lesson.summary.length, 3, 6)) messages.push(`summary 应有 3–6 条，现有 ${lesson.summary.length} 条`);
  if (lesson.intro[0]?.type !== 'paragraph') messages.push('开头应是一段文字');
  return messages;
}

/** The parts every lesson must have, and the rules of its blocks. */
export function lessonRules(parsed: ParsedLesson): Finding[] {
  const { file, blockLines, lesson } = parsed;
  const blocks = blocksOf(lesson);
  const scenarios = blocks.filter((block) => block.type === 'scenario');
  const findings = shapeMessages(parsed, blocks).map((message) => error(file, 1, message));
  const add = (id: string, messages: readonly string[]) =>
    findings.push(...messages.map((message) => error(file, blockLines.get(id) ?? 1, message)));
  for (const block of blocks) {
    if (block.type === 'scenario') add(block.id, scenarioMessages(block, scenarios));
    if (block.type === 'deck') add(block.id, deckMessages(block));
    if (block.type === 'chain') add(block.id, chainMessages(block));
  }
  const [opening] = lesson.intro;
  const length = opening?.type === 'paragraph' ? characters(plainText(opening.children)) : 0;
  if (length > INTRO_MAX) findings.push(note(file, 1, `开头一段 ${length} 字，宜不超过 ${INTRO_MAX} 字`));
  return findings;
}
