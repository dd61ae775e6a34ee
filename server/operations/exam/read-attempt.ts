import { db } from '#db/client.ts';
import { findOwnAttempt, unsafeReadPaper } from '#db/dal/attempts.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { attemptView } from './attempt-view.ts';
import { examRules } from './rules.ts';

/** The principal's own attempt for resuming. @returns NOT_FOUND for anybody else's. */
export async function readAttempt(principal: Principal, attemptId: string): Promise<Result<AttemptView>> {
  const attempt = await findOwnAttempt(db, principal, attemptId);
  if (!attempt) return fail('NOT_FOUND');
  const [{ blueprint }, paper] = await Promise.all([examRules(attempt.examId), unsafeReadPaper(db, attemptId)]);
  return ok(await attemptView(principal, attempt, blueprint, paper));
}
