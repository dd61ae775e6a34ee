import { logger } from '../logger.ts';
import { closeOneOverdue } from '../operations/exam/close-attempt.ts';

/** Enough for a full hall whose time ends at once; the next turn follows in seconds. */
const PER_TURN = 2_000;

/** Closes and grades attempts whose time is up with what was acknowledged (design §6: within 60 s). */
export async function closeOverdueAttempts(): Promise<void> {
  let closed = 0;
  while (closed < PER_TURN && (await closeOneOverdue())) closed += 1;
  if (closed > 0) logger.info({ closed }, 'overdue attempts closed');
}
