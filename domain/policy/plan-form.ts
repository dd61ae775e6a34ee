import { z } from 'zod';
import { hoursText } from '../hours/ledger.ts';
import { TOPICS } from '../learning/lesson-ast.ts';
import type { PlanPolicy } from './plan-policy.ts';

/** What a form's field holds is text; these read it. */
const hoursField = z
  .string()
  .trim()
  .regex(/^\d{1,3}(\.\d)?$/, '请填写学时，最多一位小数，如 4.0');
const whole = (name: string, min: number, max: number) =>
  z
    .string()
    .trim()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      message: `${name}请填写 ${min} 到 ${max} 之间的整数`,
    });
const optionalHours = z.union([z.literal(''), hoursField]);

/** `30、7、1`, with any usual separator. */
export const daysField = z
  .string()
  .trim()
  .refine((text) => readDays(text).every((day) => Number.isInteger(day) && day >= 0 && day <= 120), {
    message: '请填写 0 到 120 之间的天数，用顿号分开，如 30、7、1',
  })
  .refine((text) => readDays(text).length <= 6, { message: '最多填写 6 个提醒日期' });

/** Days out of a text; what is no number becomes NaN. */
export function readDays(text: string): number[] {
  return text
    .split(/[、,，;；\s]+/)
    .filter((part) => part !== '')
    .map(Number);
}

const LESSON_USES = ['none', 'required', 'elective'] as const;
export type LessonUse = (typeof LESSON_USES)[number];

/** The rule of a plan as its form has it: text as typed, 学时 with one decimal instead of minutes. */
export const PlanForm = z.object({
  title: z.string().trim().min(2, '请填写名称，至少 2 个字').max(60, '名称最多 60 个字'),
  hours: hoursField.refine((text) => Number(text) > 0, { message: '学时要大于 0' }),
  minutesPerHour: whole('1 学时的分钟数', 30, 60),
  unitOrganisedPercent: whole('集中培训占比', 0, 100),
  topics: z.record(z.string(), optionalHours),
  lessons: z.record(z.string(), z.enum(LESSON_USES)),
  blueprintId: z.string(),
  hasOwnExam: z.boolean(),
  passMark: whole('及格线', 1, 100),
  attemptsMax: whole('考试次数', 1, 10),
  coolDownHours: whole('两次考试间隔', 0, 2160),
  lessonsBeforeExam: z.boolean(),
  dueMonthDay: z
    .string()
    .trim()
    .regex(/^\d{2}-\d{2}$/, '请写成 月-日，如 12-31'),
  dueDays: whole('完成期限', 1, 365),
  reminderDays: daysField,
  certificateTitle: z.string().trim().min(2, '请填写证明名称，至少 2 个字').max(80, '证明名称最多 80 个字'),
  certificateValidMonths: whole('证明有效期', 1, 120),
  effectiveFromYear: z.string().regex(/^\d{4}$/, '请选择年度'),
  basis: z.string().trim().min(10, '请写明依据，至少 10 个字').max(2000, '依据最多 2000 个字'),
  note: z.string().trim().max(500, '说明最多 500 个字'),
});
export type PlanForm = z.infer<typeof PlanForm>;

/** Hours a blueprint's own exam rules start from when the unit sets its own. */
const DEFAULT_EXAM = { passMark: 60, attemptsMax: 3, coolDownMinutes: 1440 };

