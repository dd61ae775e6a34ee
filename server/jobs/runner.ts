import { logger } from '../logger.ts';
import { closeOverdueAttempts } from './close-overdue.ts';
import { sealAudit } from './seal-audit.ts';

type Job = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<void> };

/** Each job is safe to run on any number of instances and twice at once: rows are taken with SKIP LOCKED or a lock. */
const JOBS: readonly Job[] = [
  { name: 'close-overdue', everyMs: 5_000, run: closeOverdueAttempts },
  { name: 'seal-audit', everyMs: 60_000, run: sealAudit },
];

/** Starts the jobs of this process. A failing run is logged and tried again at the next turn. */
export function startJobs(): { stop: () => Promise<void> } {
  let stopped = false;
  const running = new Set<Promise<void>>();
  const timers = JOBS.map((job) => {
    let isBusy = false;
    return setInterval(() => {
      if (stopped || isBusy) return;
      isBusy = true;
      const turn = job
        .run()
        .catch((error: unknown) => logger.error({ err: error, job: job.name }, 'job failed'))
        .finally(() => {
          isBusy = false;
          running.delete(turn);
        });
      running.add(turn);
    }, job.everyMs);
  });
  return {
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
