import type { Db, Tx } from '#db/client.ts';
import { type OwedPlan, type PlanExamFacts, unsafePlanFacts } from '#db/dal/plans.ts';
import { type ExamFacts, type PlanStanding, planStanding } from '#domain/hours/plan-standing.ts';
import { dateIn, type IsoDate } from '#domain/shared/dates.ts';
import { content } from '../content/read-content.ts';
import { env } from '../env.ts';

function reasonOf(attempt: PlanExamFacts['attempts'][number], passMark: number): string {
  if (attempt.state === 'void') return '已作废';
  if (attempt.state !== 'graded' || attempt.score === null) return '尚未出成绩';
  return `${attempt.score} 分，未达到 ${passMark} 分`;
}

function examFacts(exam: PlanExamFacts): ExamFacts {
  const counting = exam.attempts.filter((attempt) => attempt.state !== 'void');
  return {
    passed: counting.some((attempt) => attempt.passed === true),
    attemptsLeft: Math.max(0, exam.attemptsMax - counting.filter((attempt) => attempt.state === 'graded').length),
    attempts: exam.attempts.map((attempt) => ({
      id: attempt.attemptId,
      title: `第 ${attempt.attemptNo} 次考试${attempt.score === null ? '' : ` · ${attempt.score} 分`}`,
      passed: attempt.passed === true,
      reason: reasonOf(attempt, exam.passMark),
    })),
  };
}

function lessonTitles(): Record<string, string> {
  return Object.fromEntries([...content().lessons.values()].map((lesson) => [lesson.id, lesson.title]));
}

export type PlanWithStanding = {
  readonly plan: OwedPlan;
  readonly standing: PlanStanding;
  readonly exam: PlanExamFacts | null;
};

/**
 * Where a person stands in some of the own plans, computed from ledger, lessons and grades as they are in this
 * transaction. Bypasses the principal: callers have checked whose plans they may see.
 */
export async function unsafeStandings(
  db: Db | Tx,
  plans: readonly OwedPlan[],
  asOf?: IsoDate,
): Promise<PlanWithStanding[]> {
  const [first] = plans;
  if (!first) return [];
  const facts = await unsafePlanFacts(db, first.personId, first.trainingYear);
  const titles = lessonTitles();
  return plans.map((plan) => {
    const exam = plan.policy.blueprintId ? (facts.exams.find((e) => e.planKind === plan.planKind) ?? null) : null;
    const standing = planStanding(plan.policy, {
      rows: facts.ledger,
      completedLessons: facts.completedLessons,
      lessonTitles: titles,
      exam: exam ? examFacts(exam) : null,
      asOf: asOf ?? dateIn(env.SHOUMI_ZONE, facts.now),
      dueOn: plan.dueOn,
    });
    return { plan, standing, exam };
  });
}
