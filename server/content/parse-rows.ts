import type { Inline } from '../../domain/learning/lesson-ast.ts';
import { lineOf, type MarkdownContext, report } from './markdown-context.ts';
import type { ContainerDirective, ListItem } from './markdown-nodes.ts';
import { parseInlines, splitColumns } from './parse-inline.ts';

/** One list item of a block, cut into its columns. */
export type Row = { readonly item: ListItem; readonly columns: Inline[][] };

const ID = /^[a-z][a-z0-9-]*$/;

/** The inline content of a list item that is one line of text; null, with the problem recorded, otherwise. */
export function itemLine(item: ListItem, context: MarkdownContext): Inline[] | null {
  const [only, ...more] = item.children;
  if (only?.type !== 'paragraph' || more.length > 0 || typeof item.checked === 'boolean') {
    report(context, item, '积木里的每个列表项只能是一行文字');
    return null;
  }
  if (only.position && only.position.start.line !== only.position.end.line) {
    report(context, item, '积木里的列表项不能换行');
  }
  return parseInlines(only.children, context);
}

/** Rows of a block that is nothing but one list; every row must have between `min` and `max` filled columns. */
export function parseRows(node: ContainerDirective, context: MarkdownContext, min: number, max: number): Row[] {
  const [list, ...more] = node.children;
  if (list?.type !== 'list' || more.length > 0) {
    report(context, node, `积木“${node.name}”里应当是一个列表，此外没有别的内容`);
    return [];
  }
  return list.children.flatMap((item) => {
    const line = itemLine(item, context);
    if (!line) return [];
    const columns = splitColumns(line);
    const want = min === max ? `${min}` : `${min} 到 ${max}`;
    if (columns.length < min || columns.length > max) {
      report(context, item, `积木“${node.name}”的列表项应有 ${want} 栏，这里有 ${columns.length} 栏`);
      return [];
    }
    if (columns.some((column) => column.length === 0)) {
      report(context, item, `积木“${node.name}”的列表项有空栏`);
      return [];
    }
    return { item, columns };
  });
}

/** Checks the attributes of a block against the names it may have and returns their values. */
export function attributes(
  node: ContainerDirective,
  context: MarkdownContext,
  names: { readonly required: readonly string[]; readonly optional?: readonly string[] },
): Readonly<Record<string, string>> {
  const given = node.attributes ?? {};
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (names.required.includes(name) || names.optional?.includes(name)) values[name] = value ?? '';
    else report(context, node, `积木“${node.name}”不认识属性 ${name}`);
  }
  for (const name of names.required) {
    if (!values[name]) report(context, node, `积木“${node.name}”缺少属性 ${name}`);
  }
  if (values.id) claimId(node, context, values.id);
  return values;
}

function claimId(node: ContainerDirective, context: MarkdownContext, id: string): void {
  if (!ID.test(id)) report(context, node, `编号“${id}”只能用小写英文、数字和连字符，以字母开头`);
  if (context.blockLines.has(id)) report(context, node, `编号“${id}”在本课中重复`);
  context.blockLines.set(id, lineOf(node));
}
