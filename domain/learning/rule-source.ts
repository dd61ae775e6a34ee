import { z } from 'zod';
import { RULE_BASES, RULE_DEVICES, RULE_GROUPS, RULE_PLACES } from './rule-tags.ts';

const Text = z.string().trim().min(6).max(90);

/** One rule as it is written in the content folder. */
export const RuleSource = z
  .strictObject({
    id: z.string().regex(/^[a-z]+-\d{2}$/, '编号应写作 sj-01'),
    group: z.enum(RULE_GROUPS),
    title: z.string().trim().min(4).max(30),
    /** Where an old rule is met today; the ten rules have it, the others are of today already. */
    today: Text.optional(),
    /** Whom alone it concerns; nobody named means everybody. */
    audience: z.enum(['涉密人员', '核心、重要涉密人员']).optional(),
    devices: z.array(z.enum(RULE_DEVICES)).min(1, '至少写一种设备'),
    places: z.array(z.enum(RULE_PLACES)).min(1, '至少写一个场合'),
    do: Text,
    dont: Text,
    why: Text,
    basis: z.enum(RULE_BASES),
    laws: z.array(z.string()).min(1, '每条都要写依据'),
    lesson: z.string().min(1),
  })
  .refine((rule) => (rule.group === '守则') === (rule.today !== undefined), {
    path: ['today'],
    error: '保密守则要写今天发生在哪里，其余不写',
  });
export type RuleSource = z.infer<typeof RuleSource>;
