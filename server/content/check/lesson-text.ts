import type { Block, Inline, Lesson } from '../../../domain/learning/lesson-ast.ts';
import { plainText } from '../parse-inline.ts';

const joined = (parts: readonly (readonly Inline[])[]) => parts.map(plainText);

/** What a block states as right, sentence by sentence; what it shows as wrong is left out. */
function affirmed(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading3':
      return [plainText(block.children)];
    case 'list':
      return block.items.flatMap((item) => item.flatMap(affirmed));
    case 'table':
      return joined(block.rows.flat());
    case 'scenario':
      return [
        ...block.choices.filter((c) => c.verdict === 'best').map((c) => c.text + plainText(c.consequence)),
        plainText(block.rule ?? []),
      ];
    case 'cards':
      return joined(block.cards.flatMap((card) => [card.dos, card.why]));
    case 'deck':
      return joined(block.cards.flatMap((card) => (card.can ? [card.text, card.reason] : [])));
    case 'case':
      return joined(block.steps.flatMap((step) => (step.couldHave ? [step.couldHave] : [])));
    case 'chain':
      return block.edges.flatMap((edge) => edge.stop ?? []);
    case 'steps':
      return joined(block.items.flatMap((item) => [item.title, item.text]));
  }
}

/** Everything else a block says. */
function shown(block: Block): string[] {
  switch (block.type) {
    case 'scenario':
      return [
        ...block.prompt.flatMap(affirmed),
        ...block.choices.filter((c) => c.verdict !== 'best').map((c) => c.text + plainText(c.consequence)),
      ];
    case 'cards':
      return joined(block.cards.flatMap((card) => [card.situation, card.donts]));
    case 'deck':
      return joined(block.cards.flatMap((card) => (card.can ? [] : [card.text, card.reason])));
    case 'case':
      return joined(block.steps.flatMap((step) => [step.when, step.what]));
    case 'chain':
      return [...block.nodes.map((node) => node.label), ...block.edges.map((edge) => edge.what)];
    default:
      return [];
  }
}

/** Every word of a block. */
export function shownWords(block: Block): string[] {
  return [...affirmed(block), ...shown(block)];
}

export function blocksOf(lesson: Lesson): Block[] {
  return [...lesson.intro, ...lesson.sections.flatMap((section) => section.blocks)];
}

/** What a lesson teaches as right. */
export function affirmedText(lesson: Lesson): string[] {
  return [...blocksOf(lesson).flatMap(affirmed), ...joined(lesson.summary)];
}

/** Every word of a lesson, citations left out. */
export function wholeText(lesson: Lesson): string {
  return [...affirmedText(lesson), ...blocksOf(lesson).flatMap(shown)].join('\n');
}
