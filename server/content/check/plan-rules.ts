import type { Lesson } from '../../../domain/learning/lesson-ast.ts';
import { isEventPlan, type PlanKind, type PlanPolicy } from '../../../domain/policy/plan-policy.ts';
import { POLICY_FILE } from '../read-policies.ts';
import { error, type Finding } from './finding.ts';

type Letter = Lesson['plans'][number];

/** Plans that require exactly the lessons marked with a letter. */
const LETTER: Partial<Readonly<Record<PlanKind, Letter>>> = {
  'annual-all': 'Q',
  'annual-classified': 'Z',
  'annual-leader': 'D',
  'annual-officer': 'B',
  'entry-core': 'S',
  exit: 'L',
};

/** Plans that require some of the lessons marked with a letter, and no others. */
const PART_OF: Partial<Readonly<Record<PlanKind, Letter>>> = { 'entry-general': 'S', 'entry-important': 'S' };

/** Lessons left out or required without being marked. While no lesson carries the letter there is nothing to hold to. */
function markedLessons(policy: PlanPolicy, lessons: readonly Lesson[]): string[] {
  const { planKind, requiredLessons } = policy;
  const letter = LETTER[planKind] ?? PART_OF[planKind];
  if (letter === undefined || !lessons.some((lesson) => lesson.plans.includes(letter))) return [];
  return lessons.flatMap((lesson) => {
    const isMarked = lesson.plans.includes(letter);
    const isRequired = requiredLessons.includes(lesson.id);
    if (isRequired && !isMarked) return `课程 ${lesson.id} 没有标 ${letter}，不应必修`;
    return isMarked && !isRequired && LETTER[planKind] ? `缺少标有 ${letter} 的课程 ${lesson.id}` : [];
  });
}

function minutesOf(ids: readonly string[], lessons: ReadonlyMap<string, Lesson>): number {
  return ids.reduce((sum, id) => sum + (lessons.get(id)?.minutes ?? 0), 0);
}

/**
 * A plan without electives, and one of an event, asks for exactly the minutes of its required lessons. A plan of the year
 * may ask for more, as far as electives and the share of 集中培训 reach.
 */
function minutesMessage(policy: PlanPolicy, required: number, elective: number): string | null {
  const { planKind, requiredMinutes, unitOrganisedPercent, electiveLessons } = policy;
  if (required === 0) return null;
  if (isEventPlan(planKind) || electiveLessons.length === 0) {
    return requiredMinutes === required ? null : `必修课共 ${required} 分钟，要求却写 ${requiredMinutes} 分钟`;
  }
  const online = Math.ceil((requiredMinutes * (100 - unitOrganisedPercent)) / 100);
  const offered = required + elective;
  return offered >= online ? null : `线上课程共 ${offered} 分钟，凑不够要求的 ${online} 分钟`;
}

/**
 * Required lessons are those whose front matter names the plan; required hours should be within reach online; a plan of
 * an event can be finished with its own lessons, for it has no meeting of its own.
 */
export function planRules(policy: PlanPolicy, lessons: ReadonlyMap<string, Lesson>): Finding[] {
  const { planKind, requiredLessons, electiveLessons } = policy;
  const findings = markedLessons(policy, [...lessons.values()]).map((message) =>
    error(POLICY_FILE, 1, `${planKind}：${message}`),
  );
  const both = requiredLessons.filter((id) => electiveLessons.includes(id));
  if (both.length > 0) findings.push(error(POLICY_FILE, 1, `${planKind}：${both.join('、')} 同时列为必修和选修`));
  const wrong = minutesMessage(policy, minutesOf(requiredLessons, lessons), minutesOf(electiveLessons, lessons));
  if (wrong !== null) findings.push(error(POLICY_FILE, 1, `${planKind}：${wrong}`));
  const shares = policy.unitOrganisedPercent > 0 || Object.keys(policy.topicMinutes).length > 0;
  if (isEventPlan(planKind) && shares) {
    findings.push(error(POLICY_FILE, 1, `${planKind}：按事项列入的计划应能只靠线上课程完成`));
  }
  return findings;
}
