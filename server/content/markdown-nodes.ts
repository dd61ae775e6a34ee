import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkDirective);

/** Markdown with tables and typed blocks, as a tree with positions. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}

export type Root = ReturnType<typeof processor.parse>;
export type RootContent = Root['children'][number];
type NodeOf<T extends RootContent['type']> = Extract<RootContent, { type: T }>;

export type List = NodeOf<'list'>;
export type ListItem = List['children'][number];
export type Table = NodeOf<'table'>;
export type Blockquote = NodeOf<'blockquote'>;
export type ContainerDirective = NodeOf<'containerDirective'>;
export type PhrasingContent = NodeOf<'paragraph'>['children'][number];
export type TextDirective = Extract<PhrasingContent, { type: 'textDirective' }>;
/** What may stand inside a list item, a quotation or a block, and at the top. */
export type BlockNode = RootContent | ListItem['children'][number];
