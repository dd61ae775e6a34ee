import type { PlanPolicy } from '../policy/plan-policy.ts';
import type { IsoDate } from '../shared/dates.ts';
import { completedLessons, countingRows, type PlanLedgerRow } from './counting.ts';
import { topicShares } from './ledger.ts';

/** One line of evidence under a rule: a ledger row, a lesson or an attempt. `amount` is in the rule's unit. */
export type StandingRow = { readonly id: string; readonly title: string; readonly amount: number };
export type IdleRow = StandingRow & { readonly reason: string };

/** `unit-organised`: the share of training the unit organised itself; `topic:…`: least minutes of a statutory topic. */
export type RuleId = 'hours' | 'unit-organised' | `topic:${string}` | 'lessons' | 'exam';

/** A rule of the plan with what counts towards it, what does not and why. `missing` = required − counted, at least 0. */
export type StandingRule = {
  readonly id: RuleId;
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

/** Titles and topics of lessons by id; the id stands in for a title that is unknown. */
export type LessonIndex = Readonly<Record<string, { readonly title: string; readonly topics: readonly string[] }>>;

export type PlanFacts = {
  /** The part of the ledger the plan looks at (see `rowsInScope`), corrections included. */
  readonly rows: readonly PlanLedgerRow[];
  readonly lessons: LessonIndex;
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

type Divided = ReturnType<typeof countingRows>;

const sumOf = (rows: readonly StandingRow[]) => rows.reduce((sum, row) => sum + row.amount, 0);

function hoursRule(policy: PlanPolicy, { counting, idle }: Divided): StandingRule {
  const rows = counting.map(({ row, netMinutes }) => ({ id: row.id, title: row.title, amount: netMinutes }));
  return rule(
    { id: 'hours', title: '学时', unit: 'minutes', required: policy.requiredMinutes, counted: sumOf(rows) },
    rows,
    idle.map(({ row, netMinutes, reason }) => ({
      id: row.id,
      title: row.title,
      amount: netMinutes || row.minutes,
      reason,
    })),
  );
}

/** Minutes of 集中培训 that a share of the plan's hours comes to, rounded up. */
export function unitOrganisedMinutes(policy: Pick<PlanPolicy, 'requiredMinutes' | 'unitOrganisedPercent'>): number {
  return Math.ceil((policy.requiredMinutes * policy.unitOrganisedPercent) / 100);
}

function unitOrganisedRule(policy: PlanPolicy, { counting }: Divided): StandingRule[] {
  const required = unitOrganisedMinutes(policy);
  if (required === 0) return [];
  const own = counting.filter(({ row }) => row.isUnitOrganised);
  const others = counting.filter(({ row }) => !row.isUnitOrganised && row.mode !== 'online');
  const rowOf = ({ row, netMinutes }: (typeof counting)[number]) => ({
    id: row.id,
    title: row.title,
    amount: netMinutes,
  });
  const rows = own.map(rowOf);
  return [
    rule(
      { id: 'unit-organised', title: '集中培训（本单位组织）', unit: 'minutes', required, counted: sumOf(rows) },
      rows,
      others.map((other) => ({ ...rowOf(other), reason: '不是本单位组织的培训' })),
    ),
  ];
}

function topicRules(policy: PlanPolicy, { counting }: Divided): StandingRule[] {
  return Object.entries(policy.topicMinutes).map(([topic, required = 0]) => {
    const rows = counting.flatMap(({ row, netMinutes }) => {
      const amount = topicShares(row.topics, netMinutes).get(topic) ?? 0;
      return amount > 0 ? [{ id: row.id, title: row.title, amount }] : [];
    });
    const head = { id: `topic:${topic}`, title: topic, unit: 'minutes', required, counted: sumOf(rows) } as const;
    return rule(head, rows, []);
  });
}

function lessonsRule(policy: PlanPolicy, lessons: LessonIndex, completed: ReadonlySet<string>): StandingRule {
  const rowOf = (id: string): StandingRow => ({ id, title: lessons[id]?.title ?? id, amount: 1 });
  const required = [...new Set(policy.requiredLessons)];
  const done = required.filter((id) => completed.has(id));
  const missing = required.filter((id) => !completed.has(id));
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

/** The lesson that brings the person on: a required one, then one of a topic that is short, then any while hours are. */
function nextLesson(
  policy: PlanPolicy,
  facts: PlanFacts,
  completed: ReadonlySet<string>,
  missing: readonly StandingRule[],
): string | undefined {
  const isOpen = (id: string) => !completed.has(id);
  const required = policy.requiredLessons.find(isOpen);
  if (required !== undefined) return required;
  const open = policy.electiveLessons.filter(isOpen);
  const short = missing.flatMap(({ id }) => (id.startsWith('topic:') ? [id.slice('topic:'.length)] : []));
  const ofTopic = open.find((id) => facts.lessons[id]?.topics.some((topic) => short.includes(topic)));
  return ofTopic ?? (missing.some(({ id }) => id === 'hours') ? open[0] : undefined);
}

/** What is left when neither a lesson nor an exam helps; null when nothing is missing. */
function contactReason(missing: readonly StandingRule[], hasExam: boolean): string | null {
  const lacks = (id: RuleId) => missing.some((candidate) => candidate.id === id);
  if (lacks('exam')) {
    return hasExam ? '考试机会已用完，请联系保密办。' : '本年度考试尚未安排，请等待通知或联系保密办。';
  }
  if (lacks('hours')) return '本计划的课程已全部学完，学时仍不足，请联系保密办安排集中培训。';
  if (lacks('unit-organised')) return '本单位组织的集中培训学时不足，请参加集中培训，安排请咨询保密办。';
  const topics = missing.filter(({ id }) => id.startsWith('topic:')).map(({ title }) => title);
  return topics.length > 0 ? `“${topics.join('”“')}”的学时不足，课程已学完，请联系保密办安排集中培训。` : null;
}

function nextStepOf(
  policy: PlanPolicy,
  facts: PlanFacts,
  completed: ReadonlySet<string>,
  rules: readonly StandingRule[],
): NextStep {
  const missing = rules.filter((candidate) => !candidate.met);
  const lessonId = nextLesson(policy, facts, completed, missing);
  if (lessonId !== undefined) return { kind: 'lesson', lessonId };
  const isExamOpen = missing.some(({ id }) => id === 'exam') && facts.exam !== null && facts.exam.attemptsLeft > 0;
  if (isExamOpen) return { kind: 'exam' };
  const reason = contactReason(missing, facts.exam !== null);
  return reason === null ? { kind: 'done' } : { kind: 'contact', reason };
}

/**
 * Where a person stands in a plan and why (为什么还没达标): every rule with required, counted and missing amounts and the
 * rows behind them. Lessons are complete by the ledger alone. Online lessons count when they belong to the plan, each
 * once; sessions, visits and imported rows without a lesson always count. A plan without a blueprint has no exam, one
 * without a share of 集中培训 or minutes of topics has no such rule. Computed from the facts alone; nothing is stored.
 */
export function planStanding(policy: PlanPolicy, facts: PlanFacts): PlanStanding {
  const divided = countingRows(policy, facts.rows);
  const completed = completedLessons(facts.rows);
  const rules = [
    hoursRule(policy, divided),
    ...unitOrganisedRule(policy, divided),
    ...topicRules(policy, divided),
    lessonsRule(policy, facts.lessons, completed),
    ...(policy.blueprintId === null ? [] : [examRule(facts.exam)]),
  ];
  const complete = rules.every((candidate) => candidate.met);
  return {
    rules,
    complete,
    overdue: !complete && facts.asOf > facts.dueOn,
    nextStep: nextStepOf(policy, facts, completed, rules),
  };
}
