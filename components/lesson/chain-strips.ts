import type { Chain } from '../../domain/learning/lesson-ast.ts';

export type ChainNode = Chain['nodes'][number];
export type Hop = Chain['edges'][number] & { readonly number: number };
/** One way drawn in a line. `resumed` = it branches off a node that was already drawn. */
export type Strip = { readonly start: ChainNode; readonly resumed: boolean; readonly hops: readonly StripHop[] };
export type StripHop = { readonly hop: Hop; readonly node: ChainNode; readonly seen: boolean };

/**
 * Draws any chain as lines from left to right: the first line follows the edges from the first node as far as they go;
 * each edge left over starts a line of its own from the node it leaves. Every edge is drawn exactly once.
 */
export function chainStrips(chain: Pick<Chain, 'nodes' | 'edges'>): Strip[] {
  const nodes = new Map(chain.nodes.map((node) => [node.id, node]));
  const left = chain.edges.map((edge, index) => ({ ...edge, number: index + 1 }));
  const drawn = new Set<string>();
  const strips: Strip[] = [];
  for (let first = left[0]; first; first = left[0]) {
    const start = nodes.get(first.from);
    if (!start) throw new Error(`chain edge leaves an unknown node: ${first.from}`);
    const resumed = drawn.has(start.id);
    drawn.add(start.id);
    strips.push({ start, resumed, hops: follow(start.id, left, nodes, drawn) });
  }
  return strips;
}

/** Takes edges out of `left` for as long as one leaves the node reached; a line ends at a node drawn before. */
function follow(from: string, left: Hop[], nodes: ReadonlyMap<string, ChainNode>, drawn: Set<string>): StripHop[] {
  const hops: StripHop[] = [];
  let at = from;
  for (;;) {
    const index = left.findIndex((edge) => edge.from === at);
    const [hop] = index < 0 ? [] : left.splice(index, 1);
    const node = hop ? nodes.get(hop.to) : undefined;
    if (!hop || !node) return hops;
    const seen = drawn.has(node.id);
    hops.push({ hop, node, seen });
    drawn.add(node.id);
    if (seen) return hops;
    at = node.id;
  }
}
