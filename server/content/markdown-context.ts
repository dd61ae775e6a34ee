import type { LawRef } from './law-ref.ts';
import type { Problem } from './problems.ts';
import type { LawRegister } from './read-laws.ts';

/** What every parser of one file shares: where problems, citations and block positions are collected. */
export type MarkdownContext = {
  readonly file: string;
  readonly laws: LawRegister;
  readonly problems: Problem[];
  readonly cites: { readonly ref: LawRef; readonly line: number }[];
  /** Line of each block that has an id. */
  readonly blockLines: Map<string, number>;
};

type Positioned = { readonly position?: { readonly start: { readonly line: number } } | undefined };

export function lineOf(node: Positioned): number {
  return node.position?.start.line ?? 1;
}

export function report(context: MarkdownContext, node: Positioned, message: string): void {
  context.problems.push({ file: context.file, line: lineOf(node), message });
}
