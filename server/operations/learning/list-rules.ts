import type { RuleCard } from '#domain/learning/rule-card.ts';
import type { RuleGroup } from '#domain/learning/rule-tags.ts';
import { parseLawRef, refLabel } from '../../content/law-ref.ts';
import { isUnderReview } from '../../content/law-standing.ts';
import { content } from '../../content/read-content.ts';

/** Every rule by group, numbered within it, with the labels of its citations and its lesson. The same for everybody. */
export function listRules(): readonly RuleCard[] {
  const { rules, lessons, laws } = content();
  const counts = new Map<RuleGroup, number>();
  return rules.map(({ source }) => {
    const number = (counts.get(source.group) ?? 0) + 1;
    counts.set(source.group, number);
    const lesson = lessons.get(source.lesson);
    return {
      ...source,
      number,
      laws: source.laws.flatMap((ref) => {
        const parsed = parseLawRef(ref);
        if (!parsed) return [];
        const isInForce = laws.get(`${parsed.law}/${parsed.version}`)?.isInForce ?? false;
        return [{ ref, label: refLabel(parsed, isInForce) }];
      }),
      isUnderReview: isUnderReview(laws, source),
      lesson: { id: source.lesson, number: lesson?.number ?? '', title: lesson?.title ?? '' },
    };
  });
}

/** How many rules a lesson explains. */
export function countRulesOf(lessonId: string): number {
  return content().rules.filter(({ source }) => source.lesson === lessonId).length;
}
