import { z } from 'zod';
import { type ArticleChange, CHANGE_KINDS, type ChangeKind, compareLaws } from '#domain/law/compare.ts';
import type { ArticleText } from '#domain/law/law-text.ts';
import {
  type ArticleSide,
  anchorOf,
  type ChangeRow,
  type CitingLesson,
  type ComparisonView,
} from '#domain/law/law-views.ts';
import { type DiffPart, sideOf } from '#domain/law/text-diff.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { articleTitle } from '../../content/law-ref.ts';
import { type Content, content } from '../../content/read-content.ts';
import type { LawVersion } from '../../content/read-laws.ts';
import { textsOf, versionView } from './versions.ts';

/** What the address of a comparison may say; what cannot be read is left out. */
export const LawQuery = z.object({
  from: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  to: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  changed: z.literal('1').optional().catch(undefined),
});

/** The law a part of an address names; Chinese names arrive escaped. Whether there is such a law is not asked here. */
export function lawOfPath(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

type Asked = { readonly law: string; readonly from?: string | undefined; readonly to?: string | undefined };
type Pair = { readonly older: LawVersion | null; readonly newer: LawVersion };

const plain = (article: ArticleText): DiffPart[][] => article.paragraphs.map((text) => [{ kind: 'same', text }]);

function side({ title, chapter }: ArticleText, paragraphs: ArticleSide['paragraphs']): ArticleSide {
  return { title, chapter, paragraphs };
}

function sidesOf(change: ArticleChange): { from: ArticleSide | null; to: ArticleSide | null } {
  if (change.kind === 'changed') {
    return {
      from: side(change.from, sideOf(change.parts, 'removed')),
      to: side(change.to, sideOf(change.parts, 'added')),
    };
  }
  return {
    from: 'from' in change ? side(change.from, plain(change.from)) : null,
    to: 'to' in change ? side(change.to, plain(change.to)) : null,
  };
}

/** Lessons by the article they cite, `保密法/2024/31`. */
function citingLessons(all: Content): ReadonlyMap<string, readonly CitingLesson[]> {
  const byArticle = new Map<string, CitingLesson[]>();
  for (const { id, number, title, laws } of all.lessons.values()) {
    for (const ref of laws) {
      byArticle.set(ref, [...(byArticle.get(ref) ?? []), { lessonId: id, label: `${number} ${title}` }]);
    }
  }
  return byArticle;
}

function citedBy(change: ArticleChange, { older, newer }: Pair, lessons: ReturnType<typeof citingLessons>) {
  const keys = [
    ...('to' in change ? [`${newer.law}/${newer.version}/${change.to.number}`] : []),
    ...('from' in change && older ? [`${older.law}/${older.version}/${change.from.number}`] : []),
  ];
  const found = keys.flatMap((key) => lessons.get(key) ?? []);
  return [...new Map(found.map((lesson) => [lesson.lessonId, lesson])).values()];
}

const alone = (version: LawVersion): ArticleChange[] =>
  [...version.articles.values()].map((to) => ({ kind: 'new', to, near: null }));

/**
 * The versions asked for, put in order of time. Without `to` the newest one, without `from` its predecessor; null when
 * the register lacks one that was named.
 */
function chosen(versions: readonly LawVersion[], { from, to }: Asked): Pair | null {
  const named = (year: string | undefined) => versions.find((one) => one.version === year);
  const last = to === undefined ? versions[0] : named(to);
  if (!last || (from !== undefined && !named(from))) return null;
  const before = versions[versions.indexOf(last) + 1];
  const first = from === undefined || from === last.version ? before : named(from);
  if (!first) return { newer: last, older: null };
  return versions.indexOf(first) < versions.indexOf(last)
    ? { newer: first, older: last }
    : { newer: last, older: first };
}

/**
 * One law article by article: two versions side by side, or the articles alone when the register has one version.
 * Errors: NOT_FOUND for a law or version the register does not have.
 */
export function compareVersions(asked: Asked, all: Content = content()): Result<ComparisonView> {
  const versions = textsOf(all.laws, asked.law);
  const pair = chosen(versions, asked);
  if (!pair) return fail('NOT_FOUND');
  const { older, newer } = pair;
  const changes = older ? compareLaws(older, newer) : alone(newer);
  const lessons = citingLessons(all);
  const rows = changes.map(
    (change): ChangeRow => ({
      anchor: anchorOf(change),
      kind: older ? change.kind : 'unchanged',
      ...sidesOf(change),
      near: 'near' in change && change.near ? articleTitle(change.near) : null,
      citedBy: citedBy(change, pair, lessons),
    }),
  );
  const count = (kind: ChangeKind) => rows.filter((row) => row.kind === kind).length;
  return ok({
    law: newer.law,
    title: newer.title,
    from: older ? versionView(older) : null,
    to: versionView(newer),
    versions: versions.map(versionView),
    rows,
    counts: Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, count(kind)])) as Record<ChangeKind, number>,
  });
}
