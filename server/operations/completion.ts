import type { Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { refreshPlanProgress } from '#db/dal/plan-progress.ts';
import { unsafeCompletePlan, unsafeLockOpenPlans } from '#db/dal/plans.ts';
import { dateIn } from '#domain/shared/dates.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
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
    examTitle: exam.title,
    score: passed.score ?? 0,
    passMark: exam.passMark,
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
  await unsafeNotify(tx, {
    personId: plan.personId,
    dedupeKey: `plan-complete:${plan.assignmentId}`,
    title: `${plan.trainingYear} 年${plan.policy.title}已达标`,
    body: issued.certificateId ? '合格证明已签发，可以查看和下载。' : '学时与课程已全部完成。',
    href: issued.certificateId ? `/me/certificates/${issued.certificateId}` : '/me',
  });
  return true;
}

/**
 * Completes every plan of a person and training year whose rules are all met now, with certificate, notice and audit,
 * and brings the dashboard's row up to date. Call it in the transaction that added hours or a grade; calling it again
 * changes nothing.
 *
 * @returns the assignments completed by this call.
 */
export async function settlePlans(tx: Tx, personId: string, trainingYear: number): Promise<{ completed: string[] }> {
  const open = await unsafeLockOpenPlans(tx, personId, trainingYear);
  const completed: string[] = [];
  for (const item of await unsafeStandings(tx, open)) {
    if (item.standing.complete && (await complete(tx, item))) completed.push(item.plan.assignmentId);
  }
  await refreshPlanProgress(tx, personId, trainingYear);
  return { completed };
}
