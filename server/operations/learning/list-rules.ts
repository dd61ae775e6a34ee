import type { RuleCard, RuleGroup } from '#domain/learning/rule-card.ts';
import { parseLawRef, refLabel } from '../../content/law-ref.ts';
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
      lesson: { id: source.lesson, number: lesson?.number ?? '', title: lesson?.title ?? '' },
    };
  });
}

/** The group a lesson's rules belong to, and how many they are; null for a lesson that has none. */
export function rulesOfLesson(lessonId: string): { readonly group: RuleGroup; readonly count: number } | null {
  const own = content().rules.filter(({ source }) => source.lesson === lessonId);
  const group = own[0]?.source.group;
  return group ? { group, count: own.length } : null;
}
