import type { Block, Table } from '../../domain/learning/lesson-ast.ts';
import { type MarkdownContext, report } from './markdown-context.ts';
import type { BlockNode, List as MdList, Table as MdTable } from './markdown-nodes.ts';
import { parseInlines } from './parse-inline.ts';

const REFUSED: Readonly<Record<string, string>> = {
  html: '正文不能写 HTML',
  code: '正文不能写代码块（行首不要缩进四格）',
  blockquote: '引用块“>”只能作为情景的规则',
  thematicBreak: '正文不能用分隔线',
  definition: '正文不能有链接',
  footnoteDefinition: '正文不能有脚注',
  leafDirective: '未知的积木（积木以三个冒号开头）',
};

function parseList(node: MdList, context: MarkdownContext): Block {
  const items = node.children.map((item) => {
    if (typeof item.checked === 'boolean') report(context, item, '列表不能用勾选框');
    return parsePlain(item.children, context);
  });
  return { type: 'list', ordered: node.ordered === true, items };
}

function parseTable(node: MdTable, context: MarkdownContext): Table {
  const [header = [], ...rows] = node.children.map((row) =>
    row.children.map((cell) => parseInlines(cell.children, context)),
  );
  for (const [index, row] of rows.entries()) {
    if (row.length !== header.length) {
      report(context, node.children[index + 1] ?? node, `表格这一行有 ${row.length} 格，表头有 ${header.length} 格`);
    }
  }
  return { type: 'table', header, rows };
}

/** One paragraph, list, table or third-level heading; anything else is recorded as a problem. */
export function parsePlainNode(node: BlockNode, context: MarkdownContext): Block | null {
  switch (node.type) {
    case 'paragraph':
      return { type: 'paragraph', children: parseInlines(node.children, context) };
    case 'list':
      return parseList(node, context);
    case 'table':
      return parseTable(node, context);
    case 'heading':
      if (node.depth !== 3) report(context, node, '这里只能用三级标题');
      return { type: 'heading3', children: parseInlines(node.children, context) };
    case 'containerDirective':
      report(context, node, `积木“${node.name}”不能放在这里`);
      return null;
    default:
      report(context, node, REFUSED[node.type] ?? `不支持的写法 ${node.type}`);
      return null;
  }
}

export function parsePlain(nodes: readonly BlockNode[], context: MarkdownContext): Block[] {
  return nodes.flatMap((node) => parsePlainNode(node, context) ?? []);
}
