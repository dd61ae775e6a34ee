import { Temporal } from 'temporal-polyfill';
import { hoursText } from '../hours/ledger.ts';
import { isEventPlan, type PlanPolicy } from './plan-policy.ts';
import { firstTwice, type PolicyFault } from './policy-fault.ts';

/** What the content offers, for a rule to be held against. */
export type KnownContent = {
  readonly lessons: ReadonlyMap<string, { readonly title: string; readonly minutes: number }>;
  readonly blueprints: ReadonlyMap<string, { readonly title: string }>;
};

/** More is a slip of the keyboard: 200 学时 of 60 minutes. */
const MOST_MINUTES = 12_000;
const MINUTES_OF_DAY = 24 * 60;
const LONGEST_CERTIFICATE_MONTHS = 60;

type Check = (policy: PlanPolicy, known: KnownContent) => PolicyFault[];

const faultIf = (isFault: boolean, code: string, field: string, message: string): PolicyFault[] =>
  isFault ? [{ code, field, message }] : [];

const hours: Check = ({ requiredMinutes, minutesPerHour, topicMinutes }) => {
  const topics = Object.entries(topicMinutes);
  const sum = topics.reduce((total, [, minutes]) => total + (minutes ?? 0), 0);
  const total = hoursText(requiredMinutes, minutesPerHour);
  const tooLong = topics.find(([, minutes]) => (minutes ?? 0) > requiredMinutes);
  return [
    ...faultIf(
      requiredMinutes > MOST_MINUTES,
      'HOURS_TOO_MANY',
      'requiredMinutes',
      `要求的学时超过 ${hoursText(MOST_MINUTES, minutesPerHour)}，请核对是否多写了一位`,
    ),
    ...faultIf(
      tooLong !== undefined,
      'TOPIC_ABOVE_TOTAL',
      'topicMinutes',
      `“${tooLong?.[0] ?? ''}”的最低学时高于总学时 ${total}，请提高总学时或降低这一项`,
    ),
    ...faultIf(
      tooLong === undefined && sum > requiredMinutes,
      'TOPICS_ABOVE_TOTAL',
      'topicMinutes',
      `各内容最低学时合计 ${hoursText(sum, minutesPerHour)}，高于总学时 ${total}，请提高总学时或降低各项`,
    ),
  ];
};

const lessons: Check = ({ requiredLessons, electiveLessons }, known) => {
  const all = [...requiredLessons, ...electiveLessons];
  const unknown = all.filter((id) => !known.lessons.has(id));
  const twice = firstTwice(all);
  const name = twice === null ? '' : (known.lessons.get(twice)?.title ?? twice);
  return [
    ...faultIf(
      unknown.length > 0,
      'LESSON_UNKNOWN',
      'requiredLessons',
      `课程 ${unknown.join('、')} 已不在课程目录中，请从规则里去掉`,
    ),
    ...faultIf(
      twice !== null,
      'LESSON_TWICE',
      'requiredLessons',
      `课程《${name}》重复列入，请只保留必修或选修中的一处`,
    ),
  ];
};

const unitShare: Check = ({ unitOrganisedPercent, requiredLessons }) =>
  faultIf(
    unitOrganisedPercent === 100 && requiredLessons.length > 0,
    'UNIT_SHARE_ALL',
    'unitOrganisedPercent',
    '要求全部学时由本单位集中组织，就不能再列线上必修课；请降低集中培训占比或取消必修课',
  );

/** The days within which a plan is done: the year, or the time after the event. */
function daysOf(policy: PlanPolicy): number {
  return isEventPlan(policy.planKind) ? policy.dueDays : 365;
}

const exam: Check = (policy, known) => {
  const { blueprintId, exam: own } = policy;
  const wait = own ? own.coolDownMinutes * (own.attemptsMax - 1) : 0;
  return [
    ...faultIf(
      blueprintId !== null && !known.blueprints.has(blueprintId),
      'PAPER_UNKNOWN',
      'blueprintId',
      `组卷要求 ${blueprintId} 已不存在，请另选一份`,
    ),
    ...faultIf(
      blueprintId === null && own !== null,
      'EXAM_WITHOUT_PAPER',
      'blueprintId',
      '写了及格线或考试次数，但没有选组卷要求；请选一份，或改为不考试',
    ),
    ...faultIf(
      blueprintId === null && policy.lessonsBeforeExam,
      'ORDER_WITHOUT_EXAM',
      'lessonsBeforeExam',
      '没有考试的计划不能要求“学完必修课才能考试”，请取消勾选或选组卷要求',
    ),
    ...faultIf(
      wait > daysOf(policy) * MINUTES_OF_DAY,
      'COOL_DOWN_TOO_LONG',
      'exam.coolDownMinutes',
      `按间隔考完全部 ${own?.attemptsMax ?? 0} 次要 ${Math.ceil(wait / MINUTES_OF_DAY)} 天，超过完成期限的 ${daysOf(policy)} 天；请缩短间隔或减少次数`,
    ),
  ];
};

