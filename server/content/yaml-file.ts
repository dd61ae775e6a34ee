import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problems.ts';

type Path = readonly PropertyKey[];

/** A parsed YAML text that still knows where each value stood. */
export type YamlFile = { readonly value: unknown; readonly lineAt: (path: Path) => number };

/** Line of the deepest part of the path that exists. */
function lineOf(document: Document, counter: LineCounter, path: Path): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    const range = (node as { range?: readonly number[] } | undefined)?.range;
    if (range?.[0] !== undefined) return counter.linePos(range[0]).line;
  }
  return 1;
}

/** @returns null, with the problems recorded, when the text is no YAML. */
export function parseYaml(file: string, text: string, problems: Problem[]): YamlFile | null {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  for (const error of document.errors) {
    const line = counter.linePos(error.pos[0]).line;
    problems.push({ file, line, message: `YAML 格式错误：${error.message.split('\n')[0]}` });
  }
  if (document.errors.length > 0) return null;
  return { value: document.toJS(), lineAt: (path) => lineOf(document, counter, path) };
}

/** Records each issue of a schema at the line it concerns, `offset` lines further down. */
export function recordIssues(args: {
  readonly file: string;
  readonly yaml: YamlFile;
  readonly base: Path;
  readonly error: z.ZodError;
  readonly problems: Problem[];
  readonly offset?: number;
}): void {
  for (const issue of args.error.issues) {
    const path = [...args.base, ...issue.path];
    const where = issue.path.map(String).join('.');
    args.problems.push({
      file: args.file,
      line: args.yaml.lineAt(path) + (args.offset ?? 0),
      message: `${where ? `字段 ${where}：` : ''}${issue.message}`,
    });
  }
}
