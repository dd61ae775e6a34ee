import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from './problems.ts';
import { parseYaml, recordIssues } from './yaml-file.ts';

/** A teachable unit of the documents the lessons were drawn from. */
const SourceUnit = z.strictObject({
  id: z.string().regex(/^U\d{2}$/, '单元应写作 U02'),
  title: z.string().trim().min(2),
  /** Numbers of the documents it stands in. */
  sources: z.array(z.string().regex(/^\d{3}$/)).min(1),
  audience: z.array(z.string().trim().min(2)).min(1),
  /** Why it is not taught; lessons and questions of a taught unit name it themselves. */
  dropped: z.string().trim().min(10, '不收的理由要写清').optional(),
});
export type SourceUnit = z.infer<typeof SourceUnit>;

export const SOURCE_FILE = 'content/sources/register.yaml';
const SourceFile = z.strictObject({ units: z.array(SourceUnit).min(1) });

/** The register of source units in its order; departures from the format are recorded and leave it empty. */
export function readSources(root: string, problems: Problem[]): readonly SourceUnit[] {
  const yaml = parseYaml(SOURCE_FILE, readFileSync(join(root, 'sources', 'register.yaml'), 'utf8'), problems);
  if (!yaml) return [];
  const parsed = SourceFile.safeParse(yaml.value);
  if (parsed.success) return parsed.data.units;
  recordIssues({ file: SOURCE_FILE, yaml, base: [], error: parsed.error, problems });
  return [];
}
