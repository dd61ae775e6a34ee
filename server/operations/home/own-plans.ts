import type { ExamView } from '#domain/assessment/attempt-view.ts';
import { hoursText, missingHoursText } from '#domain/hours/ledger.ts';
import type { StandingRule } from '#domain/hours/plan-standing.ts';
import type { PlanCard, Todo } from '#domain/learning/home-view.ts';
import { approvedText } from '#domain/people/exemption.ts';
import type { ExemptionRow } from '#domain/people/exemption-view.ts';
import { dateIn, daysBetween, type IsoDate } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { stepText } from '../standing.ts';
import { isOpenPlan, type PlanWithStanding } from '../standing-facts.ts';

export function ruleOf(item: PlanWithStanding, id: StandingRule['id']): StandingRule | undefined {
  return item.standing.rules.find((rule) => rule.id === id);
}

/** What a person is told of the exam of a plan, in a few words. */
function examText(rule: StandingRule, exam: ExamView | undefined): string {
  if (rule.met) return exam?.bestScore === null || !exam ? '已通过' : `已通过 · ${exam.bestScore} 分`;
  if (exam?.openAttemptId) return '正在考试';
  if (exam && exam.bestScore !== null) return `未通过 · 最高 ${exam.bestScore} 分`;
  return exam ? '未考' : '尚未安排';
}

/** What was approved for a plan that is 免训 and not finished all the same, in words. */
function exemptText({ plan }: PlanWithStanding, requests: readonly ExemptionRow[]): string | null {
  if (!plan.isExempt || plan.completedAt !== null) return null;
  const approved = requests.find(
    (request) =>
      request.assignmentId === plan.assignmentId && request.kind === 'exemption' && request.decision === 'approved',
  );
  return approved?.decidedOn ? approvedText({ ...approved, decidedOn: approved.decidedOn }) : null;
}

/** A plan with its three rules side by side. */
export function planCard(
  item: PlanWithStanding,
  exam: ExamView | undefined,
  requests: readonly ExemptionRow[],
): PlanCard {
  const { plan, standing } = item;
  const hours = ruleOf(item, 'hours');
  const lessons = ruleOf(item, 'lessons');
  const examRule = ruleOf(item, 'exam');
  const perHour = plan.policy.minutesPerHour;
  return {
    assignmentId: plan.assignmentId,
    title: plan.policy.title,
    dueOn: plan.dueOn,
    overdue: standing.overdue && plan.completedAt === null,
    exempt: exemptText(item, requests),
    completedOn: plan.completedAt ? dateIn(env.SHOUMI_ZONE, plan.completedAt) : null,
    certificateId: plan.certificateId,
    hours: {
      counted: hoursText(hours?.counted ?? 0, perHour),
      required: hoursText(hours?.required ?? 0, perHour),
      share: hours && hours.required > 0 ? Math.min(1, hours.counted / hours.required) : 1,
    },
    lessons: { counted: lessons?.counted ?? 0, required: lessons?.required ?? 0 },
    exam: examRule ? { passed: examRule.met, text: examText(examRule, exam) } : null,
  };
}

type Draft = Omit<Todo, 'daysLeft' | 'key'>;

/** Hours are enough, but not those of 集中培训 or of a topic. */
function shareTodo(item: PlanWithStanding, canStudy: boolean): Draft | null {
  const { plan, standing } = item;
  const rule = standing.rules.find(({ unit, id, met }) => unit === 'minutes' && id !== 'hours' && !met);
  if (!rule) return null;
  const isByLesson = canStudy && rule.id !== 'unit-organised';
  return {
    kind: 'hours',
    title: `${plan.policy.title}：${rule.title}还差 ${missingHoursText(rule.missing, plan.policy.minutesPerHour)} 学时`,
    detail: isByLesson ? '请选学这方面的课程补足学时。' : '请参加集中培训，安排请咨询保密办。',
    dueOn: plan.dueOn,
    href: isByLesson ? '/learn' : `/me#plan-${plan.assignmentId}`,
    verb: isByLesson ? '去选课' : '看原因',
  };
}

