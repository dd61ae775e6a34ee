import type { Lesson } from '../../../domain/learning/lesson-ast.ts';
import type { PlanKind, PlanPolicy } from '../../../domain/policy/plan-policy.ts';
import { POLICY_FILE } from '../read-policies.ts';
import { error, type Finding, note } from './finding.ts';

const LETTER: Partial<Readonly<Record<PlanKind, Lesson['plans'][number]>>> = {
  'annual-all': 'Q',
  'annual-classified': 'Z',
  'entry-core': 'S',
};

function minutesOf(ids: readonly string[], lessons: ReadonlyMap<string, Lesson>): number {
  return ids.reduce((sum, id) => sum + (lessons.get(id)?.minutes ?? 0), 0);
}

/** Required lessons are those whose front matter names the plan; required hours should be within reach online. */
export function planRules(policy: PlanPolicy, lessons: ReadonlyMap<string, Lesson>): Finding[] {
  const { planKind, requiredLessons, electiveLessons, requiredMinutes } = policy;
  const findings: Finding[] = [];
  const letter = LETTER[planKind];
  for (const lesson of letter ? lessons.values() : []) {
    const isMarked = letter !== undefined && lesson.plans.includes(letter);
    if (isMarked === requiredLessons.includes(lesson.id)) continue;
    const message = isMarked
      ? `缺少标有 ${letter} 的课程 ${lesson.id}`
      : `课程 ${lesson.id} 没有标 ${letter}，不应必修`;
    findings.push(error(POLICY_FILE, 1, `${planKind}：${message}`));
  }
  const both = requiredLessons.filter((id) => electiveLessons.includes(id));
  if (both.length > 0) findings.push(error(POLICY_FILE, 1, `${planKind}：${both.join('、')} 同时列为必修和选修`));
  const offered = minutesOf([...requiredLessons, ...electiveLessons], lessons);
  if (offered < requiredMinutes) {
    const message = `${planKind}：线上课程共 ${offered} 分钟，要求 ${requiredMinutes} 分钟，其余只能靠集中培训补足`;
    findings.push(note(POLICY_FILE, 1, message));
  }
  return findings;
}
