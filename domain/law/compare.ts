import type { ArticleText, LawText } from './law-text.ts';
import { matchArticles, type Pair, textOf } from './match-articles.ts';
import { type DiffPart, diffText } from './text-diff.ts';

export const CHANGE_KINDS = ['unchanged', 'renumbered', 'changed', 'new', 'removed'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const CHANGE_LABEL: Readonly<Record<ChangeKind, string>> = {
  unchanged: '未变',
  renumbered: '仅条号变动',
  changed: '内容修改',
  new: '新增',
  removed: '删去',
};

/** What became of one article; `near` names the article of the other version that holds most of its words. */
export type ArticleChange =
  | {
      readonly kind: 'unchanged' | 'renumbered';
      readonly from: ArticleText;
      readonly to: ArticleText;
    }
  | {
      readonly kind: 'changed';
      readonly from: ArticleText;
      readonly to: ArticleText;
      readonly parts: readonly DiffPart[];
    }
  | { readonly kind: 'new'; readonly to: ArticleText; readonly near: string | null }
  | { readonly kind: 'removed'; readonly from: ArticleText; readonly near: string | null };

function changeOf({ from, to }: Pair): ArticleChange {
  const [before, after] = [textOf(from), textOf(to)];
  if (before !== after) return { kind: 'changed', from, to, parts: diffText(before, after) };
  return { kind: from.number === to.number ? 'unchanged' : 'renumbered', from, to };
}

/**
 * Article by article what became of one version of a law in another, in the order of the newer one; an article that is
 * gone stands after the one that follows its predecessor. Every article of both versions stands in exactly one row. Any
 * difference of wording counts as a change, a different number alone does not.
 */
export function compareLaws(older: LawText, newer: LawText): ArticleChange[] {
  const from = [...older.articles.values()];
  const { pairs, removed, added } = matchArticles(from, [...newer.articles.values()]);
  const changes = new Map<ArticleText, ArticleChange>();
  for (const pair of pairs) changes.set(pair.to, changeOf(pair));
  for (const { article, near } of added) changes.set(article, { kind: 'new', to: article, near });
  const successor = new Map(pairs.map((pair) => [pair.from, pair.to]));
  const gone = new Map(removed.map(({ article, near }) => [article, near]));
  const after = new Map<ArticleText | null, ArticleChange[]>();
  let last: ArticleText | null = null;
  for (const article of from) {
    const near = gone.get(article);
    if (near === undefined) last = successor.get(article) ?? last;
    else after.set(last, [...(after.get(last) ?? []), { kind: 'removed', from: article, near }]);
  }
  const rows = [...newer.articles.values()].flatMap((to) => {
    const change = changes.get(to);
    return [...(change ? [change] : []), ...(after.get(to) ?? [])];
  });
  return [...(after.get(null) ?? []), ...rows];
}
