import { describe, expect, it } from 'vitest';
import { assemblePaper, expectedScore } from '#domain/assessment/assemble.ts';
import { poolOf } from '#domain/assessment/assembly/problem.ts';
import { examCards } from './check/blueprint-rules.ts';
import { contentRoot, readContent } from './read-content.ts';

const { content } = readContent(contentRoot());
const bank = examCards([...content.items.values()], content.lessons);
const FORMS = 60;

describe.each([...content.blueprints.values()])('papers of $id', (blueprint) => {
  const papers = Array.from({ length: FORMS }, (_, i) => {
    const paper = assemblePaper(blueprint, bank, `form-${i}`);
    if (!paper.ok) throw new Error(JSON.stringify(paper.error));
    return paper.value;
  });

  it('are equally hard: the expected score varies by a standard deviation of at most 0.5 points', () => {
    const scores = papers.map((paper) => expectedScore(paper, bank));
    const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
    const spread = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
    expect(Math.sqrt(spread)).toBeLessThanOrEqual(0.5);
  });

  it('ask about the lessons the plan requires and no others', () => {
    const allowed = new Set(poolOf(blueprint, bank).map((card) => card.itemId));
    expect(papers.flatMap((paper) => paper.items).filter(({ itemId }) => !allowed.has(itemId))).toEqual([]);
    const policy = [...content.policies.values()].find(({ blueprintId }) => blueprintId === blueprint.id);
    expect([...(blueprint.lessons ?? [])].sort()).toEqual([...(policy?.requiredLessons ?? [])].sort());
  });
});
