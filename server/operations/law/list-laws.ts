import type { LawView } from '#domain/law/law-views.ts';
import { type Content, content } from '../../content/read-content.ts';
import { versionsOf, versionView } from './versions.ts';

/** Every law of the register in its order, with its versions newest first and how many lessons cite it. */
export function listLaws(all: Content = content()): LawView[] {
  const { laws } = all;
  return [...new Set([...laws.values()].map(({ law }) => law))].map((law) => {
    const versions = versionsOf(laws, law);
    return {
      law,
      title: versions[0]?.title ?? law,
      versions: versions.map(versionView),
      lessons: [...all.lessons.values()].filter((lesson) => lesson.laws.some((ref) => ref.startsWith(`${law}/`)))
        .length,
    };
  });
}
