import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from './problems.ts';
import { parseYaml, recordIssues } from './yaml-file.ts';

const Pledge = z.strictObject({
  id: z.enum(['entry', 'exit']),
  version: z.int().min(1),
  title: z.string().min(1),
  paragraphs: z.array(z.string().min(1)).min(2),
});
export type Pledge = z.infer<typeof Pledge>;

const PledgeFile = z.strictObject({ pledges: z.array(Pledge).length(2) });

const FILE = 'content/pledges.yaml';

/** The texts of 承诺书 in force by id; empty, with the problems recorded, when the file departs from its format. */
export function readPledges(root: string, problems: Problem[]): Map<string, Pledge> {
  const yaml = parseYaml(FILE, readFileSync(join(root, 'pledges.yaml'), 'utf8'), problems);
  if (!yaml) return new Map();
  const parsed = PledgeFile.safeParse(yaml.value);
  if (!parsed.success) {
    recordIssues({ file: FILE, yaml, base: [], error: parsed.error, problems });
    return new Map();
  }
  return new Map(parsed.data.pledges.map((pledge) => [pledge.id, pledge]));
}
