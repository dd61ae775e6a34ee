import { z } from 'zod';

/** The three sets of rules, in the order they are read. */
export const RULE_GROUPS = ['守则', '手机', '计算机'] as const;
export type RuleGroup = (typeof RULE_GROUPS)[number];

/** What a rule is about: the thing in the hand. */
export const RULE_DEVICES = [
  '手机',
  '智能穿戴',
  '涉密计算机',
  '联网计算机',
  '内部办公网',
  '个人设备',
  '移动介质',
  '纸质文件',
  '打印复印',
  '电话传真',
  '无线设备',
  '邮箱与即时通信',
  '网盘与云',
  '人工智能工具',
] as const;
export type RuleDevice = (typeof RULE_DEVICES)[number];

/** Where a rule is needed: the place or the occasion. */
export const RULE_PLACES = ['办公室', '会议', '要害部门部位', '公共场所', '家里和路上', '境外', '维修与报废'] as const;
export type RulePlace = (typeof RULE_PLACES)[number];

/** Whether the article itself says so, or the article gives the principle and the unit the practice. */
export const RULE_BASES = ['法律明文', '通常做法'] as const;

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

/** One rule as a reader sees it: citations with their labels, the lesson with its title. */
export type RuleCard = Omit<RuleSource, 'laws' | 'lesson'> & {
  /** Its place in its group, from 1. */
  readonly number: number;
  readonly laws: readonly { readonly ref: string; readonly label: string }[];
  readonly lesson: { readonly id: string; readonly number: string; readonly title: string };
};
