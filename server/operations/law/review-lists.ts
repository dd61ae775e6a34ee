import { type CitationStanding, needsReview } from '#domain/law/citation.ts';
import { anchorOf, changeSummary, comparisonHref, type ReviewLine, type ReviewLists } from '#domain/law/law-views.ts';
import { articleKey, type LawRef, refLabel } from '../../content/law-ref.ts';
import { judgedCitations } from '../../content/law-standing.ts';
import { type Content, content } from '../../content/read-content.ts';

type Source = Pick<ReviewLine, 'kind' | 'label' | 'href'> & {
  readonly id: string;
  readonly laws: readonly string[];
  readonly reviewed?: Parameters<typeof judgedCitations>[1]['reviewed'];
};

function sourcesOf(all: Content): Source[] {
  const lessons = [...all.lessons.values()].map(
    ({ id, number, title, laws, reviewed }): Source => ({
      id,
      kind: 'lesson',
      label: `${number} ${title}`,
      href: `/learn/${id}`,
      laws,
      reviewed,
    }),
  );
  const items = [...all.items.values()].map(
    ({ source: { id, laws, reviewed } }): Source => ({
      id,
      kind: 'item',
      label: id,
      href: `/office/items/${id}`,
      laws,
      reviewed,
    }),
  );
  return [...lessons, ...items];
}

function whatOf(standing: CitationStanding): string {
  switch (standing.kind) {
    case 'current':
      return '';
    case 'moved':
      return `内容未变，现为${standing.article.title}`;
    case 'revised':
      return changeSummary(standing.change);
    case 'lapsed':
      return '该版本不是现行有效版本，登记册没有可以对照的现行条文';
  }
}

function hrefOf(ref: LawRef, standing: CitationStanding): string | null {
  if (standing.kind !== 'moved' && standing.kind !== 'revised') return null;
  const anchor = standing.kind === 'moved' ? `a-${standing.article.number}` : anchorOf(standing.change);
  return comparisonHref(ref.law, { from: ref.version, to: standing.newer }, anchor);
}

/**
 * What the files cite of older law: `review` is held back (questions) or marked (lessons) until somebody has read it
 * again, `update` only needs the number of the article brought up to date. Lessons stand before questions.
 */
export function readReviewLists(all: Content = content()): ReviewLists {
  const lines = sourcesOf(all).flatMap(({ id, kind, label, href, ...citing }) =>
    judgedCitations(all.laws, citing)
      .filter(({ standing }) => standing.kind !== 'current')
      .map(({ ref, standing }) => {
        const key = `${id} ${articleKey(ref)}${ref.item ?? ''}`;
        const citation = refLabel(ref, false);
        const line: ReviewLine = {
          key,
          kind,
          label,
          href,
          citation,
          what: whatOf(standing),
          comparison: hrefOf(ref, standing),
        };
        return { line, isHeld: needsReview(standing) };
      }),
  );
  return {
    review: lines.filter(({ isHeld }) => isHeld).map(({ line }) => line),
    update: lines.filter(({ isHeld }) => !isHeld).map(({ line }) => line),
  };
}
