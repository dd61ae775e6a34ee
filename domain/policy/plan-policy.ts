import { z } from 'zod';

/** Kinds of plan; each is assigned by a rule (category, life state, flag or event). */
export const PLAN_KINDS = ['annual-all', 'annual-classified', 'entry', 'exit'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export const PLAN_LABEL: Readonly<Record<PlanKind, string>> = {
  'annual-all': '全员年度保密教育',
  'annual-classified': '涉密人员在岗年度教育',
  entry: '上岗保密教育',
  exit: '离岗保密教育',
};

/**
 * A dated rule of the organisation. No statute names hours or a pass mark (实施条例 2024 第 9、52 条 say 定期, 加强);
 * every number here is the unit's own and is shown with its basis.
 */
export const PlanPolicy = z.strictObject({
  planKind: z.enum(PLAN_KINDS),
  version: z.int().min(1),
  title: z.string(),
  /** Minutes the ledger must hold in the training year. */
  requiredMinutes: z.int().min(1),
  /** Length of 1 学时. */
  minutesPerHour: z.int().min(30).max(60),
  /** Lessons that must be complete, whatever the hours. */
  requiredLessons: z.array(z.string()),
  /** Further lessons that count towards the hours and are offered. */
  electiveLessons: z.array(z.string()),
  blueprintId: z.string().nullable(),
  /** True: the exam opens only when the required lessons are complete. */
  lessonsBeforeExam: z.boolean().default(false),
  /** Last day of the training year on which the plan is on time, `MM-DD`. */
  dueMonthDay: z.string().regex(/^\d{2}-\d{2}$/),
  certificateTitle: z.string(),
  certificateValidMonths: z.int().min(1),
  effectiveFromYear: z.int(),
  basis: z.string(),
});
export type PlanPolicy = z.infer<typeof PlanPolicy>;
