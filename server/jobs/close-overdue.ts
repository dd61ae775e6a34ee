import { logger } from '../logger.ts';
import { closeOneOverdue } from '../operations/exam/close-attempt.ts';

/** Enough for a full hall whose time ends at once; the next turn follows in seconds. */
const PER_TURN = 2_000;

/** More than a few bad papers are a trouble of the database, which ends the turn. */
const MAX_FAILED = 20;

/** Closes and grades attempts whose time is up with what was acknowledged (design §6: within 60 s). */
export async function closeOverdueAttempts(): Promise<void> {
  let closed = 0;
  const failed = new Set<string>();
  while (closed < PER_TURN && failed.size < MAX_FAILED && (await closeOneOverdue(failed))) closed += 1;
  if (closed > failed.size) logger.info({ closed: closed - failed.size }, 'overdue attempts closed');
}
