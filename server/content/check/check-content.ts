import type { ParsedLesson } from '../parse-lesson.ts';
import type { Problem } from '../problems.ts';
import type { Content } from '../read-content.ts';
import type { ParsedItem } from '../read-items.ts';
import { type ParsedRule, RULES_FILE } from '../read-rules.ts';
import {
  absoluteWords,
  bankSize,
  booleanShare,
  checkQuestions,
  evenPositions,
  longestOption,
  sameStems,
} from './bank-rules.ts';
import { blueprintRules, examCards, examLessons } from './blueprint-rules.ts';
import { itemCitations, lessonCitations } from './citation-rules.ts';
import { copiedText, type Runs, withoutStatutes } from './copied-text.ts';
import { commonWords, echoedStem } from './echo-rules.ts';
import { enemyRules, shownOrder } from './enemy-rules.ts';
import { error, type Finding } from './finding.ts';
import { itemRules } from './item-rules.ts';
import { lessonRules } from './lesson-rules.ts';
import { wholeText } from './lesson-text.ts';
import { levelReasons } from './level-rules.ts';
import { namesInItem, namesInLesson } from './name-rules.ts';
import { articlesInItem, articlesInLesson } from './named-articles.ts';
import { planRules } from './plan-rules.ts';
import { redListInItem, redListInLesson } from './red-list.ts';
import { articlesInRule, redListInRule, ruleCitations, ruleText } from './rule-rules.ts';
import { sourceRules } from './source-rules.ts';
import { timeShown } from './time-rules.ts';
import { twinQuestions } from './twin-rules.ts';

/** Lessons of the curriculum that have no file yet. */
function missingLessons(content: Content): Finding[] {
  return content.curriculum.modules.flatMap(({ lessons }) =>
    lessons
      .filter((id) => !content.parsedLessons.has(id))
      .map((id) => error('content/curriculum.yaml', 1, `课程 ${id} 没有可用的课程文件 content/lessons/${id}.md`)),
  );
}

function copies(content: Content, sources: Runs): Finding[] {
  const runs = withoutStatutes(sources, content.laws);
  const lessons = [...content.parsedLessons.values()].flatMap(({ file, lesson }) =>
    copiedText(file, wholeText(lesson), runs),
  );
  const questions = new Map<string, string>();
  for (const { file, source } of content.items.values()) {
    questions.set(file, `${questions.get(file) ?? ''}\n${JSON.stringify(source)}`);
  }
  const items = [...questions].flatMap(([file, text]) => copiedText(file, text, runs));
  const rules = copiedText(RULES_FILE, content.rules.map(ruleText).join('\n'), runs);
  return [...lessons, ...items, ...rules];
}

function oneLesson(lesson: ParsedLesson, { laws }: Content): Finding[] {
  return [
    ...lessonCitations(lesson, laws),
    ...articlesInLesson(lesson, laws),
    ...lessonRules(lesson),
    ...redListInLesson(lesson),
    ...namesInLesson(lesson),
  ];
}

function oneItem(item: ParsedItem, { laws }: Content, common: ReadonlySet<string>): Finding[] {
  return [
    ...itemCitations(item, laws),
    ...articlesInItem(item, laws),
    ...itemRules(item),
    ...echoedStem(item, common),
    ...shownOrder(item),
    ...redListInItem(item),
    ...namesInItem(item),
  ];
}

function oneRule(rule: ParsedRule, { laws }: Content): Finding[] {
  return [...ruleCitations(rule, laws), ...articlesInRule(rule), ...redListInRule(rule)];
}

function wholeBank(items: readonly ParsedItem[], { items: byId, lessons, policies }: Content): Finding[] {
  const required = new Set([...policies.values()].flatMap((policy) => policy.requiredLessons));
  return [
    ...checkQuestions([...lessons.keys()], items),
    ...enemyRules(byId),
    ...longestOption(items),
    ...evenPositions(items),
    ...booleanShare(items),
    ...sameStems(items),
    ...twinQuestions(items),
    ...absoluteWords(items),
    ...levelReasons(items),
    ...bankSize(items, required),
  ];
}

/** Every rule over everything; `sources` knows the runs of the texts that must not be copied. */
export function checkContent(content: Content, problems: readonly Problem[], sources: Runs): readonly Finding[] {
  const { lessons, policies, blueprints } = content;
  const items = [...content.items.values()];
  const cards = examCards(items, lessons);
  const common = commonWords(items);
  return [
    ...problems.map((problem) => error(problem.file, problem.line, problem.message)),
    ...missingLessons(content),
    ...[...content.parsedLessons.values()].flatMap((lesson) => oneLesson(lesson, content)),
    ...[...content.parsedLessons.values()].flatMap((lesson) => timeShown(lesson, items)),
    ...items.flatMap((item) => oneItem(item, content, common)),
    ...wholeBank(items, content),
    ...content.rules.flatMap((rule) => oneRule(rule, content)),
    ...[...policies.values()].flatMap((policy) => [...planRules(policy, lessons), ...examLessons(policy, blueprints)]),
    ...[...blueprints.values()].flatMap((blueprint) => blueprintRules(blueprint, cards, lessons)),
    ...sourceRules(content.sources, [...lessons.values()], items),
    ...copies(content, sources),
  ];
}