export function planToForm(policy: PlanPolicy, note: string): PlanForm {
  const exam = policy.exam ?? DEFAULT_EXAM;
  const inHours = (minutes: number) => hoursText(minutes, policy.minutesPerHour);
  const uses = (ids: readonly string[], use: LessonUse) => ids.map((id) => [id, use] as const);
  return {
    title: policy.title,
    hours: inHours(policy.requiredMinutes),
    minutesPerHour: String(policy.minutesPerHour),
    unitOrganisedPercent: String(policy.unitOrganisedPercent),
    topics: Object.fromEntries(
      TOPICS.map((topic) => {
        const minutes = policy.topicMinutes[topic];
        return [topic, minutes === undefined ? '' : inHours(minutes)];
      }),
    ),
    lessons: Object.fromEntries([
      ...uses(policy.electiveLessons, 'elective'),
      ...uses(policy.requiredLessons, 'required'),
    ]),
    blueprintId: policy.blueprintId ?? '',
    hasOwnExam: policy.exam !== null,
    passMark: String(exam.passMark),
    attemptsMax: String(exam.attemptsMax),
    coolDownHours: String(Math.round(exam.coolDownMinutes / 60)),
    lessonsBeforeExam: policy.lessonsBeforeExam,
    dueMonthDay: policy.dueMonthDay,
    dueDays: String(policy.dueDays),
    reminderDays: policy.reminderDays.join('、'),
    certificateTitle: policy.certificateTitle,
    certificateValidMonths: String(policy.certificateValidMonths),
    effectiveFromYear: String(policy.effectiveFromYear),
    basis: policy.basis,
    note,
  };
}

/** Minutes of 学时 with one decimal, rounded up; an amount nobody touched stays what it was to the minute. */
export function minutesOfHours(
  text: string,
  minutesPerHour: number,
  before?: { minutes: number; minutesPerHour: number },
) {
  const isUntouched =
    before?.minutesPerHour === minutesPerHour && Number(hoursText(before.minutes, minutesPerHour)) === Number(text);
  return isUntouched ? before.minutes : Math.ceil((Math.round(Number(text) * 10) * minutesPerHour) / 10);
}

/** The chosen ids in the order they had before, new ones after them in the order they are offered. */
function inOrder(before: readonly string[], offered: readonly string[], chosen: ReadonlySet<string>): string[] {
  const kept = before.filter((id) => chosen.has(id));
  return [...kept, ...offered.filter((id) => chosen.has(id) && !kept.includes(id))];
}

function examOf(form: PlanForm, before: PlanPolicy): PlanPolicy['exam'] {
  if (form.blueprintId === '' || !form.hasOwnExam) return null;
  const wait = before.exam?.coolDownMinutes;
  const isUntouched = wait !== undefined && String(Math.round(wait / 60)) === form.coolDownHours;
  return {
    passMark: Number(form.passMark),
    attemptsMax: Number(form.attemptsMax),
    coolDownMinutes: isUntouched ? wait : Number(form.coolDownHours) * 60,
  };
}

/** What a filled-in form says as a rule. `before` is what it was filled from, `offered` the lessons in teaching order. */
export function planFromForm(form: PlanForm, before: PlanPolicy, offered: readonly string[]): PlanPolicy {
  const minutesPerHour = Number(form.minutesPerHour);
  const minutes = (text: string, old: number | undefined) =>
    minutesOfHours(
      text,
      minutesPerHour,
      old === undefined ? undefined : { minutes: old, minutesPerHour: before.minutesPerHour },
    );
  const used = (use: LessonUse) =>
    new Set(Object.entries(form.lessons).flatMap(([id, value]) => (value === use ? [id] : [])));
  const topics = TOPICS.flatMap((topic) => {
    const text = form.topics[topic] ?? '';
    return Number(text) > 0 ? [[topic, minutes(text, before.topicMinutes[topic])] as const] : [];
  });
  return {
    ...before,
    title: form.title,
    requiredMinutes: minutes(form.hours, before.requiredMinutes),
    minutesPerHour,
    unitOrganisedPercent: Number(form.unitOrganisedPercent),
    topicMinutes: Object.fromEntries(topics),
    requiredLessons: inOrder(before.requiredLessons, offered, used('required')),
    electiveLessons: inOrder(before.electiveLessons, offered, used('elective')),
    blueprintId: form.blueprintId === '' ? null : form.blueprintId,
    exam: examOf(form, before),
    lessonsBeforeExam: form.blueprintId !== '' && form.lessonsBeforeExam,
    dueMonthDay: form.dueMonthDay,
    dueDays: Number(form.dueDays),
    reminderDays: readDays(form.reminderDays),
    certificateTitle: form.certificateTitle,
    certificateValidMonths: Number(form.certificateValidMonths),
    effectiveFromYear: Number(form.effectiveFromYear),
    basis: form.basis,
  };
}
