import { z } from 'zod';
import { ReviewedLaw } from '../../domain/law/reviewed-law.ts';
import { type Block, type Inline, type Lesson, PLAN_LETTERS, TOPICS } from '../../domain/learning/lesson-ast.ts';
import { type LawRef, parseLawRef } from './law-ref.ts';
import { lineOf, type MarkdownContext, report } from './markdown-context.ts';
import { type ContainerDirective, parseMarkdown, type RootContent } from './markdown-nodes.ts';
import { parseDirective } from './parse-directives.ts';
import { parseInlines, plainText } from './parse-inline.ts';
import { parsePlainNode } from './parse-plain.ts';
import { attributes, parseRows } from './parse-rows.ts';
import type { Problem } from './problems.ts';
import { type LawRegister, refProblem } from './read-laws.ts';
import { parseYaml, recordIssues } from './yaml-file.ts';

const FrontMatter = z.strictObject({
  id: z.string().regex(/^m\d+(-[a-z0-9]+)+$/, '编号应是小写英文与连字符，以模块号开头，如 m6-phones'),
  number: z.string().regex(/^\d+\.\d+$/, '课号应写作带引号的 "6.2"'),
  module: z.string().regex(/^M\d+$/, '模块应写作 M6'),
  version: z.int().min(1),
  title: z.string().min(1),
  question: z.string().min(1),
  minutes: z.int().min(1).max(120),
  plans: z.array(z.enum(PLAN_LETTERS)).min(1),
  topics: z.array(z.enum(TOPICS)).min(1),
  units: z.array(z.string().regex(/^U\d{2}$/, '来源单元应写作 U02')),
  laws: z.array(
    z.string().refine((text) => parseLawRef(text)?.item === undefined && parseLawRef(text) !== null, {
      message: '引用应写作 法规/版本/条，不含项',
    }),
  ),
  reviewed: z.array(ReviewedLaw).min(1).optional(),
});
type FrontMatter = z.infer<typeof FrontMatter>;

export type ParsedLesson = {
  readonly lesson: Lesson;
  readonly file: string;
  /** The file as written; checks look positions up in it. */
  readonly text: string;
  readonly cites: readonly { readonly ref: LawRef; readonly line: number }[];
  /** Line of each block that has an id. */
  readonly blockLines: ReadonlyMap<string, number>;
  /** Line of the front matter's `laws`. */
  readonly lawsLine: number;
};

const FENCE = /^---\r?\n([\s\S]*?\r?\n)---\r?\n/;

/** Splits off the front matter and leaves as many empty lines, so that positions in the body stay true. */
function splitFrontMatter(text: string): { head: string; body: string } | null {
  const match = FENCE.exec(text);
  if (!match) return null;
  const lines = match[0].split('\n').length - 1;
  return { head: match[1] ?? '', body: '\n'.repeat(lines) + text.slice(match[0].length) };
}

function readFrontMatter(
  head: string,
  context: MarkdownContext,
  name: string,
): { front: FrontMatter; lawsLine: number } | null {
  const { file, problems } = context;
  const yaml = parseYaml(file, head, problems);
  if (!yaml) return null;
  const parsed = FrontMatter.safeParse(yaml.value);
  if (!parsed.success) {
    recordIssues({ file, yaml, base: [], error: parsed.error, problems, offset: 1 });
    return null;
  }
  const front = parsed.data;
  const lawsLine = yaml.lineAt(['laws']) + 1;
  const wrong = (field: string, message: string) => problems.push({ file, line: yaml.lineAt([field]) + 1, message });
  if (front.id !== name) wrong('id', `课程编号 ${front.id} 与文件名不一致`);
  if (!front.id.startsWith(`${front.module.toLowerCase()}-`))
    wrong('module', `模块 ${front.module} 与编号 ${front.id} 不一致`);
  for (const law of front.laws) {
    const ref = parseLawRef(law);
    const problem = ref ? refProblem(context.laws, ref) : null;
    if (problem) wrong('laws', `引用不存在：${problem}`);
  }
  return { front, lawsLine };
}

type Body = { intro: Block[]; sections: { id: string; title: string; blocks: Block[] }[]; summary: Inline[][] };

function parseSummary(node: ContainerDirective, context: MarkdownContext): Inline[][] {
  attributes(node, context, { required: [] });
  return parseRows(node, context, 1, 1).flatMap((row) => row.columns);
}

function addNode(node: RootContent, isLast: boolean, body: Body, context: MarkdownContext): void {
  if (node.type === 'heading' && node.depth === 2) {
    const title = plainText(parseInlines(node.children, context));
    body.sections.push({ id: `s${body.sections.length + 1}`, title, blocks: [] });
    return;
  }
  if (node.type === 'containerDirective' && node.name === 'summary') {
    if (!isLast) report(context, node, '“summary”只能有一个，并且放在全课最后');
    body.summary = parseSummary(node, context);
    return;
  }
  const block = node.type === 'containerDirective' ? parseDirective(node, context) : parsePlainNode(node, context);
  if (block) (body.sections.at(-1)?.blocks ?? body.intro).push(block);
}

function parseBody(nodes: readonly RootContent[], context: MarkdownContext): Body {
  const body: Body = { intro: [], sections: [], summary: [] };
  for (const [index, node] of nodes.entries()) addNode(node, index === nodes.length - 1, body, context);
  return body;
}

/** Unclosed blocks swallow the rest of a file, closers too many become text; both show as a line of colons. */
function reportStrayFences(body: string, context: MarkdownContext): void {
  let open = 0;
  for (const [index, line] of body.split('\n').entries()) {
    if (/^:::\S/.test(line)) {
      if (open > 0) context.problems.push({ file: context.file, line: open, message: '积木没有用 ::: 结束' });
      open = index + 1;
    } else if (/^:::\s*$/.test(line)) {
      if (open === 0) context.problems.push({ file: context.file, line: index + 1, message: '多余的 :::' });
      open = 0;
    } else if (/^\s*:{2,}/.test(line)) {
      context.problems.push({ file: context.file, line: index + 1, message: '积木应以行首三个冒号开头' });
    }
  }
  if (open > 0) context.problems.push({ file: context.file, line: open, message: '积木没有用 ::: 结束' });
}

/**
 * Parses one lesson file. Every departure from the format is recorded with file and line; the lesson is returned as
 * far as it could be read, so that one run shows all problems. Null when the front matter cannot be read.
 */
export function parseLesson(args: {
  readonly file: string;
  readonly name: string;
  readonly text: string;
  readonly laws: LawRegister;
  readonly problems: Problem[];
}): ParsedLesson | null {
  const { file, name, laws, problems } = args;
  const context: MarkdownContext = { file, laws, problems, cites: [], blockLines: new Map() };
  const split = splitFrontMatter(args.text);
  if (!split) {
    problems.push({ file, line: 1, message: '文件应以 --- 之间的课程信息开头' });
    return null;
  }
  const head = readFrontMatter(split.head, context, name);
  if (!head) return null;
  reportStrayFences(split.body, context);
  const root = parseMarkdown(split.body);
  const body = parseBody(root.children, context);
  if (body.sections.length === 0) report(context, root, '课程至少要有一个二级标题');
  const last = root.children.at(-1);
  if (body.summary.length === 0) problems.push({ file, line: last ? lineOf(last) : 1, message: '课程缺少 summary' });
  return {
    lesson: { ...head.front, ...body },
    file,
    text: args.text,
    cites: context.cites,
    blockLines: context.blockLines,
    lawsLine: head.lawsLine,
  };
}
