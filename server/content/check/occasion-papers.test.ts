import { describe, expect, it } from 'vitest';
import { assemblePaper } from '../../../domain/assessment/assemble.ts';
import { contentRoot, readContent } from '../read-content.ts';
import { examCards } from './blueprint-rules.ts';
import { contentTable } from './table.ts';

const { content } = readContent(contentRoot());
const bank = examCards([...content.items.values()], content.lessons);
const PAPERS = 5;

describe.each([
  ['travel', 8],
  ['meeting', 6],
] as const)('the exam of the plan %s', (kind, questions) => {
  const blueprint = content.blueprints.get(kind);
  if (!blueprint) throw new Error(`no blueprint ${kind}`);

  it('stands in the table of the plans with its questions', () => {
    expect(content.policies.get(kind)).toMatchObject({ blueprintId: kind, lessonsBeforeExam: true });
    expect(contentTable(content)).toMatch(new RegExp(`^${kind} +${questions} 题`, 'm'));
  });

  it(`asks a person of ${PAPERS} occasions no question twice`, () => {
    const seen = new Set<string>();
    for (let no = 1; no <= PAPERS; no += 1) {
      const cards = bank.map((card) => ({ ...card, seenByPerson: seen.has(card.itemId) ? 1 : 0 }));
      const paper = assemblePaper(blueprint, cards, `occasion-${no}`);
      if (!paper.ok) throw new Error(paper.error.code);
      for (const { itemId } of paper.value.items) {
        expect(seen.has(itemId), `paper ${no}: ${itemId}`).toBe(false);
        seen.add(itemId);
      }
    }
  });
});
