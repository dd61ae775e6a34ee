import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RuleSource } from '../../domain/learning/rule-source.ts';
import { RULE_GROUPS } from '../../domain/learning/rule-tags.ts';
import { parseLawRef } from './law-ref.ts';
import type { Problem } from './problems.ts';
import { type LawRegister, refProblem } from './read-laws.ts';
import { parseYaml, recordIssues, type YamlFile } from './yaml-file.ts';

export const RULES_FILE = 'content/rules.yaml';

/** One rule and the line it begins on. */
export type ParsedRule = {
  readonly source: RuleSource;
  readonly line: number;
  readonly lineAt: (path: readonly PropertyKey[]) => number;
};

type Known = { readonly laws: LawRegister; readonly lessons: ReadonlySet<string> };

function listOf(yaml: YamlFile): readonly unknown[] | null {
  const rules = (yaml.value as { rules?: unknown } | null)?.rules;
  return Array.isArray(rules) ? rules : null;
}

function lawMessage(laws: LawRegister, text: string): string | null {
  const ref = parseLawRef(text);
  if (!ref) return `“${text}”应写作 法规/版本/条 或 法规/版本/条(项)`;
  return refProblem(laws, ref);
}

/** The rules of a text; each departure from the format is recorded, and a rule that has no right form is left out. */
export function parseRules(text: string, known: Known, problems: Problem[]): readonly ParsedRule[] {
  const file = RULES_FILE;
  const yaml = parseYaml(file, text, problems);
  if (!yaml) return [];
  const list = listOf(yaml);
  if (!list) {
    problems.push({ file, line: 1, message: '守则文件应以 “rules:” 开头，下面是一个列表' });
    return [];
  }
  const seen = new Set<string>();
  const parsed = list.flatMap((value, index): ParsedRule[] => {
    const base = ['rules', index];
    const rule = RuleSource.safeParse(value);
    if (!rule.success) {
      recordIssues({ file, yaml, base, error: rule.error, problems });
      return [];
    }
    const { id, laws, lesson } = rule.data;
    const lineAt = (path: readonly PropertyKey[]) => yaml.lineAt([...base, ...path]);
    const wrong = (path: readonly PropertyKey[], message: string) =>
      problems.push({ file, line: lineAt(path), message: `${id} ${message}` });
    if (seen.has(id)) wrong([], '编号重复');
    seen.add(id);
    if (!known.lessons.has(lesson)) wrong(['lesson'], `课程 ${lesson} 不在 curriculum.yaml 中`);
    for (const [position, ref] of laws.entries()) {
      const message = lawMessage(known.laws, ref);
      if (message) wrong(['laws', position], `引用：${message}`);
    }
    return [{ source: rule.data, line: lineAt([]), lineAt }];
  });
  return parsed.toSorted((a, b) => RULE_GROUPS.indexOf(a.source.group) - RULE_GROUPS.indexOf(b.source.group));
}

/** The rules to carry about, by group and then as written; every article cited exists. Being in force is asked by the content check. */
export function readRules(root: string, known: Known, problems: Problem[]): readonly ParsedRule[] {
  return parseRules(readFileSync(join(root, 'rules.yaml'), 'utf8'), known, problems);
}
