import { z } from 'zod';

const months = z.int().min(1).max(240);
/** That `min` is at most `max`, and what else must agree, is told by `lifecycle-check.ts` in words. */
const range = z.strictObject({ min: months, max: months });
const items = z.array(z.string().trim().min(2).max(60)).min(1).max(20);

export const COOLING_OFF_ACCESS = ['education-and-reports', 'none'] as const;

export const COOLING_OFF_ACCESS_LABEL: Readonly<Record<(typeof COOLING_OFF_ACCESS)[number], string>> = {
  'education-and-reports': '只能学习和报告',
  none: '停用',
};

/**
 * The organisation's dated rules of the 涉密人员 life-cycle. The law names none of these numbers except the 24 hours of
 * 实施条例 2024 第 61 条, which is no policy and stands in the code; 脱密期 is fixed by the unit (第 53 条), 复审 is
 * 定期 (第 50 条).
 */
export const LifecyclePolicy = z.strictObject({
  /** Months from 上岗 or the last 复审 to the next, by level. */
  reviewMonths: z.strictObject({ general: months, important: months, core: months }),
  /** Months of 脱密期, by the highest level held. */
  coolingOffMonths: z.strictObject({ general: range, important: range, core: range }),
  /** Days a passed exam stays good enough to take the post. */
  resultValidDays: z.int().min(1).max(730),
  /** Working days in which 重大事项 are reported. */
  reportWorkdays: z.int().min(1).max(60),
  /** Days after the return in which a trip is reported. */
  travelReturnDays: z.int().min(1).max(60),
  /** Days every step of a case should take at most; then its owner is reminded. */
  stepDays: z.int().min(1).max(60),
  /** Months between two visits (回访) in the 脱密期. */
  visitMonths: z.int().min(1).max(24),
  /** Seconds a 承诺书 must be open before it can be signed. */
  pledgeReadSeconds: z.int().min(0).max(600),
  /** What an account may do in the 脱密期 after leaving the organisation. */
  coolingOffAccess: z.enum(COOLING_OFF_ACCESS),
  /** When 暂停接触 is proposed by itself. */
  suspendOn: z.strictObject({ examFailed: z.boolean(), planOverdue: z.boolean() }),
  /** What is handed back on leaving, by kind; the unit adds to it in the case. */
  clearance: z.strictObject({ carriers: items, devices: items, accounts: items, badges: items }),
  /** Days before a due date on which people are reminded. */
  reminderDays: z.array(z.int().min(0).max(120)).min(1).max(6),
  basis: z.string().trim().min(2).max(2000),
});
export type LifecyclePolicy = z.infer<typeof LifecyclePolicy>;

export const CLEARANCE_KINDS = ['carriers', 'devices', 'accounts', 'badges'] as const;
export type ClearanceKind = (typeof CLEARANCE_KINDS)[number];

export const CLEARANCE_LABEL: Readonly<Record<ClearanceKind, string>> = {
  carriers: '涉密载体',
  devices: '涉密设备',
  accounts: '信息系统账号与权限',
  badges: '证件与场所出入权限',
};
