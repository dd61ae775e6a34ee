import { articleKey, type LawRef, parseLawRef } from './law-ref.ts';
import { content } from './read-content.ts';

/** One article as a reader sees it beside a citation. */
export type ArticleView = {
  /** `保密法/2024/31` */
  readonly key: string;
  readonly law: string;
  readonly lawTitle: string;
  readonly version: string;
  readonly inForceFrom: string;
  readonly status: string;
  readonly note: string;
  readonly isInForce: boolean;
  readonly chapter: string;
  /** 第三十一条 */
  readonly articleTitle: string;
  readonly paragraphs: readonly string[];
};

/** The text of an article; an item in the reference is ignored. Null when the register does not have it. */
export function article(reference: string | LawRef): ArticleView | null {
  const ref = typeof reference === 'string' ? parseLawRef(reference) : reference;
  if (!ref) return null;
  const version = content().laws.get(`${ref.law}/${ref.version}`);
  const found = version?.articles.get(ref.article);
  if (!version || !found) return null;
  return {
    key: articleKey(ref),
    law: version.law,
    lawTitle: version.title,
    version: version.version,
    inForceFrom: version.inForce,
    status: version.status,
    note: version.note,
    isInForce: version.isInForce,
    chapter: found.chapter,
    articleTitle: found.title,
    paragraphs: found.paragraphs,
  };
}

/** The articles a lesson cites, for the panel beside it; keyed as in its `laws`. */
export function articlesOf(references: readonly string[]): Readonly<Record<string, ArticleView>> {
  const views = references.flatMap((reference) => article(reference) ?? []);
  return Object.fromEntries(views.map((view) => [view.key, view]));
}
