import type { Cite, Inline } from '../../domain/learning/lesson-ast.ts';
import { parseLawRef, refLabel } from './law-ref.ts';
import { lineOf, type MarkdownContext, report } from './markdown-context.ts';
import type { PhrasingContent, TextDirective } from './markdown-nodes.ts';
import { refProblem } from './read-laws.ts';

const CJK_BREAK = /([\u3000-\u9fff\uff00-\uffef])?\s*\n\s*([\u3000-\u9fff\uff00-\uffef])?/g;

const SPACE_BEFORE_CJK = /^ +(?=[\u3000-\u9fff\uff00-\uffef])/;

/** A line break inside a paragraph is no space between Chinese characters. */
function joinLines(text: string): string {
  return text.replace(CJK_BREAK, (_, before = '', after = '') => `${before}${before || after ? '' : ' '}${after}`);
}

const REFUSED: Readonly<Record<string, string>> = {
  html: '正文不能写 HTML',
  link: '正文不能有链接',
  linkReference: '正文不能有链接',
  image: '正文不能有图片',
  imageReference: '正文不能有图片',
  footnoteReference: '正文不能有脚注',
  delete: '正文不能用删除线',
  break: '正文不能强制换行',
};

function parseCite(node: TextDirective, context: MarkdownContext): Cite | null {
  const label = node.children.map((child) => (child.type === 'text' ? child.value : '\n')).join('');
  if (Object.keys(node.attributes ?? {}).length > 0) {
    report(context, node, ':cite[…] 与后面的 {…} 之间要有一个空格');
  }
  const ref = parseLawRef(label);
  if (!ref) {
    report(context, node, `引用“${label}”不合格式，应写作 :cite[保密法/2024/31(三)]`);
    return null;
  }
  const problem = refProblem(context.laws, ref);
  if (problem) report(context, node, `引用不存在：${problem}`);
  context.cites.push({ ref, line: lineOf(node) });
  const isInForce = context.laws.get(`${ref.law}/${ref.version}`)?.isInForce ?? true;
  return { type: 'cite', ...ref, label: refLabel(ref, isInForce) };
}

function parseOne(node: PhrasingContent, context: MarkdownContext): Inline | null {
  switch (node.type) {
    case 'text':
      return { type: 'text', text: joinLines(node.value) };
    case 'inlineCode':
      return { type: 'code', text: node.value };
    case 'strong':
      return { type: 'strong', children: parseInlines(node.children, context) };
    case 'emphasis':
      return { type: 'em', children: parseInlines(node.children, context) };
    case 'textDirective':
      if (node.name === 'cite') return parseCite(node, context);
      report(context, node, `未知的行内积木“:${node.name}”；普通冒号请用全角“：”`);
      return null;
    default:
      report(context, node, REFUSED[node.type] ?? `不支持的行内写法 ${node.type}`);
      return null;
  }
}

/** Inline content without HTML, links, images or unknown directives; each of those is recorded as a problem. */
export function parseInlines(nodes: readonly PhrasingContent[], context: MarkdownContext): Inline[] {
  const inlines = nodes.flatMap((node) => parseOne(node, context) ?? []);
  // Authors set citations off with spaces; between Chinese characters none is wanted on the page.
  return inlines.map((inline, index) => {
    if (inline.type !== 'text' || inlines[index - 1]?.type !== 'cite') return inline;
    return { type: 'text', text: inline.text.replace(SPACE_BEFORE_CJK, '') };
  });
}

/** The text a reader sees, citations left out. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'cite') return '';
      return inline.type === 'text' || inline.type === 'code' ? inline.text : plainText(inline.children);
    })
    .join('');
}

/** Cuts inline content at every half-width `|` of its plain text and trims each part. */
export function splitColumns(inlines: readonly Inline[]): Inline[][] {
  const columns: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.type !== 'text') {
      columns.at(-1)?.push(inline);
      continue;
    }
    for (const [index, text] of inline.text.split('|').entries()) {
      if (index > 0) columns.push([]);
      if (text !== '') columns.at(-1)?.push({ type: 'text', text });
    }
  }
  return columns.map(trimInlines);
}

/** Removes white space at both ends; empty text is dropped. */
export function trimInlines(inlines: readonly Inline[]): Inline[] {
  const last = inlines.length - 1;
  return inlines.flatMap((inline, index) => {
    if (inline.type !== 'text') return inline;
    let text = inline.text;
    if (index === 0) text = text.trimStart();
    if (index === last) text = text.trimEnd();
    return text === '' ? [] : { type: 'text' as const, text };
  });
}

/** Takes a leading label such as `规则：` off; unchanged when it is not there. */
export function dropPrefix(inlines: readonly Inline[], prefix: RegExp): Inline[] {
  const [first, ...rest] = inlines;
  if (first?.type !== 'text') return [...inlines];
  return trimInlines([{ type: 'text', text: first.text.replace(prefix, '') }, ...rest]);
}
