import { POST_LEVEL_LABEL, POST_LEVELS } from '../certification/case/kinds.ts';
import { hoursText } from '../hours/ledger.ts';
import { TOPICS } from '../learning/lesson-ast.ts';
import {
  CLEARANCE_KINDS,
  CLEARANCE_LABEL,
  COOLING_OFF_ACCESS_LABEL,
  type LifecyclePolicy,
} from './lifecycle-policy.ts';
import { isEventPlan, type PlanPolicy } from './plan-policy.ts';

/** One thing a rule says, in words. */
export type PolicyFact = { readonly field: string; readonly label: string; readonly text: string };
/** One thing that changes; null where a rule says nothing of it. */
export type PolicyChange = {
  readonly field: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** Names for the ids a rule holds; an unknown id stands for itself. */
export type PolicyNames = {
  readonly lesson: (id: string) => string;
  readonly blueprint: (id: string) => string;
};

const yesNo = (value: boolean) => (value ? '是' : '否');
const daysText = (days: readonly number[]) =>
  days.length === 0 ? '不提醒' : `提前 ${[...days].sort((a, b) => b - a).join('、')} 天`;

/** Minutes between two attempts, in the largest whole unit. */
export function coolDownText(minutes: number): string {
  if (minutes === 0) return '不限';
  if (minutes % 1440 === 0) return `${minutes / 1440} 天`;
  if (minutes % 60 === 0) return `${minutes / 60} 小时`;
  return `${minutes} 分钟`;
}

function examFacts(policy: PlanPolicy, names: PolicyNames): PolicyFact[] {
  const { blueprintId, exam } = policy;
  if (blueprintId === null) return [{ field: 'blueprintId', label: '考试', text: '不考试' }];
  const asPaper = '按组卷要求';
  return [
    { field: 'blueprintId', label: '考试', text: names.blueprint(blueprintId) },
    { field: 'exam.passMark', label: '及格线', text: exam ? `${exam.passMark} 分` : asPaper },
    { field: 'exam.attemptsMax', label: '考试次数', text: exam ? `${exam.attemptsMax} 次` : asPaper },
    { field: 'exam.coolDownMinutes', label: '两次考试间隔', text: exam ? coolDownText(exam.coolDownMinutes) : asPaper },
    { field: 'lessonsBeforeExam', label: '学完必修课才能考试', text: yesNo(policy.lessonsBeforeExam) },
  ];
}

function topicFacts(policy: PlanPolicy): PolicyFact[] {
  return TOPICS.flatMap((topic) => {
    const minutes = policy.topicMinutes[topic];
    if (minutes === undefined) return [];
    const text = `不少于 ${hoursText(minutes, policy.minutesPerHour)} 学时`;
    return [{ field: `topicMinutes.${topic}`, label: `内容：${topic}`, text }];
  });
}

/** The rule of a plan as lines to read; the same field has the same key in every version. */
export function planPolicyFacts(policy: PlanPolicy, names: PolicyNames): PolicyFact[] {
  const lessons = (ids: readonly string[]) => (ids.length === 0 ? '无' : ids.map(names.lesson).join('、'));
  return [
    { field: 'title', label: '名称', text: policy.title },
    {
      field: 'requiredMinutes',
      label: '学时',
      text: `${hoursText(policy.requiredMinutes, policy.minutesPerHour)} 学时（${policy.requiredMinutes} 分钟）`,
    },
    { field: 'minutesPerHour', label: '1 学时', text: `${policy.minutesPerHour} 分钟` },
    {
      field: 'unitOrganisedPercent',
      label: '本单位集中组织',
      text: policy.unitOrganisedPercent === 0 ? '不要求' : `不少于 ${policy.unitOrganisedPercent}%`,
    },
    ...topicFacts(policy),
    { field: 'requiredLessons', label: '必修课', text: lessons(policy.requiredLessons) },
    { field: 'electiveLessons', label: '选修课', text: lessons(policy.electiveLessons) },
    ...examFacts(policy, names),
    isEventPlan(policy.planKind)
      ? { field: 'dueDays', label: '完成期限', text: `开始后 ${policy.dueDays} 天内` }
      : { field: 'dueMonthDay', label: '完成期限', text: `每年 ${policy.dueMonthDay} 前` },
    { field: 'reminderDays', label: '提醒', text: daysText(policy.reminderDays) },
    { field: 'certificateTitle', label: '合格证明', text: policy.certificateTitle },
    { field: 'certificateValidMonths', label: '证明有效期', text: `${policy.certificateValidMonths} 个月` },
    { field: 'effectiveFromYear', label: '执行年度', text: `${policy.effectiveFromYear} 年起` },
    { field: 'basis', label: '依据', text: policy.basis },
  ];
}

/** The rules of the life-cycle as lines to read. */
export function lifecycleFacts(policy: LifecyclePolicy): PolicyFact[] {
  const highestFirst = [...POST_LEVELS].reverse();
  return [
    ...highestFirst.map((level) => ({
      field: `reviewMonths.${level}`,
      label: `复审间隔（${POST_LEVEL_LABEL[level]}）`,
      text: `${policy.reviewMonths[level]} 个月`,
    })),
    ...highestFirst.map((level) => ({
      field: `coolingOffMonths.${level}`,
      label: `脱密期（${POST_LEVEL_LABEL[level]}）`,
      text: `${policy.coolingOffMonths[level].min} 至 ${policy.coolingOffMonths[level].max} 个月`,
    })),
    { field: 'resultValidDays', label: '岗前考试成绩有效', text: `${policy.resultValidDays} 天` },
    { field: 'reportWorkdays', label: '重大事项报告', text: `${policy.reportWorkdays} 个工作日内` },
    { field: 'travelReturnDays', label: '回国（境）报告', text: `${policy.travelReturnDays} 天内` },
    { field: 'stepDays', label: '每步办理期限', text: `${policy.stepDays} 天` },
    { field: 'visitMonths', label: '脱密期回访', text: `每 ${policy.visitMonths} 个月` },
    { field: 'pledgeReadSeconds', label: '承诺书最短阅读', text: `${policy.pledgeReadSeconds} 秒` },
    { field: 'coolingOffAccess', label: '脱密期内账号', text: COOLING_OFF_ACCESS_LABEL[policy.coolingOffAccess] },
    { field: 'suspendOn.examFailed', label: '考试不合格提出暂停接触', text: yesNo(policy.suspendOn.examFailed) },
    { field: 'suspendOn.planOverdue', label: '教育逾期提出暂停接触', text: yesNo(policy.suspendOn.planOverdue) },
    ...CLEARANCE_KINDS.map((kind) => ({
      field: `clearance.${kind}`,
      label: `清退清单：${CLEARANCE_LABEL[kind]}`,
      text: policy.clearance[kind].join('、'),
    })),
    { field: 'reminderDays', label: '提醒', text: daysText(policy.reminderDays) },
    { field: 'basis', label: '依据', text: policy.basis },
  ];
}

/** What differs between two lists of facts, in the order of the later one; what is gone comes last. */
export function policyChanges(before: readonly PolicyFact[], after: readonly PolicyFact[]): PolicyChange[] {
  const old = new Map(before.map((fact) => [fact.field, fact]));
  const now = new Set(after.map(({ field }) => field));
  return [
    ...after
      .filter(({ field, text }) => old.get(field)?.text !== text)
      .map(({ field, label, text }) => ({ field, label, before: old.get(field)?.text ?? null, after: text })),
    ...before
      .filter(({ field }) => !now.has(field))
      .map(({ field, label, text }) => ({ field, label, before: text, after: null })),
  ];
}
