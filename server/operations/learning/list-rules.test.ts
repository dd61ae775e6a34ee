import { expect, it } from 'vitest';
import { filterOfQuery, filterRules, NO_FILTER } from '#domain/learning/rule-filter.ts';
import { countRulesOf, listRules } from './list-rules.ts';

const rules = listRules();

it('numbers the rules within their group and names law and lesson in words', () => {
  expect(rules.filter(({ group }) => group === '手机').map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  for (const { laws, lesson } of rules) {
    expect(laws.length).toBeGreaterThan(0);
    for (const { label } of laws) expect(label).toMatch(/^《.+》第.+条/);
    expect(lesson.title).not.toBe('');
  }
});

it('finds by the title of a lesson exactly the rules it explains, as the link at its end promises', () => {
  for (const { id, title } of new Map(rules.map(({ lesson }) => [lesson.id, lesson])).values()) {
    const found = filterRules(rules, { ...NO_FILTER, text: filterOfQuery({ q: title }).text });
    expect([id, found.length]).toEqual([id, countRulesOf(id)]);
    expect(found.every(({ lesson }) => lesson.id === id)).toBe(true);
  }
  expect(countRulesOf('m1-stories')).toBe(0);
});
