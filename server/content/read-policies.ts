import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Blueprint } from '../../domain/assessment/blueprint.ts';
import { type PlanKind, PlanPolicy } from '../../domain/policy/plan-policy.ts';
import type { Problem } from './problems.ts';
import { parseYaml, recordIssues } from './yaml-file.ts';

const Curriculum = z.strictObject({
  modules: z
    .array(
      z.strictObject({
        id: z.string().regex(/^M\d+$/),
        title: z.string().min(1),
        lessons: z.array(z.string()).min(1),
      }),
    )
    .min(1),
});
export type Curriculum = z.infer<typeof Curriculum>;

const PolicyFile = z.strictObject({ policies: z.array(PlanPolicy).min(1) });

/** Reads and checks one YAML file; null, with the problems recorded, when it does not fit its schema. */
function readYaml<S extends z.ZodType>(root: string, name: string, schema: S, problems: Problem[]): z.output<S> | null {
  const file = `content/${name}`;
  const yaml = parseYaml(file, readFileSync(join(root, name), 'utf8'), problems);
  if (!yaml) return null;
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  recordIssues({ file, yaml, base: [], error: parsed.error, problems });
  return null;
}

export function readCurriculum(root: string, problems: Problem[]): Curriculum {
  return readYaml(root, 'curriculum.yaml', Curriculum, problems) ?? { modules: [] };
}

/** Every blueprint by id; the file's name is the id. */
export function readBlueprints(root: string, problems: Problem[]): Map<string, Blueprint> {
  const blueprints = new Map<string, Blueprint>();
  for (const name of readdirSync(join(root, 'blueprints')).sort()) {
    if (!name.endsWith('.yaml')) continue;
    const blueprint = readYaml(root, `blueprints/${name}`, Blueprint, problems);
    if (!blueprint) continue;
    if (`${blueprint.id}.yaml` !== name) {
      problems.push({
        file: `content/blueprints/${name}`,
        line: 1,
        message: `蓝图编号 ${blueprint.id} 与文件名不一致`,
      });
    }
    blueprints.set(blueprint.id, blueprint);
  }
  return blueprints;
}

export const POLICY_FILE = 'content/policies.yaml';

/** The rule of each plan kind; every lesson and blueprint it names must exist. */
export function readPolicies(
  root: string,
  known: { readonly lessons: ReadonlySet<string>; readonly blueprints: ReadonlyMap<string, Blueprint> },
  problems: Problem[],
): Map<PlanKind, PlanPolicy> {
  const policies = new Map<PlanKind, PlanPolicy>();
  for (const policy of readYaml(root, 'policies.yaml', PolicyFile, problems)?.policies ?? []) {
    const wrong = (message: string) =>
      problems.push({ file: POLICY_FILE, line: 1, message: `${policy.planKind}：${message}` });
    if (policies.has(policy.planKind)) wrong('同一类计划写了两次');
    for (const lesson of [...policy.requiredLessons, ...policy.electiveLessons]) {
      if (!known.lessons.has(lesson)) wrong(`课程 ${lesson} 不在 curriculum.yaml 中`);
    }
    if (policy.blueprintId !== null && !known.blueprints.has(policy.blueprintId))
      wrong(`没有蓝图 ${policy.blueprintId}`);
    policies.set(policy.planKind, policy);
  }
  return policies;
}
