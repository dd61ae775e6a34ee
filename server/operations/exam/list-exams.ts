import { type Db, db, type Tx } from '#db/client.ts';
import { type ExamRow, listOwnAttempts, listOwnExams, type OwnAttempt } from '#db/dal/exams.ts';
import { unsafeEvidence } from '#db/dal/plan-evidence.ts';
import type { Principal } from '#domain/access/principal.ts';
import { canStart } from '#domain/assessment/attempt-state.ts';
import type { ExamView } from '#domain/assessment/attempt-view.ts';
import { completedLessons } from '#domain/hours/counting.ts';
import { rowsInScope } from '#domain/hours/plan-evidence.ts';
import { errorMessage } from '#domain/shared/errors.ts';
import type { Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';

/** The attempts that count at an exam: those at it, or for a plan of an event those at any of the kind since the event. */
export function countingAttempts(exam: ExamRow, attempts: readonly OwnAttempt[]): OwnAttempt[] {
  const countsFrom = exam.plan?.countsFrom ?? null;
  return countsFrom === null
    ? attempts.filter((attempt) => attempt.examId === exam.id)
    : attempts.filter((attempt) => {
        // One begun before the event and still open keeps from starting another, though it will not count.
        const isInTheWay = attempt.examId === exam.id && attempt.state === 'open';
        return isInTheWay || (attempt.planKind === exam.planKind && attempt.startedAt >= countsFrom);
      });
}

/** How many required lessons still keep the principal from an exam that wants them first. */
export async function missingLessons(handle: Db | Tx, principal: Principal, exam: ExamRow): Promise<number> {
  const { plan } = exam;
  if (!plan?.policy.lessonsBeforeExam || principal.personId === null) return 0;
  const { trainingYear, countsFrom } = plan;
  const scope = { years: [trainingYear], since: countsFrom, kinds: [] };
  const { rows } = await unsafeEvidence(handle, principal.personId, scope);
  const done = completedLessons(rowsInScope({ trainingYear, countsFrom }, rows));
  return plan.policy.requiredLessons.filter((lesson) => !done.has(lesson)).length;
}

/** Whether the principal may start this exam now, from facts read in the same request or transaction. */
export function startDecision(
  exam: ExamRow,
  /** From {@link countingAttempts}. */
  attempts: readonly OwnAttempt[],
  missing: number,
): Result<true> {
  return canStart(
    {
      now: exam.serverNow,
      opensAt: exam.opensAt,
      closesAt: exam.closesAt,
      isAssigned: exam.plan !== null,
      missingLessons: missing,
      attempts: attempts.map((a) => ({ no: a.no, state: a.state, passed: a.passed === true, closedAt: a.closedAt })),
      attemptsMax: exam.blueprint.attemptsMax,
      coolDownMinutes: exam.blueprint.coolDownMinutes,
    },
    env.SHOUMI_ZONE,
  );
}

function examView(exam: ExamRow, attempts: readonly OwnAttempt[], missing: number): ExamView {
  const own = countingAttempts(exam, attempts);
  const decision = startDecision(exam, own, missing);
  const counting = own.filter((a) => a.state !== 'void');
  const scores = counting.flatMap((a) => (a.score === null ? [] : [a.score]));
  const closed = own.filter((a) => a.state === 'graded');
  return {
    examId: exam.id,
    assignmentId: exam.plan?.assignmentId ?? null,
    title: exam.title,
    planKind: exam.planKind,
    trainingYear: exam.trainingYear,
    opensAt: exam.opensAt.toISOString(),
    closesAt: exam.closesAt.toISOString(),
    durationSeconds: exam.blueprint.durationSeconds,
    itemCount: exam.blueprint.sections.reduce((sum, section) => sum + section.count, 0),
    passMark: exam.blueprint.passMark,
    attemptsMax: exam.blueprint.attemptsMax,
    attemptsUsed: counting.length,
    coolDownMinutes: exam.blueprint.coolDownMinutes,
    basis: exam.blueprint.basis,
    bestScore: scores.length > 0 ? Math.max(...scores) : null,
    passed: counting.some((a) => a.passed === true),
    openAttemptId: own.find((a) => a.state === 'open')?.id ?? null,
    lastAttemptId: closed.at(-1)?.id ?? null,
    blockedBy: decision.ok
      ? null
      : { code: decision.error.code, message: errorMessage(decision.error.code, decision.error.meta) },
    serverNow: exam.serverNow.toISOString(),
  };
}

/** The exams of the principal's plans, each with what blocks it. */
export async function listExams(principal: Principal): Promise<ExamView[]> {
  const exams = await listOwnExams(db, principal);
  const attempts = await listOwnAttempts(db, principal, [...new Set(exams.map((exam) => exam.planKind))]);
  return Promise.all(exams.map(async (exam) => examView(exam, attempts, await missingLessons(db, principal, exam))));
}
