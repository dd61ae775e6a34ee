import type { KnownContent } from '#domain/policy/policy-check.ts';
import { coolDownText, type PolicyNames } from '#domain/policy/policy-diff.ts';
import type { PolicyChoices } from '#domain/policy/policy-view.ts';
import { content } from '../../content/read-content.ts';

/** What a rule is held against: the lessons and papers that are taught and sat now. */
export function knownContent(): KnownContent {
  return { lessons: content().lessons, blueprints: content().blueprints };
}

/** Names for the ids a rule holds; an id that is gone stands for itself. */
export function policyNames(): PolicyNames {
  const { lessons, blueprints } = content();
  return {
    lesson: (id) => {
      const lesson = lessons.get(id);
      return lesson ? `${lesson.number} ${lesson.title}` : id;
    },
    blueprint: (id) => blueprints.get(id)?.title ?? id,
  };
}

/** What the form offers to choose from, in teaching order. */
export function contentChoices(): Pick<PolicyChoices, 'lessons' | 'blueprints'> {
  const { lessons, blueprints, curriculum } = content();
  const modules = new Map(curriculum.modules.map(({ id, title }) => [id, title]));
  return {
    lessons: [...lessons.values()].map((lesson) => ({
      id: lesson.id,
      label: `${lesson.number} ${lesson.title}`,
      module: modules.get(lesson.module) ?? lesson.module,
      minutes: lesson.minutes,
    })),
    blueprints: [...blueprints.values()].map((paper) => ({
      id: paper.id,
      title: paper.title,
      facts: `及格 ${paper.passMark} 分，${paper.attemptsMax} 次，间隔 ${coolDownText(paper.coolDownMinutes)}`,
    })),
  };
}
