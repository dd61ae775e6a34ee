import { expect, it } from 'vitest';
import { lifecycleFaults } from '#domain/policy/lifecycle-check.ts';
import { planPolicyFaults } from '#domain/policy/policy-check.ts';
import { withSet } from '#domain/policy/policy-set.ts';
import { contentRoot, readContent } from './read-content.ts';

const { content } = readContent(contentRoot());

it('no default that ships contradicts itself, as it is or with a set of an industry', () => {
  const sets = content.policySets.flatMap(({ plans }) => plans);
  for (const policy of content.policies.values()) {
    const variants = [
      policy,
      ...sets.filter(({ planKind }) => planKind === policy.planKind).map((plan) => withSet(policy, plan)),
    ];
    for (const variant of variants)
      expect([policy.planKind, planPolicyFaults(variant, content)]).toEqual([policy.planKind, []]);
  }
  expect(content.lifecycle && lifecycleFaults(content.lifecycle)).toEqual([]);
});

it('there is a set for each industry, in its order, of kinds that have a rule', () => {
  expect(content.policySets.map(({ id }) => id)).toEqual(['organ', 'research', 'defence-1-2', 'defence-3']);
  for (const { planKind } of content.policySets.flatMap(({ plans }) => plans)) {
    expect(content.policies.has(planKind)).toBe(true);
  }
});
