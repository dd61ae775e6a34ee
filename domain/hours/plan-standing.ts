import type { PlanPolicy } from '../policy/plan-policy.ts';
import type { IsoDate } from '../shared/dates.ts';
import { type LedgerRow, type NetRow, netRows } from './ledger.ts';

/** One line of evidence under a rule: a ledger row, a lesson or an attempt. `amount` is in the rule's unit. */
export type StandingRow = { readonly id: string; readonly title: string; readonly amount: number };
export type IdleRow = StandingRow & { readonly reason: string };

/** A rule of the plan with what counts towards it, what does not and why. `missing` = required − counted, at least 0. */
export type StandingRule = {
  readonly id: 'hours' | 'lessons' | 'exam';
  readonly title: string;
  readonly unit: 'minutes' | 'lessons' | 'exams';
  readonly required: number;
  readonly counted: number;
  readonly missing: number;
  readonly met: boolean;
  readonly countingRows: readonly StandingRow[];
  readonly notCountingRows: readonly IdleRow[];
};

/** What to do next; `contact` when nothing the person can do alone is left (no lesson to take, no attempt left). */
export type NextStep =
  | { readonly kind: 'lesson'; readonly lessonId: string }
  | { readonly kind: 'exam' }
  | { readonly kind: 'contact'; readonly reason: string }
  | { readonly kind: 'done' };

export type PlanStanding = {
  readonly rules: readonly StandingRule[];
  readonly complete: boolean;
  /** Not complete and past the last day on time. */
  readonly overdue: boolean;
  readonly nextStep: NextStep;
};

export type ExamFacts = {
  readonly passed: boolean;
  readonly attemptsLeft: number;
  /** Closed attempts, with the sentence that says why one does not count (未达到及格线, 已作废…). */
  readonly attempts: readonly {
    readonly id: string;
    readonly title: string;
    readonly passed: boolean;
    readonly reason: string;
  }[];
};

export type PlanFacts = {
  /** The person's ledger of the training year as it stood on `asOf`, corrections included. */
  readonly rows: readonly LedgerRow[];
  readonly completedLessons: readonly string[];
  /** Titles by lesson id; the id stands in where one is unknown. */
  readonly lessonTitles: Readonly<Record<string, string>>;
  /** Null when no exam has been set up yet. */
  readonly exam: ExamFacts | null;
  readonly asOf: IsoDate;
  readonly dueOn: IsoDate;
};

function rule(
  head: Pick<StandingRule, 'id' | 'title' | 'unit' | 'required' | 'counted'>,
  countingRows: readonly StandingRow[],
  notCountingRows: readonly IdleRow[],
): StandingRule {
  const missing = Math.max(0, head.required - head.counted);
  return { ...head, missing, met: missing === 0, countingRows, notCountingRows };
}

/** Why a ledger row adds nothing to this plan's hours; null when it does. */
function idleReason(policy: PlanPolicy, { row, netMinutes }: NetRow): string | null {
  if (netMinutes === 0) return '已被更正冲销';
  const isOfPlan =
    row.lessonId === null || [...policy.requiredLessons, ...policy.electiveLessons].includes(row.lessonId);
  return isOfPlan ? null : '不属于本计划的课程';
}

function hoursRule(policy: PlanPolicy, facts: PlanFacts): StandingRule {
  const counting: StandingRow[] = [];
  const idle: IdleRow[] = [];
  for (const net of netRows(facts.rows)) {
    const reason = idleReason(policy, net);
    const { id, title, minutes } = net.row;
    if (reason) idle.push({ id, title, amount: net.netMinutes || minutes, reason });
    else counting.push({ id, title, amount: net.netMinutes });
  }
  const counted = counting.reduce((sum, row) => sum + row.amount, 0);
  return rule(
    { id: 'hours', title: '学时', unit: 'minutes', required: policy.requiredMinutes, counted },
    counting,
    idle,
  );
}

function lessonsRule(policy: PlanPolicy, facts: PlanFacts): StandingRule {
  const rowOf = (id: string): StandingRow => ({ id, title: facts.lessonTitles[id] ?? id, amount: 1 });
  const required = [...new Set(policy.requiredLessons)];
  const done = required.filter((id) => facts.completedLessons.includes(id));
  const missing = required.filter((id) => !facts.completedLessons.includes(id));
  return rule(
    { id: 'lessons', title: '必修课', unit: 'lessons', required: required.length, counted: done.length },
    done.map(rowOf),
    missing.map((id) => ({ ...rowOf(id), reason: '尚未完成' })),
  );
}

function examRule(exam: ExamFacts | null): StandingRule {
  const attempts = exam?.attempts ?? [];
  const rowOf = ({ id, title }: { id: string; title: string }): StandingRow => ({ id, title, amount: 1 });
  return rule(
    { id: 'exam', title: '考试', unit: 'exams', required: 1, counted: exam?.passed ? 1 : 0 },
    attempts.filter((attempt) => attempt.passed).map(rowOf),
    attempts.filter((attempt) => !attempt.passed).map((attempt) => ({ ...rowOf(attempt), reason: attempt.reason })),
  );
}

function nextStepOf(policy: PlanPolicy, facts: PlanFacts, rules: readonly StandingRule[]): NextStep {
  const isMissing = (id: StandingRule['id']) => rules.some((candidate) => candidate.id === id && !candidate.met);
  const isOpen = (id: string) => !facts.completedLessons.includes(id);
  const required = policy.requiredLessons.find(isOpen);
  if (required !== undefined) return { kind: 'lesson', lessonId: required };
  const elective = policy.electiveLessons.find(isOpen);
  if (isMissing('hours') && elective !== undefined) return { kind: 'lesson', lessonId: elective };
  if (isMissing('exam') && facts.exam && facts.exam.attemptsLeft > 0) return { kind: 'exam' };
  if (isMissing('exam')) {
    const reason = facts.exam ? '考试机会已用完，请联系保密办。' : '本年度考试尚未安排，请等待通知或联系保密办。';
    return { kind: 'contact', reason };
  }
  if (isMissing('hours'))
    return { kind: 'contact', reason: '本计划的课程已全部学完，学时仍不足，请联系保密办安排集中培训。' };
  return { kind: 'done' };
}

/**
 * Where a person stands in a plan and why (为什么还没达标): every rule with required, counted and missing amounts and the
 * rows behind them. Online lessons count when they belong to the plan; sessions, visits and imported rows without a
 * lesson always count. A plan without a blueprint has no exam. Computed from the facts alone; nothing is stored.
 */
export function planStanding(policy: PlanPolicy, facts: PlanFacts): PlanStanding {
  const rules = [
    hoursRule(policy, facts),
    lessonsRule(policy, facts),
    ...(policy.blueprintId === null ? [] : [examRule(facts.exam)]),
  ];
  const complete = rules.every((candidate) => candidate.met);
  return {
    rules,
    complete,
    overdue: !complete && facts.asOf > facts.dueOn,
    nextStep: nextStepOf(policy, facts, rules),
  };
}
