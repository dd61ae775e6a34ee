import type { Lesson } from '../../../domain/learning/lesson-ast.ts';
import { isEventPlan, type PlanKind, type PlanPolicy } from '../../../domain/policy/plan-policy.ts';
import { POLICY_FILE } from '../read-policies.ts';
import { error, type Finding, note } from './finding.ts';

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
 * Required lessons are those whose front matter names the plan; required hours should be within reach online; a plan of
 * an event can be finished with its own lessons, for it has no meeting of its own.
 */
export function planRules(policy: PlanPolicy, lessons: ReadonlyMap<string, Lesson>): Finding[] {
  const { planKind, requiredLessons, electiveLessons, requiredMinutes } = policy;
  const findings = markedLessons(policy, [...lessons.values()]).map((message) =>
    error(POLICY_FILE, 1, `${planKind}：${message}`),
  );
  const both = requiredLessons.filter((id) => electiveLessons.includes(id));
  if (both.length > 0) findings.push(error(POLICY_FILE, 1, `${planKind}：${both.join('、')} 同时列为必修和选修`));
  const offered = minutesOf([...requiredLessons, ...electiveLessons], lessons);
  if (offered < requiredMinutes) {
    const message = `${planKind}：线上课程共 ${offered} 分钟，要求 ${requiredMinutes} 分钟，其余只能靠集中培训补足`;
    findings.push(note(POLICY_FILE, 1, message));
  }
  const shares = policy.unitOrganisedPercent > 0 || Object.keys(policy.topicMinutes).length > 0;
  if (isEventPlan(planKind) && (offered < requiredMinutes || shares)) {
    findings.push(error(POLICY_FILE, 1, `${planKind}：按事项列入的计划应能只靠线上课程完成`));
  }
  return findings;
}
