import { Fragment, type ReactNode } from 'react';
import type { Cite, Inline } from '../../domain/learning/lesson-ast.ts';
import { lawHref } from './law-ref.ts';

function CiteLink({ cite }: { cite: Cite }) {
  return (
    <a
      href={lawHref(cite)}
      className="mx-0.5 whitespace-normal rounded-sm bg-primary-tint px-1 text-[0.875em] text-primary no-underline decoration-1 underline-offset-3 hover:underline print:bg-transparent print:px-0"
    >
      {cite.label}
    </a>
  );
}

function inline(node: Inline): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'code':
      return <code className="rounded-sm bg-line px-1 font-mono text-[0.9em]">{node.text}</code>;
    case 'strong':
      return (
        <strong className="font-semibold">
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'em':
      return (
        <em className="not-italic [text-emphasis:filled_dot]">
          <Inlines nodes={node.children} />
        </em>
      );
    case 'cite':
      return <CiteLink cite={node} />;
  }
}

/** Running text of a lesson. A citation is a plain link to the article's place in the address, opened by the law sheet. */
export function Inlines({ nodes }: { nodes: readonly Inline[] }) {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
    <Fragment key={index}>{inline(node)}</Fragment>
  ));
}
