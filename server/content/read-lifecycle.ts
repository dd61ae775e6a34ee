import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecycleFaults } from '../../domain/policy/lifecycle-check.ts';
import { LifecyclePolicy } from '../../domain/policy/lifecycle-policy.ts';
import type { Problem } from './problems.ts';
import { parseYaml, recordIssues } from './yaml-file.ts';

const LIFECYCLE_FILE = 'content/lifecycle.yaml';

/** The default rules of the life-cycle; null, with the problems recorded, when the file departs from its format. */
export function readLifecycle(root: string, problems: Problem[]): LifecyclePolicy | null {
  const yaml = parseYaml(LIFECYCLE_FILE, readFileSync(join(root, 'lifecycle.yaml'), 'utf8'), problems);
  if (!yaml) return null;
  const parsed = LifecyclePolicy.safeParse(yaml.value);
  if (!parsed.success) {
    recordIssues({ file: LIFECYCLE_FILE, yaml, base: [], error: parsed.error, problems });
    return null;
  }
  for (const fault of lifecycleFaults(parsed.data)) {
    problems.push({ file: LIFECYCLE_FILE, line: yaml.lineAt(fault.field.split('.')), message: fault.message });
  }
  return parsed.data;
}
