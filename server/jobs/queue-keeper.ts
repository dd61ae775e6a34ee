import { logger } from '../logger.ts';
import { type RunningQueue, startQueue } from './queue.ts';

const RETRY_MS = 30_000;

/**
 * Starts the queue and keeps trying when it cannot be: exams and lessons do not wait for reminders, and a database that
 * comes back brings them back. `stop` ends what runs, also a start under way.
 */
export function keepQueue(): RunningQueue {
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let queue: RunningQueue | undefined;
  const start = async (): Promise<void> => {
    try {
      queue = await startQueue();
    } catch (error) {
      logger.error({ err: error }, 'queue not started; tried again in half a minute');
      if (!isStopping) timer = setTimeout(again, RETRY_MS);
    }
  };
  let starting = start();
  function again(): void {
    starting = start();
  }
  return {
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await starting;
      clearTimeout(timer);
      await queue?.stop();
    },
  };
}
