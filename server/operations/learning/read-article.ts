import type { LawArticleView } from '#domain/learning/lesson-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { article } from '../../content/laws.ts';
import { content } from '../../content/read-content.ts';

/** The text of one article with every version of its law in the register. Errors: NOT_FOUND. */
export function readArticle(law: string, version: string, number: string): Result<LawArticleView> {
  const found = article({ law, version, article: number });
  if (!found) return fail('NOT_FOUND');
  const versions = [...content().laws.values()]
    .filter((other) => other.law === law)
    .sort((a, b) => b.inForce.localeCompare(a.inForce))
    .map((other) => ({
      version: other.version,
      status: other.status,
      inForceFrom: other.inForce,
      until: other.until,
      hasArticle: other.articles.has(number),
    }));
  return ok({
    law,
    lawTitle: found.lawTitle,
    version,
    article: number,
    title: found.articleTitle,
    chapter: found.chapter,
    paragraphs: found.paragraphs,
    status: found.status,
    isInForce: found.isInForce,
    inForceFrom: found.inForceFrom,
    note: found.note,
    versions,
  });
}
