import { z } from 'zod';
import { TOPICS } from '../../learning/lesson-ast.ts';

/** 集中培训, a visit made together, a paper exam: what enters the ledger by a sign-in list. */
export const SESSION_MODES = ['session', 'visit', 'paper'] as const;
export type SessionMode = (typeof SESSION_MODES)[number];

export const SESSION_MODE_LABEL: Readonly<Record<SessionMode, string>> = {
  session: '集中培训',
  visit: '参观走访',
  paper: '纸笔考试',
};

/** Longest session in minutes, and the most minutes one person can be credited with. */
export const SESSION_MAX_SPAN = 24 * 60;
export const SESSION_MAX_MINUTES = 960;

/** What `<input type="datetime-local">` gives: wall clock of the organisation, no zone. */
const LocalDateTime = z
  .string()
  .regex(/^(?:19|20)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}$/, '请选择日期和时间。')
  .refine((text) => isWallClock(text), '这个日期或时间不存在。');

/** Minutes between two wall-clock texts; of zones with summer time off by an hour twice a year, checked again by the server. */
function wallMinutes(from: string, to: string): number {
  return (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 60_000;
}

function isWallClock(text: string): boolean {
  const instant = Date.parse(`${text}Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

const words = (what: string, max: number) =>
  z.string().trim().min(2, `请填写${what}，至少 2 个字。`).max(max, `${what}最多 ${max} 个字。`);

/** Everything of a session that somebody types. One schema for the page and the server. */
export const SessionForm = z
  .strictObject({
    title: words('培训名称', 80),
    mode: z.enum(SESSION_MODES, '请选择培训方式。'),
    topics: z
      .array(z.enum(TOPICS))
      .min(1, '请至少选择一项教育内容。')
      .refine((topics) => new Set(topics).size === topics.length, '教育内容重复。'),
    unitId: z.guid('请选择组织单位。'),
    isUnitOrganised: z.boolean(),
    place: words('地点', 80),
    teacher: z.string().trim().max(40, '授课人最多 40 个字。'),
    startsAt: LocalDateTime,
    endsAt: LocalDateTime,
    minutes: z
      .int('请填写整数分钟。')
      .min(1, '计入的时长至少 1 分钟。')
      .max(SESSION_MAX_MINUTES, `计入的时长最多 ${SESSION_MAX_MINUTES} 分钟。`),
  })
  .superRefine((form, context) => {
    const span = wallMinutes(form.startsAt, form.endsAt);
    const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (Number.isNaN(span)) return;
    if (span <= 0) problem('endsAt', '结束时间应晚于开始时间。');
    else if (span > SESSION_MAX_SPAN) problem('endsAt', '一场培训最长 24 小时，跨天的请分场登记。');
    else if (form.minutes > span) problem('minutes', `计入的时长不能超过本场的 ${span} 分钟。`);
  });

export type SessionFormValues = z.infer<typeof SessionForm>;
