import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ArticleChange, type ChangeKind, compareLaws } from '#domain/law/compare.ts';
import type { LawText } from '#domain/law/law-text.ts';
import { readLaws } from './read-laws.ts';

const laws = readLaws(join(import.meta.dirname, '../../content'), []);

function version(key: string): LawText {
  const found = laws.get(key);
  if (!found) throw new Error(`no ${key}`);
  return found;
}

const PAIRS = [
  ['保密法/2010', '保密法/2024'],
  ['实施条例/2014', '实施条例/2024'],
] as const;

const fromOf = (change: ArticleChange) => ('from' in change ? change.from : null);
const toOf = (change: ArticleChange) => ('to' in change ? change.to : null);

function outcome(changes: readonly ArticleChange[], article: number): string {
  const change = changes.find((one) => fromOf(one)?.number === String(article));
  return change ? `${change.kind} ${toOf(change)?.number ?? '-'}` : 'lost';
}

function articlesOf(changes: readonly ArticleChange[], kind: ChangeKind): string {
  return changes
    .filter((change) => change.kind === kind)
    .map((change) => (kind === 'new' ? toOf(change) : fromOf(change))?.number)
    .join(' ');
}

describe.each(PAIRS)('%s beside %s', (older, newer) => {
  const changes = compareLaws(version(older), version(newer));

  it('has every article of both versions in exactly one row, the newer ones in their order', () => {
    const from = changes.flatMap((change) => fromOf(change)?.number ?? []);
    expect([...from].sort()).toEqual([...version(older).articles.keys()].sort());
    expect(changes.flatMap((change) => toOf(change)?.number ?? [])).toEqual([...version(newer).articles.keys()]);
  });

  it('calls an article changed exactly when its words differ, and the difference rebuilds both texts', () => {
    for (const change of changes) {
      if (change.kind === 'new' || change.kind === 'removed') continue;
      const [before, after] = [change.from.paragraphs.join('\n'), change.to.paragraphs.join('\n')];
      expect([change.from.number, change.kind === 'changed']).toEqual([change.from.number, before !== after]);
      if (change.kind !== 'changed') continue;
      const without = (kind: 'removed' | 'added') =>
        change.parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }
  });

  it('finds nothing but unchanged articles beside itself', () => {
    expect(compareLaws(version(older), version(older)).filter((change) => change.kind !== 'unchanged')).toEqual([]);
  });

  it('says backwards what it says forwards', () => {
    const back = new Set(
      compareLaws(version(newer), version(older)).map((change) => `${toOf(change)?.number}>${fromOf(change)?.number}`),
    );
    expect(changes.filter((change) => !back.has(`${fromOf(change)?.number}>${toOf(change)?.number}`))).toEqual([]);
  });
});

describe('保密法 2010 → 2024', () => {
  const changes = compareLaws(version('保密法/2010'), version('保密法/2024'));

  it('tells which articles only moved', () => {
    expect(articlesOf(changes, 'unchanged')).toBe('2');
    expect(articlesOf(changes, 'renumbered')).toBe('5 9 10 15 18 21 22 31 32 39 37 40 41 43');
    expect(articlesOf(changes, 'new')).toBe('3 9 10 11 12 18 32 35 36 42 55 56 60 62 64');
    expect(articlesOf(changes, 'removed')).toBe('8 29 36');
  });

  it.each([
    [3, 'changed 5', '国家秘密受法律保护'],
    [12, 'changed 16', '定密责任人'],
    [17, 'changed 22', '国家秘密标志'],
    [24, 'changed 31', '涉密信息系统的禁止行为'],
    [25, 'changed 28', '载体的禁止行为'],
    [26, 'changed 29', '禁止非法复制'],
    [35, 'changed 43', '涉密人员'],
    [37, 'renumbered 45', '涉密人员出境'],
    [38, 'changed 46', '离岗离职'],
    [39, 'renumbered 44', '涉密人员管理制度'],
    [40, 'renumbered 47', '发现泄密'],
    [48, 'changed 57', '十二种行为'],
    [53, 'changed 65', '施行日期'],
  ])('follows article %i by its content: %s (%s)', (article, expected) => {
    expect(outcome(changes, article)).toBe(expected);
  });

  it('names the article that took over one that is gone, and stands it after its predecessor', () => {
    const index = changes.findIndex((change) => fromOf(change)?.number === '36');
    expect(changes[index]).toMatchObject({ kind: 'removed', near: '43' });
    expect(fromOf(changes[index - 1] as ArticleChange)?.number).toBe('35');
    expect(changes.find((change) => toOf(change)?.number === '18')).toMatchObject({ kind: 'new', near: '13' });
  });

  it('marks words, not letters', () => {
    const change = changes.find((one) => fromOf(one)?.number === '12');
    if (change?.kind !== 'changed') throw new Error('article 12 did change');
    expect(change.parts.filter((part) => part.kind !== 'same')).toEqual([{ kind: 'added', text: '主要' }]);
  });
});

describe('实施条例 2014 → 2024', () => {
  const changes = compareLaws(version('实施条例/2014'), version('实施条例/2024'));

  it('tells which articles only moved', () => {
    expect(articlesOf(changes, 'unchanged')).toBe('1');
    expect(articlesOf(changes, 'renumbered')).toBe('2 3 18 31 44');
    expect(articlesOf(changes, 'removed')).toBe('30 42 43');
  });

  it.each([
    [5, 'changed 5'],
    [7, 'changed 9'],
    [9, 'changed 14'],
    [12, 'changed 17'],
    [21, 'changed 27'],
    [25, 'changed 34'],
    [26, 'changed 49'],
    [29, 'changed 47'],
    [34, 'changed 61'],
    [35, 'changed 60'],
    [45, 'changed 74'],
  ])('follows article %i by its content: %s', (article, expected) => {
    expect(outcome(changes, article)).toBe(expected);
  });

  it('leaves new articles without a predecessor', () => {
    for (const article of ['50', '51', '52', '53']) {
      expect(changes.find((change) => toOf(change)?.number === article)?.kind).toBe('new');
    }
  });
});
