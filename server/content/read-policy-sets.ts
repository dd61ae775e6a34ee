import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Problem } from './problems.ts';
import { parseYaml, recordIssues } from './yaml-file.ts';

/** The default sets of the industries in their own order; departures from the format are recorded and left out. */
export function readPolicySets(root: string, problems: Problem[]): readonly PolicySet[] {
  const sets = readdirSync(join(root, 'policy-sets'))
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name): PolicySet[] => {
      const file = `content/policy-sets/${name}`;
      const yaml = parseYaml(file, readFileSync(join(root, 'policy-sets', name), 'utf8'), problems);
      if (!yaml) return [];
      const parsed = PolicySet.safeParse(yaml.value);
      if (!parsed.success) {
        recordIssues({ file, yaml, base: [], error: parsed.error, problems });
        return [];
      }
      if (`${parsed.data.id}.yaml` === name) return [parsed.data];
      problems.push({ file, line: 1, message: `编号 ${parsed.data.id} 与文件名不一致` });
      return [];
    });
  return sets.toSorted((a, b) => a.sort - b.sort);
}
