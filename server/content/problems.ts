/** One thing wrong in a content file; `line` is 1-based. */
export type Problem = { readonly file: string; readonly line: number; readonly message: string };

/** Content that does not keep to its format. The product refuses to start with it. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`课程内容有 ${problems.length} 处问题：\n${problems.map(formatProblem).join('\n')}`);
    this.name = 'ContentError';
    this.problems = problems;
  }
}

/** `file:line message`, the form editors can jump to. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line} ${problem.message}`;
}
