import { transaction } from '#db/client.ts';
import { findOwnAttempt, lockOwnAttempt, moveAttemptHere, recordAttemptEvent } from '#db/dal/attempts.ts';
import { recordAudit } from '#db/dal/audit.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { takeToken } from '../../token-bucket.ts';
import { readAttempt } from './read-attempt.ts';

/**
 * Moves an open attempt to this session; the device that held it is refused at its next save and told why. Recorded
 * as an event of the attempt and in the audit trail (security SE-07).
 */
export async function takeOver(principal: Principal, attemptId: string): Promise<Result<AttemptView>> {
  const moved = await transaction(async (tx): Promise<Result<true>> => {
    const attempt = await lockOwnAttempt(tx, principal, attemptId);
    if (!attempt) return fail('NOT_FOUND');
    if (attempt.state !== 'open') return fail('ATTEMPT_CLOSED');
    if (attempt.holderSessionId === principal.sessionId) return ok(true);
    await moveAttemptHere(tx, principal, attemptId);
    await recordAttemptEvent(tx, principal, attemptId, 'taken-over', { from: attempt.holderSessionId });
    await recordAudit(tx, principal, { action: 'attempt.take-over', subjectType: 'attempt', subjectId: attemptId });
    return ok(true);
  });
  return moved.ok ? readAttempt(principal, attemptId) : moved;
}

const KINDS = new Set(['left-page', 'returned', 'offline', 'online', 'fullscreen-left']);

/**
 * Records what the page reported (leaving, network). @returns NOT_FOUND for another person's attempt, RATE_LIMITED when
 * one log-in reports so much that it would only fill the table.
 */
export async function reportEvent(principal: Principal, attemptId: string, kind: string): Promise<Result<undefined>> {
  if (!KINDS.has(kind)) return fail('INVALID_INPUT', { where: 'kind' });
  const allowed = takeToken(`event:${principal.sessionId}`, performance.now() / 1000);
  if (!allowed.ok) return allowed;
  return transaction(async (tx) => {
    const attempt = await findOwnAttempt(tx, principal, attemptId);
    if (!attempt) return fail('NOT_FOUND');
    if (attempt.state !== 'open') return fail('ATTEMPT_CLOSED');
    await recordAttemptEvent(tx, principal, attemptId, kind);
    return ok(undefined);
  });
}
