import { db } from '#db/client.ts';
import {
  type ExamRow,
  listOwnAttempts,
  listOwnCompletedLessons,
  listOwnExams,
  type OwnAttempt,
} from '#db/dal/exams.ts';
import type { Principal } from '#domain/access/principal.ts';
import { canStart } from '#domain/assessment/attempt-state.ts';
import type { ExamView } from '#domain/assessment/attempt-view.ts';
import { errorMessage } from '#domain/shared/errors.ts';
import type { Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';

/** Whether the principal may start this exam now, from facts read in the same request or transaction. */
export function startDecision(
  exam: ExamRow,
  attempts: readonly OwnAttempt[],
  completedLessons: readonly string[],
): Result<true> {
  const required = exam.policy?.lessonsBeforeExam ? exam.policy.requiredLessons : [];
  const done = new Set(completedLessons);
  return canStart(
    {
      now: exam.serverNow,
      opensAt: exam.opensAt,
      closesAt: exam.closesAt,
      isAssigned: exam.policy !== null,
      missingLessons: required.filter((lesson) => !done.has(lesson)).length,
      attempts: attempts.map((a) => ({ no: a.no, state: a.state, passed: a.passed === true, closedAt: a.closedAt })),
      attemptsMax: exam.blueprint.attemptsMax,
      coolDownMinutes: exam.blueprint.coolDownMinutes,
    },
    env.SHOUMI_ZONE,
  );
}

function examView(exam: ExamRow, attempts: readonly OwnAttempt[], completed: readonly string[]): ExamView {
  const own = attempts.filter((a) => a.examId === exam.id);
  const decision = startDecision(exam, own, completed);
  const counting = own.filter((a) => a.state !== 'void');
  const scores = counting.flatMap((a) => (a.score === null ? [] : [a.score]));
  const closed = own.filter((a) => a.state === 'graded');
  return {
    examId: exam.id,
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
  const attempts = await listOwnAttempts(
    db,
    principal,
    exams.map((exam) => exam.id),
  );
  const years = [...new Set(exams.filter((exam) => exam.policy?.lessonsBeforeExam).map((exam) => exam.trainingYear))];
  const completed = new Map(
    await Promise.all(years.map(async (year) => [year, await listOwnCompletedLessons(db, principal, year)] as const)),
  );
  return exams.map((exam) => examView(exam, attempts, completed.get(exam.trainingYear) ?? []));
}
