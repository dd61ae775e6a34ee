import { ITEM_POOL_LETTERS, ItemSource } from '../../domain/assessment/item-source.ts';
import { parseLawRef } from './law-ref.ts';
import type { Problem } from './problems.ts';
import { type LawRegister, refProblem } from './read-laws.ts';
import { parseYaml, recordIssues, type YamlFile } from './yaml-file.ts';

/** One question of the bank and where it stands. */
export type ParsedItem = {
  readonly source: ItemSource;
  readonly lessonId: string;
  readonly file: string;
  readonly line: number;
  readonly lineAt: (path: readonly PropertyKey[]) => number;
};

type Args = {
  readonly file: string;
  /** Name of the file without `.yaml`. */
  readonly lessonId: string;
  readonly text: string;
  readonly laws: LawRegister;
  readonly problems: Problem[];
};

/** The id names lesson and pool, so that it can never be moved unseen. */
function idProblem(source: ItemSource, lessonId: string): string | null {
  const prefix = `${lessonId}-${ITEM_POOL_LETTERS[source.pool]}`;
  return source.id.slice(0, -2) === prefix ? null : `题目编号 ${source.id} 应以 ${prefix} 开头（课程编号加池字母）`;
}

function recordLawProblems(args: Args, yaml: YamlFile, index: number, source: ItemSource): void {
  for (const [position, text] of source.laws.entries()) {
    const ref = parseLawRef(text);
    const message = ref ? refProblem(args.laws, ref) : `“${text}”应写作 法规/版本/条 或 法规/版本/条(项)`;
    if (message) {
      args.problems.push({
        file: args.file,
        line: yaml.lineAt([index, 'laws', position]),
        message: `引用：${message}`,
      });
    }
  }
}

/** Reads the questions of one lesson; each departure from the format is recorded and its question left out. */
export function parseItems(args: Args): ParsedItem[] {
  const { file, lessonId, problems } = args;
  const yaml = parseYaml(file, args.text, problems);
  if (!yaml) return [];
  if (!Array.isArray(yaml.value)) {
    problems.push({ file, line: 1, message: '题目文件应是一个列表，每题以 “- id:” 开头' });
    return [];
  }
  const seen = new Set<string>();
  return yaml.value.flatMap((value: unknown, index) => {
    const parsed = ItemSource.safeParse(value);
    if (!parsed.success) {
      recordIssues({ file, yaml, base: [index], error: parsed.error, problems });
      return [];
    }
    const source = parsed.data;
    const line = yaml.lineAt([index]);
    const wrongId = seen.has(source.id) ? `题目编号 ${source.id} 重复` : idProblem(source, lessonId);
    if (wrongId) problems.push({ file, line, message: wrongId });
    seen.add(source.id);
    recordLawProblems(args, yaml, index, source);
    return { source, lessonId, file, line, lineAt: (path) => yaml.lineAt([index, ...path]) };
  });
}
