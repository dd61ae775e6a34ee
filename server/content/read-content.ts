import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Blueprint } from '../../domain/assessment/blueprint.ts';
import type { Lesson } from '../../domain/learning/lesson-ast.ts';
import type { LifecyclePolicy } from '../../domain/policy/lifecycle-policy.ts';
import type { PlanKind, PlanPolicy } from '../../domain/policy/plan-policy.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { type ParsedLesson, parseLesson } from './parse-lesson.ts';
import { ContentError, type Problem } from './problems.ts';
import { type ParsedItem, parseItems } from './read-items.ts';
import { type LawRegister, readLaws } from './read-laws.ts';
import { readLifecycle } from './read-lifecycle.ts';
import { type Pledge, readPledges } from './read-pledges.ts';
import { type Curriculum, readBlueprints, readCurriculum, readPolicies } from './read-policies.ts';
import { readPolicySets } from './read-policy-sets.ts';
import { type ParsedRule, readRules } from './read-rules.ts';
import { readSources, type SourceUnit } from './read-sources.ts';

export type Content = {
  readonly curriculum: Curriculum;
  /** In teaching order. */
  readonly lessons: ReadonlyMap<string, Lesson>;
  /** Where each lesson came from: file, citations, lines. */
  readonly parsedLessons: ReadonlyMap<string, ParsedLesson>;
  /** Keys included: never hand an entry to a page. */
  readonly items: ReadonlyMap<string, ParsedItem>;
  readonly laws: LawRegister;
  readonly blueprints: ReadonlyMap<string, Blueprint>;
  readonly policies: ReadonlyMap<PlanKind, PlanPolicy>;
  /** Null only beside a recorded problem. */
  readonly lifecycle: LifecyclePolicy | null;
  readonly policySets: readonly PolicySet[];
  /** Texts of 承诺书 in force, by id. */
  readonly pledges: ReadonlyMap<string, Pledge>;
  /** The rules to carry about, by group. */
  readonly rules: readonly ParsedRule[];
  /** What the source documents could teach, taught or dropped. */
  readonly sources: readonly SourceUnit[];
};

function filesOf(root: string, folder: string, ending: string): { file: string; name: string; text: string }[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({
      file: `content/${folder}/${name}`,
      name: name.slice(0, -ending.length),
      text: readFileSync(join(root, folder, name), 'utf8'),
    }));
}

function readLessons(
  root: string,
  order: readonly string[],
  laws: LawRegister,
  problems: Problem[],
): Map<string, ParsedLesson> {
  const parsed = new Map<string, ParsedLesson>();
  for (const { file, name, text } of filesOf(root, 'lessons', '.md')) {
    if (!order.includes(name)) problems.push({ file, line: 1, message: `课程 ${name} 不在 curriculum.yaml 中` });
    const lesson = parseLesson({ file, name, text, laws, problems });
    if (lesson) parsed.set(name, lesson);
  }
  return new Map(order.flatMap((id) => (parsed.has(id) ? [[id, parsed.get(id)] as [string, ParsedLesson]] : [])));
}

/**
 * Reads everything under the content folder. All departures from the format are returned, none is thrown, so that one
 * run shows them all. A lesson listed in the curriculum whose file is not there is left out.
 */
export function readContent(root: string): { readonly content: Content; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const laws = readLaws(root, problems);
  const curriculum = readCurriculum(root, problems);
  const order = curriculum.modules.flatMap((module) => module.lessons);
  const parsedLessons = readLessons(root, order, laws, problems);
  const items = new Map<string, ParsedItem>();
  for (const { file, name, text } of filesOf(root, 'questions', '.yaml')) {
    if (!parsedLessons.has(name)) problems.push({ file, line: 1, message: `没有课程 ${name}` });
    for (const item of parseItems({ file, lessonId: name, text, laws, problems })) items.set(item.source.id, item);
  }
  const blueprints = readBlueprints(root, problems);
  const policies = readPolicies(root, { lessons: new Set(order), blueprints }, problems);
  const lifecycle = readLifecycle(root, problems);
  const policySets = readPolicySets(root, problems);
  const pledges = readPledges(root, problems);
  const rules = readRules(root, { laws, lessons: new Set(order) }, problems);
  const sources = readSources(root, problems);
  const lessons = new Map([...parsedLessons].map(([id, { lesson }]) => [id, lesson]));
  const rest = { blueprints, policies, lifecycle, policySets, pledges, rules, sources };
  return { content: { curriculum, lessons, parsedLessons, items, laws, ...rest }, problems };
}

/** Kept on the global object: Next bundles its own copy of this file, and one process needs the content once. */
const shared = globalThis as typeof globalThis & { shoumiContent?: Content };

/** The content folder of the running project. */
export function contentRoot(): string {
  return join(process.cwd(), 'content');
}

/**
 * Everything that is taught and asked, read from the project's content folder once a process.
 * @throws ContentError naming file and line of every departure from the format.
 */
export function content(): Content {
  if (!shared.shoumiContent) {
    const read = readContent(contentRoot());
    if (read.problems.length > 0) throw new ContentError(read.problems);
    shared.shoumiContent = read.content;
  }
  return shared.shoumiContent;
}
