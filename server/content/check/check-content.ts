import type { Problem } from '../problems.ts';
import type { Content } from '../read-content.ts';
import { absoluteWords, booleanShare, checkQuestions, evenPositions, longestOption, sameStems } from './bank-rules.ts';
import { blueprintRules, examCards, examLessons } from './blueprint-rules.ts';
import { itemCitations, lessonCitations } from './citation-rules.ts';
import { copiedText, sourceRuns } from './copied-text.ts';
import { enemyRules, shownOrder } from './enemy-rules.ts';
import { error, type Finding } from './finding.ts';
import { itemRules } from './item-rules.ts';
import { lessonRules } from './lesson-rules.ts';
import { wholeText } from './lesson-text.ts';
import { planRules } from './plan-rules.ts';
import { redListInItem, redListInLesson } from './red-list.ts';
import { sourceRules } from './source-rules.ts';

/** Lessons of the curriculum that have no file yet. */
function missingLessons(content: Content): Finding[] {
  return content.curriculum.modules.flatMap(({ lessons }) =>
    lessons
      .filter((id) => !content.parsedLessons.has(id))
      .map((id) => error('content/curriculum.yaml', 1, `课程 ${id} 没有可用的课程文件 content/lessons/${id}.md`)),
  );
}

function copies(content: Content, documents: readonly string[]): Finding[] {
  if (documents.length === 0) return [];
  const runs = sourceRuns(documents, content.laws);
  const lessons = [...content.parsedLessons.values()].flatMap(({ file, lesson }) =>
    copiedText(file, wholeText(lesson), runs),
  );
  const questions = new Map<string, string>();
  for (const { file, source } of content.items.values()) {
    questions.set(file, `${questions.get(file) ?? ''}\n${JSON.stringify(source)}`);
  }
  const items = [...questions].flatMap(([file, text]) => copiedText(file, text, runs));
  return [...lessons, ...items];
}

/** Every rule over everything; `documents` are the texts that must not be copied, when they are at hand. */
export function checkContent(
  content: Content,
  problems: readonly Problem[],
  documents: readonly string[] = [],
): readonly Finding[] {
  const lessons = [...content.parsedLessons.values()];
  const items = [...content.items.values()];
  const cards = examCards(items, content.lessons);
  return [
    ...problems.map((problem) => error(problem.file, problem.line, problem.message)),
    ...missingLessons(content),
    ...lessons.flatMap((lesson) => [
      ...lessonCitations(lesson, content.laws),
      ...lessonRules(lesson),
      ...redListInLesson(lesson),
    ]),
    ...items.flatMap((item) => [
      ...itemCitations(item, content.laws),
      ...itemRules(item),
      ...redListInItem(item),
      ...shownOrder(item),
    ]),
    ...enemyRules(content.items),
    ...checkQuestions([...content.lessons.keys()], items),
    ...longestOption(items),
    ...evenPositions(items),
    ...booleanShare(items),
    ...sameStems(items),
    ...absoluteWords(items),
    ...[...content.policies.values()].flatMap((policy) => [
      ...planRules(policy, content.lessons),
      ...examLessons(policy, content.blueprints),
    ]),
    ...[...content.blueprints.values()].flatMap((blueprint) => blueprintRules(blueprint, cards, content.lessons)),
    ...sourceRules(content.sources, [...content.lessons.values()], items),
    ...copies(content, documents),
  ];
}
