import type { Block, Deck as DeckBlock, List, Scenario } from '../../domain/learning/lesson-ast.ts';
import { ChainDiagram } from './chain-diagram.tsx';
import { Deck } from './deck.tsx';
import { Inlines } from './inlines.tsx';
import { ScenarioCard } from './scenario-card.tsx';
import { CaseTimelineBlock, RuleCards, StepsBlock, TableBlock } from './still-blocks.tsx';

function ListBlock({ block }: { block: List }) {
  const items = block.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
    <li key={index} className="[&>p]:my-0">
      <Blocks blocks={item} />
    </li>
  ));
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function ScenarioBlock({ block }: { block: Scenario }) {
  return (
    <ScenarioCard
      id={block.id}
      step={block.step}
      prompt={<Blocks blocks={block.prompt} />}
      rule={block.rule ? <Inlines nodes={block.rule} /> : null}
      choices={block.choices.map((choice) => ({
        text: choice.text,
        verdict: choice.verdict,
        next: choice.next,
        consequence: <Inlines nodes={choice.consequence} />,
      }))}
    />
  );
}

function DeckIsland({ block }: { block: DeckBlock }) {
  const cards = block.cards.map((card, index) => ({
    id: `${block.id}-${index}`,
    text: <Inlines nodes={card.text} />,
    can: card.can,
    reason: <Inlines nodes={card.reason} />,
  }));
  return <Deck cards={cards} />;
}

function OneBlock({ block }: { block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines nodes={block.children} />
        </p>
      );
    case 'heading3':
      return (
        <h3>
          <Inlines nodes={block.children} />
        </h3>
      );
    case 'list':
      return <ListBlock block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'scenario':
      return <ScenarioBlock block={block} />;
    case 'deck':
      return <DeckIsland block={block} />;
    case 'cards':
      return <RuleCards block={block} />;
    case 'case':
      return <CaseTimelineBlock block={block} />;
    case 'chain':
      return <ChainDiagram title={block.title} nodes={block.nodes} edges={block.edges} />;
    case 'steps':
      return <StepsBlock block={block} />;
  }
}

/** The blocks of a section: text from the server, small islands where the reader does something. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
    <OneBlock key={index} block={block} />
  ));
}
