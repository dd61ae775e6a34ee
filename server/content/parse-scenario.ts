import {
  type Inline,
  type Scenario,
  type ScenarioChoice,
  VERDICTS,
  type Verdict,
} from '../../domain/learning/lesson-ast.ts';
import { type MarkdownContext, report } from './markdown-context.ts';
import type { Blockquote, ContainerDirective, List } from './markdown-nodes.ts';
import { dropPrefix, parseInlines, plainText, trimInlines } from './parse-inline.ts';
import { parsePlain } from './parse-plain.ts';
import { attributes, itemLine } from './parse-rows.ts';

const OPENING = /^\[([^\]]+)\]\s*/;
const CLOSING = /\s*\{([^{}]*)\}\s*$/;
const NEXT = /^next=([a-z][a-z0-9-]*)$/;
const RULE = /^规则：/;

function parseMark(mark: string): { verdict: Verdict; next?: string } | null {
  const [word, second, ...more] = mark.trim().split(/\s+/);
  const verdict = VERDICTS.find((v) => v === word);
  if (!verdict || more.length > 0) return null;
  if (second === undefined) return { verdict };
  const next = NEXT.exec(second)?.[1];
  return next ? { verdict, next } : null;
}

/** `[选项] 后果 {wrong next=late}` */
function parseChoice(line: readonly Inline[]): ScenarioChoice | string {
  const first = line.at(0);
  const last = line.at(-1);
  const opening = first?.type === 'text' ? OPENING.exec(first.text) : null;
  const closing = last?.type === 'text' ? CLOSING.exec(last.text) : null;
  if (!opening) return '选项应以 [选项文字] 开头（方括号内不加粗、不引用）';
  if (!closing) return '选项应以 {best}、{ok} 或 {wrong} 结尾';
  const mark = parseMark(closing[1] ?? '');
  if (!mark) return `“{${closing[1]}}”不合格式，应为 {best}、{ok}、{wrong}，可加 next=编号`;
  const cut = line.map((inline, index) => {
    if (inline.type !== 'text') return inline;
    let { text } = inline;
    if (index === line.length - 1) text = text.replace(CLOSING, '');
    if (index === 0) text = text.replace(OPENING, '');
    return { type: 'text' as const, text };
  });
  const consequence = trimInlines(cut);
  if (plainText(consequence).trim() === '') return '选项缺少后果与道理';
  return { text: (opening[1] ?? '').trim(), consequence, ...mark };
}

function parseChoices(list: List, context: MarkdownContext): ScenarioChoice[] {
  return list.children.flatMap((item) => {
    const line = itemLine(item, context);
    if (!line) return [];
    const choice = parseChoice(line);
    if (typeof choice !== 'string') return choice;
    report(context, item, choice);
    return [];
  });
}

function parseRule(node: Blockquote, context: MarkdownContext): Inline[] {
  const [only, ...more] = node.children;
  if (only?.type !== 'paragraph' || more.length > 0) {
    report(context, node, '规则应当是一段文字');
    return [];
  }
  const rule = parseInlines(only.children, context);
  if (!RULE.test(plainText(rule))) report(context, node, '规则应以“规则：”开头');
  return dropPrefix(rule, RULE);
}

/** Prompt paragraphs, then one list of choices, then an optional rule. */
export function parseScenario(node: ContainerDirective, context: MarkdownContext): Scenario {
  const { id = '', step } = attributes(node, context, { required: ['id'], optional: ['step'] });
  const children = [...node.children];
  const quote = children.at(-1)?.type === 'blockquote' ? (children.pop() as Blockquote) : null;
  const list = children.at(-1)?.type === 'list' ? (children.pop() as List) : null;
  if (!list) report(context, node, '情景缺少选项列表（规则之前的最后一块应是列表）');
  const prompt = parsePlain(children, context);
  const choices = list ? parseChoices(list, context) : [];
  const rule = quote ? parseRule(quote, context) : null;
  return { type: 'scenario', id, step: step !== undefined, prompt, choices, ...(rule ? { rule } : {}) };
}
