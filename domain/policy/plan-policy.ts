import { z } from 'zod';
import { TOPICS } from '../learning/lesson-ast.ts';

/**
 * Kinds of plan, in six families. Plans of the year are owed by rule (category, life state, flag); plans of an event by
 * a case (上岗, 离岗, 出境) or by hand with a reason (会前).
 */
export const PLAN_KINDS = [
  'annual-all',
  'annual-classified',
  'annual-leader',
  'annual-officer',
  'classifier',
  'entry-general',
  'entry-important',
  'entry-core',
  'exit',
  'travel',
  'meeting',
] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export const PLAN_LABEL: Readonly<Record<PlanKind, string>> = {
  'annual-all': '全员年度保密教育',
  'annual-classified': '涉密人员在岗年度教育',
  'annual-leader': '领导干部保密专题教育',
  'annual-officer': '保密干部和人事专题教育',
  classifier: '定密责任人培训',
  'entry-general': '上岗保密教育（一般）',
  'entry-important': '上岗保密教育（重要）',
  'entry-core': '上岗保密教育（核心）',
  exit: '离岗保密教育',
  travel: '出境前保密教育',
  meeting: '涉密会议前保密教育',
};

export const PLAN_FAMILIES = ['all-staff', 'entry', 'in-post', 'exit', 'topic', 'occasion'] as const;
export type PlanFamily = (typeof PLAN_FAMILIES)[number];

export const PLAN_FAMILY_LABEL: Readonly<Record<PlanFamily, string>> = {
  'all-staff': '全员年度',
  entry: '上岗',
  'in-post': '在岗年度',
  exit: '离岗',
  topic: '专题',
  occasion: '行前会前',
};

export const PLAN_FAMILY: Readonly<Record<PlanKind, PlanFamily>> = {
  'annual-all': 'all-staff',
  'annual-classified': 'in-post',
  'annual-leader': 'topic',
  'annual-officer': 'topic',
  classifier: 'topic',
  'entry-general': 'entry',
  'entry-important': 'entry',
  'entry-core': 'entry',
  exit: 'exit',
  travel: 'occasion',
  meeting: 'occasion',
};

/** Plans that an event starts: only what is learnt and sat after it counts, in whatever training year. */
export const EVENT_PLAN_KINDS = [
  'entry-general',
  'entry-important',
  'entry-core',
  'exit',
  'travel',
  'meeting',
] as const;

export function isEventPlan(kind: PlanKind): boolean {
  return (EVENT_PLAN_KINDS as readonly string[]).includes(kind);
}

/** The five topics 实施条例 2024 第 9 条 names for the education of staff. */
export const StatutoryTopic = z.enum(TOPICS);

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
  /** Share of the required minutes, in percent, that training organised by the unit itself (集中) must make up. */
  unitOrganisedPercent: z.int().min(0).max(100).default(0),
  /** Least minutes of single statutory topics. */
  topicMinutes: z.partialRecord(StatutoryTopic, z.int().min(1)).default({}),
  blueprintId: z.string().nullable(),
  /** Pass mark, attempts and cool-down of the plan's exam; null = those of the blueprint. */
  exam: z
    .strictObject({
      passMark: z.number().min(1).max(100),
      attemptsMax: z.int().min(1).max(10),
      coolDownMinutes: z.int().min(0).max(129_600),
    })
    .nullable()
    .default(null),
  /** True: the exam opens only when the required lessons are complete. */
  lessonsBeforeExam: z.boolean().default(false),
  /** Days after the event by which a plan of an event is due; the month-day below is for plans of the year. */
  dueDays: z.int().min(1).max(365).default(30),
  /** Last day of the training year on which the plan is on time, `MM-DD`. */
  dueMonthDay: z.string().regex(/^\d{2}-\d{2}$/),
  certificateTitle: z.string(),
  certificateValidMonths: z.int().min(1),
  /** Days before the due date on which the person is reminded. */
  reminderDays: z.array(z.int().min(0).max(120)).max(6).default([30, 7, 1]),
  effectiveFromYear: z.int(),
  basis: z.string(),
});
export type PlanPolicy = z.infer<typeof PlanPolicy>;

const LATER_FIELDS = {
  unitOrganisedPercent: 0,
  topicMinutes: {},
  exam: null,
  lessonsBeforeExam: false,
  dueDays: 30,
  reminderDays: [30, 7, 1],
} satisfies Partial<PlanPolicy>;

/** A rule as it was stored; what it says nothing of, because the field came later, has that field's default. */
export function storedPolicy(spec: PlanPolicy): PlanPolicy {
  return { ...LATER_FIELDS, ...spec };
}
