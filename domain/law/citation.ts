import { type ArticleChange, compareLaws } from './compare.ts';
import type { ArticleText, LawText } from './law-text.ts';
import type { ReviewedLaw } from './reviewed-law.ts';

export type CitedArticle = { readonly law: string; readonly version: string; readonly article: string };

/** How a citation stands against the version of its law in force. */
export type CitationStanding =
  /** The version in force, or an older one that somebody reviewed. */
  | { readonly kind: 'current' }
  /** An older version, whose article reads the same in the one in force: only the citation is to be updated. */
  | { readonly kind: 'moved'; readonly newer: string; readonly article: ArticleText }
  /** The article reads otherwise now or is gone. */
  | { readonly kind: 'revised'; readonly newer: string; readonly change: ArticleChange }
  /** No version in force is known that could take its place. */
  | { readonly kind: 'lapsed' };

export type CitationJudge = (cited: CitedArticle, reviewed?: readonly ReviewedLaw[]) => CitationStanding;

/** Keyed by the number the article has in the older version. */
function changesByArticle(older: LawText, newer: LawText): ReadonlyMap<string, ArticleChange> {
  return new Map(
    compareLaws(older, newer).flatMap((change) => ('from' in change ? [[change.from.number, change] as const] : [])),
  );
}

function newestInForce(texts: readonly LawText[], law: string): LawText | undefined {
  return texts
    .filter((text) => text.law === law && text.isInForce)
    .sort((a, b) => b.inForce.localeCompare(a.inForce))[0];
}

/**
 * Judges citations against a register of laws. A comparison is made once, when first asked for. An article the cited
 * version does not have counts as lapsed.
 */
export function citationJudge(texts: readonly LawText[]): CitationJudge {
  const made = new Map<string, ReadonlyMap<string, ArticleChange>>();
  const changesBetween = (older: LawText, newer: LawText) => {
    const key = `${older.law}/${older.version}/${newer.version}`;
    const changes = made.get(key) ?? changesByArticle(older, newer);
    made.set(key, changes);
    return changes;
  };
  return (cited, reviewed = []) => {
    const own = texts.find((text) => text.law === cited.law && text.version === cited.version);
    const newest = newestInForce(texts, cited.law);
    if (!own || !newest) return { kind: 'lapsed' };
    if (own === newest) return { kind: 'current' };
    if (reviewed.some(({ law, version }) => law === newest.law && version === newest.version)) {
      return { kind: 'current' };
    }
    const isOlder = own.inForce < newest.inForce;
    const change = isOlder ? changesBetween(own, newest).get(cited.article) : undefined;
    if (!change) return { kind: 'lapsed' };
    if (change.kind === 'unchanged' || change.kind === 'renumbered') {
      return { kind: 'moved', newer: newest.version, article: change.to };
    }
    return { kind: 'revised', newer: newest.version, change };
  };
}

/** Whether what cites this must be read again before anybody is examined by it. */
export function needsReview(standing: CitationStanding): boolean {
  return standing.kind === 'revised' || standing.kind === 'lapsed';
}
