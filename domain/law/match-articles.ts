import type { ArticleText } from './law-text.ts';

export type Pair = { readonly from: ArticleText; readonly to: ArticleText };
export type Matching = {
  readonly pairs: readonly Pair[];
  /** Articles without a counterpart; `near` is the article of the other version that says most of it, if one does. */
  readonly removed: readonly { readonly article: ArticleText; readonly near: string | null }[];
  readonly added: readonly { readonly article: ArticleText; readonly near: string | null }[];
};

/** Least likeness (0–1) at which two articles count as one that was changed. */
const ALIKE = 0.34;
/** Least share of an article that stands in one article of the other version for it to count as taken over there. */
const TAKEN_OVER = 0.4;

type Weights = (gram: string) => number;

export const textOf = (article: ArticleText): string => article.paragraphs.join('\n');

function gramsOf(article: ArticleText): Set<string> {
  const text = textOf(article).replace(/[\s，。；：、（）]/g, '');
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
}

/** Phrases of every other article (机关、单位应当) say little about which article this is. */
function weightsOf(all: readonly ReadonlySet<string>[]): Weights {
  const counts = new Map<string, number>();
  for (const grams of all) for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return (gram) => Math.log(1 + all.length / (counts.get(gram) ?? 1));
}

function weigh(grams: Iterable<string>, weights: Weights): number {
  let sum = 0;
  for (const gram of grams) sum += weights(gram);
  return sum;
}

function sharedBy(x: ReadonlySet<string>, y: ReadonlySet<string>): string[] {
  return [...x].filter((gram) => y.has(gram));
}

type Overlap = { readonly shared: number; readonly a: number; readonly b: number };

/** Half how much of both is shared, half how much of the shorter: a short article that grew is still that article. */
function likeness({ shared, a, b }: Overlap): number {
  const least = Math.min(a, b);
  return least === 0 ? 0 : shared / (a + b) + shared / least / 2;
}

function takeExact(from: readonly ArticleText[], to: readonly ArticleText[]): Pair[] {
  const free = new Map<string, ArticleText[]>();
  for (const article of to) free.set(textOf(article), [...(free.get(textOf(article)) ?? []), article]);
  return from.flatMap((article) => {
    const twin = free.get(textOf(article))?.shift();
    return twin ? [{ from: article, to: twin }] : [];
  });
}

/**
 * Finds for each article of one version the article of the next that continues it, by what it says and never by its
 * number: first equal texts, then the most alike. Every article is paired at most once.
 */
export function matchArticles(from: readonly ArticleText[], to: readonly ArticleText[]): Matching {
  const grams = new Map([...from, ...to].map((article) => [article, gramsOf(article)]));
  const weights = weightsOf([...grams.values()]);
  const of = (article: ArticleText) => grams.get(article) ?? new Set<string>();
  const overlap = (x: ArticleText, y: ArticleText): Overlap => ({
    shared: weigh(sharedBy(of(x), of(y)), weights),
    a: weigh(of(x), weights),
    b: weigh(of(y), weights),
  });
  const pairs = takeExact(from, to);
  const done = new Set<ArticleText>(pairs.flatMap((pair) => [pair.from, pair.to]));
  const open = (article: ArticleText) => !done.has(article);
  const ranked = from
    .filter(open)
    .flatMap((x) => to.filter(open).map((y) => ({ from: x, to: y, score: likeness(overlap(x, y)) })))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score);
  for (const pair of ranked) {
    if (done.has(pair.from) || done.has(pair.to)) continue;
    done.add(pair.from).add(pair.to);
    pairs.push({ from: pair.from, to: pair.to });
  }
  const near = (article: ArticleText, others: readonly ArticleText[]): string | null => {
    const shares = others.map((other) => {
      const { shared, a } = overlap(article, other);
      return { number: other.number, share: a === 0 ? 0 : shared / a };
    });
    const best = shares.reduce((x, y) => (y.share > x.share ? y : x), { number: '', share: 0 });
    return best.share >= TAKEN_OVER ? best.number : null;
  };
  return {
    pairs,
    removed: from.filter(open).map((article) => ({ article, near: near(article, to) })),
    added: to.filter(open).map((article) => ({ article, near: near(article, from) })),
  };
}
