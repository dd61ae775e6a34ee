import type { Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { refreshPlanProgress } from '#db/dal/plan-progress.ts';
import { unsafeCompletePlan, unsafeLockOpenPlans } from '#db/dal/plans.ts';
import { examFacts } from '#domain/hours/plan-evidence.ts';
import { dateIn } from '#domain/shared/dates.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { afterLessonsDone, afterPlanCompleted, afterPlanFailed } from './cases/plan-hook.ts';
import { issueCertificate } from './certificates/issue.ts';
import { type PlanWithStanding, unsafeStandings } from './standing-facts.ts';

type Issued = { readonly certificateId: string | null; readonly attemptId: string | null };

/** A plan with an exam ends with a certificate. @returns null when it cannot be signed now; the plan then stays open. */
async function certify(tx: Tx, { plan, standing, exam }: PlanWithStanding, now: Date): Promise<Issued | null> {
  const passed = exam?.attempts.find((attempt) => attempt.state !== 'void' && attempt.passed === true);
  if (!exam || !passed) return { certificateId: null, attemptId: null };
  const issued = await issueCertificate(tx, {
    personId: plan.personId,
    assignmentId: plan.assignmentId,
    planKind: plan.planKind,
    trainingYear: plan.trainingYear,
    policy: plan.policy,
    countedMinutes: standing.rules.find((rule) => rule.id === 'hours')?.counted ?? 0,
    attemptId: passed.attemptId,
    examTitle: exam.exam.title,
    score: passed.score ?? 0,
    passMark: exam.exam.passMark,
    issuedOn: dateIn(env.SHOUMI_ZONE, now),
  });
  if (issued.ok) return { certificateId: issued.value.id, attemptId: passed.attemptId };
  logger.error({ code: issued.error.code, assignmentId: plan.assignmentId }, 'certificate not issued; plan stays open');
  return null;
}

async function complete(tx: Tx, item: PlanWithStanding): Promise<boolean> {
  const now = await unsafeNow(tx);
  const issued = await certify(tx, item, now);
  if (!issued) return false;
  const { plan, standing } = item;
  await unsafeCompletePlan(tx, {
    assignmentId: plan.assignmentId,
    completedAt: now,
    countedMinutes: standing.rules.find((rule) => rule.id === 'hours')?.counted ?? 0,
    ...issued,
  });
  await unsafeRecordSystemAudit(tx, '系统', {
    action: 'plan.complete',
    subjectType: 'plan-assignment',
    subjectId: plan.assignmentId,
    detail: { personId: plan.personId, planKind: plan.planKind, trainingYear: plan.trainingYear },
  });
  if (plan.caseId) await afterPlanCompleted(tx, { caseId: plan.caseId, assignmentId: plan.assignmentId, ...issued });
  await unsafeNotify(tx, {
    personId: plan.personId,
    dedupeKey: `plan-complete:${plan.assignmentId}`,
    title: `${plan.trainingYear} 年${plan.policy.title}已达标`,
    body: issued.certificateId ? '合格证明已签发，可以查看和下载。' : '学时与课程已全部完成。',
    href: issued.certificateId ? `/me/certificates/${issued.certificateId}` : '/me',
  });
  return true;
}

/** Everything but the exam is done. */
export function isAllButExam({ standing }: Pick<PlanWithStanding, 'standing'>): boolean {
  return standing.rules.every((rule) => rule.id === 'exam' || rule.met);
}

/**
 * Completes every plan of a person whose rules are all met now, of a training year and of events of any year, with
 * certificate, notice and audit, lets the case of an event go on, and brings the dashboard's rows up to date. Call it in
 * the transaction that added hours or a grade; calling it again changes nothing.
 *
 * @returns the assignments completed by this call.
 */
export async function settlePlans(tx: Tx, personId: string, trainingYear: number): Promise<{ completed: string[] }> {
  const open = await unsafeLockOpenPlans(tx, personId, trainingYear);
  const completed: string[] = [];
  for (const item of await unsafeStandings(tx, open)) {
    if (item.standing.complete && (await complete(tx, item))) completed.push(item.plan.assignmentId);
    else if (item.plan.caseId && isAllButExam(item)) await afterLessonsDone(tx, item.plan.caseId);
  }
  await refreshPlanProgress(tx, personId, trainingYear);
  return { completed };
}

/**
 * Tells the cases of plans that the exam just failed was the last chance for. Call it after `settlePlans`, in the
 * transaction of the grade; a plan of the year has no case and is left to 保密办.
 */
export async function tellFailedPlans(
  tx: Tx,
  failed: {
    readonly personId: string;
    readonly planKind: string;
    readonly trainingYear: number;
    readonly attemptId: string;
  },
): Promise<void> {
  const open = (await unsafeLockOpenPlans(tx, failed.personId, failed.trainingYear)).filter(
    (plan) => plan.caseId !== null && plan.planKind === failed.planKind,
  );
  for (const { plan, exam } of await unsafeStandings(tx, open)) {
    if (!plan.caseId || !exam?.attempts.some((attempt) => attempt.attemptId === failed.attemptId)) continue;
    const { passed, attemptsLeft } = examFacts(exam);
    if (!passed && attemptsLeft === 0)
      await afterPlanFailed(tx, { caseId: plan.caseId, assignmentId: plan.assignmentId });
  }
}