function studyTodo(item: PlanWithStanding): Draft | null {
  const { plan, standing } = item;
  const lessons = ruleOf(item, 'lessons');
  const hours = ruleOf(item, 'hours');
  const step = stepText(item);
  const lacking = hours && !hours.met ? missingHoursText(hours.missing, plan.policy.minutesPerHour) : null;
  if (lessons && !lessons.met) {
    return {
      kind: 'lessons',
      title: `${plan.policy.title}：还有 ${lessons.missing} 门必修课`,
      detail: [lacking ? `还差 ${lacking} 学时` : '学时已够', step ? `下一课：${step.text.replace(/^学习 /, '')}` : '']
        .filter(Boolean)
        .join('，'),
      dueOn: plan.dueOn,
      href: standing.nextStep.kind === 'lesson' ? (step?.href ?? '/learn') : '/learn',
      verb: '去学习',
    };
  }
  const canStudy = standing.nextStep.kind === 'lesson';
  if (!lacking) return shareTodo(item, canStudy);
  return {
    kind: 'hours',
    title: `${plan.policy.title}：还差 ${lacking} 学时`,
    detail: canStudy ? '必修课已学完，请选学其他课程补足学时。' : '课程已全部学完，请联系保密办安排集中培训。',
    dueOn: plan.dueOn,
    href: canStudy ? '/learn' : '/me',
    verb: canStudy ? '去选课' : '看原因',
  };
}

const dayOfInstant = (iso: string): IsoDate => dateIn(env.SHOUMI_ZONE, new Date(iso));
/** The last day of a window: one that closes at midnight ends with the day before. */
const lastDay = (iso: string): IsoDate => dateIn(env.SHOUMI_ZONE, new Date(new Date(iso).getTime() - 1));

function examDetail(exam: ExamView): string {
  if (exam.openAttemptId) return '您有一场尚未交卷的考试，请继续作答。';
  const left = Math.max(0, exam.attemptsMax - exam.attemptsUsed);
  const window = `开放时间 ${dayOfInstant(exam.opensAt)} 至 ${lastDay(exam.closesAt)}`;
  if (exam.blockedBy) return `${window}。${exam.blockedBy.message}`;
  return `${window}，${Math.round(exam.durationSeconds / 60)} 分钟，${exam.passMark} 分及格，还有 ${left} 次机会。`;
}

function examTodo(item: PlanWithStanding, exam: ExamView | undefined): Draft | null {
  const rule = ruleOf(item, 'exam');
  if (!rule || rule.met) return null;
  const { plan } = item;
  if (!exam) {
    return {
      kind: 'exam',
      title: `${plan.policy.title}：考试尚未安排`,
      detail: '请等待通知，或联系保密办。',
      dueOn: plan.dueOn,
      href: '/exams',
      verb: '查看',
    };
  }
  const closes = lastDay(exam.closesAt);
  return {
    kind: 'exam',
    title: exam.title,
    detail: examDetail(exam),
    dueOn: [closes, plan.dueOn].sort()[0] ?? plan.dueOn,
    href: exam.openAttemptId ? `/exam/room?attempt=${exam.openAttemptId}` : '/exams',
    verb: exam.openAttemptId ? '继续考试' : exam.blockedBy ? '查看' : '去考试',
  };
}

/** Everything the open plans still ask for, in order of due date. */
export function todosOf(
  items: readonly PlanWithStanding[],
  examOf: (item: PlanWithStanding) => ExamView | undefined,
  today: IsoDate,
): Todo[] {
  return items
    .filter(isOpenPlan)
    .flatMap((item) =>
      [studyTodo(item), examTodo(item, examOf(item))].flatMap((draft) =>
        draft ? [{ ...draft, key: `${item.plan.assignmentId}:${draft.kind}` }] : [],
      ),
    )
    .map((todo) => ({ ...todo, daysLeft: daysBetween(today, todo.dueOn as IsoDate) }))
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}
