import {
  type Block,
  type Cards,
  type CaseTimeline,
  type Chain,
  type Deck,
  type Inline,
  NODE_KINDS,
  type Steps,
} from '../../domain/learning/lesson-ast.ts';
import { type MarkdownContext, report } from './markdown-context.ts';
import type { ContainerDirective } from './markdown-nodes.ts';
import { dropPrefix, plainText } from './parse-inline.ts';
import { attributes, parseRows, type Row } from './parse-rows.ts';
import { parseScenario } from './parse-scenario.ts';

type Parser = (node: ContainerDirective, context: MarkdownContext) => Block;

const NONE: readonly Inline[] = [];

function parseCards(node: ContainerDirective, context: MarkdownContext): Cards {
  attributes(node, context, { required: [] });
  const cards = parseRows(node, context, 4, 4).map(({ columns }) => {
    const [situation = NONE, dos = NONE, donts = NONE, why = NONE] = columns;
    return { situation, dos, donts, why };
  });
  return { type: 'cards', cards };
}

function parseDeck(node: ContainerDirective, context: MarkdownContext): Deck {
  const { id = '' } = attributes(node, context, { required: ['id'] });
  const cards = parseRows(node, context, 3, 3).flatMap(({ item, columns }) => {
    const [text = NONE, verdict = NONE, reason = NONE] = columns;
    const word = plainText(verdict);
    if (word !== '能' && word !== '不能') {
      report(context, item, `第二栏只能是“能”或“不能”，这里是“${word}”`);
      return [];
    }
    return { text, can: word === '能', reason };
  });
  return { type: 'deck', id, cards };
}

function parseCase(node: ContainerDirective, context: MarkdownContext): CaseTimeline {
  const { id = '', title = '' } = attributes(node, context, { required: ['id', 'title'] });
  const steps = parseRows(node, context, 2, 3).map(({ columns }) => {
    const [when = NONE, what = NONE, third] = columns;
    return third ? { when, what, couldHave: dropPrefix(third, /^在这里本可以：/) } : { when, what };
  });
  return { type: 'case', id, title, steps };
}

function parseSteps(node: ContainerDirective, context: MarkdownContext): Steps {
  const { title = '' } = attributes(node, context, { required: ['title'] });
  const items = parseRows(node, context, 2, 2).map(({ columns }) => {
    const [head = NONE, text = NONE] = columns;
    return { title: head, text };
  });
  return { type: 'steps', title, items };
}

const NODE = /^节点 ([a-z][a-z0-9]*)$/;
const EDGE = /^连线 ([a-z][a-z0-9]*) > ([a-z][a-z0-9]*)$/;

type ChainNode = Chain['nodes'][number];
type ChainEdge = Chain['edges'][number];

function chainNode(id: string, columns: readonly string[]): ChainNode | string {
  const [, label = '', kind] = columns;
  const known = NODE_KINDS.find((k) => k === kind);
  if (columns.length !== 3 || !known) return `节点应写作“节点 a | 名称 | 类型”，类型取 ${NODE_KINDS.join('、')}`;
  return { id, label, kind: known };
}

function chainEdge(from: string, to: string, columns: readonly string[]): ChainEdge | string {
  const [, channel = '', what, fourth] = columns;
  if (what === undefined) return '连线应写作“连线 a > b | 渠道 | 发生了什么 | 可拦：……”';
  if (fourth === undefined) return { from, to, channel, what };
  if (!fourth.startsWith('可拦：')) return '连线的第四栏应以“可拦：”开头';
  return { from, to, channel, what, stop: fourth.slice(3) };
}

function chainRow({ columns }: Row): { node: ChainNode } | { edge: ChainEdge } | string {
  if (columns.some((column) => column.some((inline) => inline.type !== 'text'))) return '图中的文字不能加粗或引用';
  const texts = columns.map(plainText);
  const head = texts[0] ?? '';
  const nodeId = NODE.exec(head)?.[1];
  const [, from, to] = EDGE.exec(head) ?? [];
  if (nodeId) {
    const node = chainNode(nodeId, texts);
    return typeof node === 'string' ? node : { node };
  }
  if (!from || !to) return '图中的列表项应以“节点 a”或“连线 a > b”开头（代号用小写字母）';
  const edge = chainEdge(from, to, texts);
  return typeof edge === 'string' ? edge : { edge };
}

function parseChain(node: ContainerDirective, context: MarkdownContext): Chain {
  const { id = '', title = '' } = attributes(node, context, { required: ['id', 'title'] });
  const nodes: ChainNode[] = [];
  const edges: ChainEdge[] = [];
  for (const row of parseRows(node, context, 3, 4)) {
    const parsed = chainRow(row);
    if (typeof parsed === 'string') report(context, row.item, parsed);
    else if ('edge' in parsed) {
      const missing = [parsed.edge.from, parsed.edge.to].find((end) => !nodes.some((n) => n.id === end));
      if (missing) report(context, row.item, `连线用到的节点“${missing}”没有写在前面`);
      edges.push(parsed.edge);
    } else if (nodes.some((n) => n.id === parsed.node.id)) {
      report(context, row.item, `节点“${parsed.node.id}”重复`);
    } else nodes.push(parsed.node);
  }
  return { type: 'chain', id, title, nodes, edges };
}

const PARSERS: Readonly<Record<string, Parser>> = {
  scenario: parseScenario,
  cards: parseCards,
  deck: parseDeck,
  case: parseCase,
  chain: parseChain,
  steps: parseSteps,
};

/** A typed block; an unknown name is recorded as a problem. */
export function parseDirective(node: ContainerDirective, context: MarkdownContext): Block | null {
  const parser = Object.hasOwn(PARSERS, node.name) ? PARSERS[node.name] : undefined;
  if (parser) return parser(node, context);
  report(context, node, `未知的积木“${node.name}”`);
  return null;
}
