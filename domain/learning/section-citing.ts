import type { Cite, Lesson, Section } from './lesson-ast.ts';

function isCite(node: object): node is Cite {
  return 'type' in node && node.type === 'cite';
}

/** Every citation inside a part of a lesson, which is plain JSON. */
function citesIn(node: unknown): Cite[] {
  if (typeof node !== 'object' || node === null) return [];
  if (isCite(node)) return [node];
  return Object.values(node).flatMap(citesIn);
}

const withoutItem = (ref: string) => ref.replace(/\(.*\)$/, '');

/** How near a section's citations come to some references: the item weighs more than its article. */
function weight(section: Section, refs: readonly string[]): number {
  const articles = new Set(refs.map(withoutItem));
  const whole = new Set(refs);
  return citesIn(section.blocks).reduce((sum, { law, version, article, item }) => {
    const place = `${law}/${version}/${article}`;
    if (item && whole.has(`${place}(${item})`)) return sum + 2;
    return articles.has(place) ? sum + 1 : sum;
  }, 0);
}

/** The section of a lesson that speaks most of some articles (`保密法/2024/31(三)`); the first of equals, null when none does. */
export function sectionCiting(lesson: Pick<Lesson, 'sections'>, refs: readonly string[]): Section | null {
  let best: Section | null = null;
  let most = 0;
  for (const section of lesson.sections) {
    const own = weight(section, refs);
    if (own > most) [best, most] = [section, own];
  }
  return best;
}
