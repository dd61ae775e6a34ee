import type { Tx } from '#db/client.ts';
import { unsafeLockCase, unsafeSetTurn } from '#db/dal/cases.ts';
import { advance } from './record.ts';

/** A finished plan of an event. */
export type CompletedCasePlan = {
  /** Of the case, or of an occasion without one (a meeting arranged by hand): not every id names a case. */
  readonly caseId: string;
  readonly assignmentId: string;
  /** Null for a plan without an exam. */
  readonly attemptId: string | null;
  /** Null for a plan that ends without a certificate. */
  readonly certificateId: string | null;
};

/** Lets a case go on whose plan has just been completed. Runs in the transaction that completed it. */
export async function afterPlanCompleted(tx: Tx, plan: CompletedCasePlan): Promise<void> {
  await letGoOn(tx, plan.caseId);
}

/** The same when everything but the exam is done: 岗前培训 becomes 岗前考核. */
export async function afterLessonsDone(tx: Tx, caseId: string): Promise<void> {
  await letGoOn(tx, caseId);
}

async function letGoOn(tx: Tx, caseId: string): Promise<void> {
  const row = await unsafeLockCase(tx, caseId);
  if (row && row.closedAt === null) await advance(tx, row);
}

/** Tells a case that the last chance at the exam of its plan was failed. Runs in the transaction of the grade. */
export async function afterPlanFailed(
  tx: Tx,
  { caseId }: Pick<CompletedCasePlan, 'caseId' | 'assignmentId'>,
): Promise<void> {
  const row = await unsafeLockCase(tx, caseId);
  if (row?.closedAt === null) await unsafeSetTurn(tx, row.id, ['office']);
}
