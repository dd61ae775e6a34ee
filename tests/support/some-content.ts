import type { PlanKind, PlanPolicy } from '#domain/policy/plan-policy.ts';
import { type Content, contentRoot, readContent } from '#server/content/read-content.ts';

/** The content with some plans changed or, with null, without a rule; what a test means then does not move with it. */
export function contentWith(changes: Partial<Record<PlanKind, Partial<PlanPolicy> | null>>): Content {
  const { content } = readContent(contentRoot());
  const policies = new Map(content.policies);
  for (const [kind, change] of Object.entries(changes) as [PlanKind, Partial<PlanPolicy> | null][]) {
    const policy = policies.get(kind) ?? policies.get('annual-all');
    if (change === null || !policy) policies.delete(kind);
    else policies.set(kind, { ...policy, planKind: kind, ...change });
  }
  return { ...content, policies };
}