/** 29 February is a day: in other years it means the last of February. */
function isDay(monthDay: string): boolean {
  try {
    Temporal.PlainMonthDay.from(`--${monthDay}`, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

const dates: Check = (policy) => {
  const days = policy.reminderDays;
  return [
    ...faultIf(
      !isDay(policy.dueMonthDay),
      'DUE_NOT_A_DAY',
      'dueMonthDay',
      `${policy.dueMonthDay} 不是一个日期，请写成 月-日，如 12-31`,
    ),
    ...faultIf(firstTwice(days) !== null, 'REMINDER_TWICE', 'reminderDays', '提醒日期有重复，请去掉重复的天数'),
    ...faultIf(
      policy.certificateValidMonths > LONGEST_CERTIFICATE_MONTHS,
      'CERTIFICATE_TOO_LONG',
      'certificateValidMonths',
      `合格证明的有效期超过 ${LONGEST_CERTIFICATE_MONTHS} 个月，请缩短`,
    ),
  ];
};

const words: Check = ({ title, certificateTitle, basis }) => [
  ...faultIf(title.trim().length < 2, 'TITLE_MISSING', 'title', '请填写计划名称，至少 2 个字'),
  ...faultIf(
    certificateTitle.trim().length < 2,
    'CERTIFICATE_TITLE_MISSING',
    'certificateTitle',
    '请填写合格证明的名称，至少 2 个字',
  ),
  ...faultIf(
    basis.trim().length < 10,
    'BASIS_MISSING',
    'basis',
    '请写明依据（法律条文、上级文件或本单位制度），至少 10 个字',
  ),
];

const CHECKS: readonly Check[] = [hours, lessons, unitShare, exam, dates, words];

/**
 * Everything in a plan's rule that contradicts itself or names what does not exist; empty when it may be published. The
 * bounds of single numbers are those of the schema. A rule that is merely severe is no contradiction (see
 * {@link planPolicyHints}).
 */
export function planPolicyFaults(policy: PlanPolicy, known: KnownContent): PolicyFault[] {
  return CHECKS.flatMap((check) => check(policy, known));
}

/** What the maker should know of a rule that may stand as it is: sentences, none of them a fault. */
export function planPolicyHints(policy: PlanPolicy, known: KnownContent): string[] {
  const minutesOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (known.lessons.get(id)?.minutes ?? 0), 0);
  const required = minutesOf(policy.requiredLessons);
  const online = required + minutesOf(policy.electiveLessons);
  const byUnit = Math.ceil((policy.requiredMinutes * policy.unitOrganisedPercent) / 100);
  const inHours = (minutes: number) => hoursText(minutes, policy.minutesPerHour);
  const longest = Math.max(0, ...policy.reminderDays);
  return [
    ...(online + byUnit < policy.requiredMinutes
      ? [
          `线上课程共 ${inHours(online)} 学时${byUnit > 0 ? `、集中培训至少 ${inHours(byUnit)} 学时` : ''}，不到要求的 ${inHours(policy.requiredMinutes)} 学时，其余要靠集中培训补足`,
        ]
      : []),
    ...(required + byUnit > policy.requiredMinutes
      ? [
          `必修课和集中培训合计 ${inHours(required + byUnit)} 学时，多于要求的 ${inHours(policy.requiredMinutes)} 学时，实际要学得更久`,
        ]
      : []),
    ...(isEventPlan(policy.planKind) && longest > policy.dueDays
      ? [`这类计划只有 ${policy.dueDays} 天的期限，提前 ${longest} 天的提醒不会发出`]
      : []),
    ...(policy.blueprintId !== null && policy.exam === null ? ['及格线、次数和间隔按组卷要求执行'] : []),
  ];
}
