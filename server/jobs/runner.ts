import { logger } from '../logger.ts';
import { advanceCases } from './advance-cases.ts';
import { assignPlans } from './assign-plans.ts';
import { closeOverdueAttempts } from './close-overdue.ts';
import { keepQueue } from './queue-keeper.ts';
import { sealAudit } from './seal-audit.ts';
import { settlePublishedPolicies } from './settle-policies.ts';

type Job = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<void> };

/** Each job is safe to run on any number of instances and twice at once: rows are taken with SKIP LOCKED or a lock. */
const JOBS: readonly Job[] = [
  { name: 'close-overdue', everyMs: 5_000, run: closeOverdueAttempts },
  { name: 'seal-audit', everyMs: 60_000, run: sealAudit },
  { name: 'assign-plans', everyMs: 600_000, run: assignPlans },
  { name: 'advance-cases', everyMs: 300_000, run: advanceCases },
  { name: 'settle-policies', everyMs: 60_000, run: settlePublishedPolicies },
];

/** Runs a job at once and then at its interval, never twice at a time; a failing run is logged and tried again. */
function schedule(job: Job, running: Set<Promise<void>>): NodeJS.Timeout {
  let isBusy = false;
  const turn = () => {
    if (isBusy) return;
    isBusy = true;
    const work = job
      .run()
      .catch((error: unknown) => logger.error({ err: error, job: job.name }, 'job failed'))
      .finally(() => {
        isBusy = false;
        running.delete(work);
      });
    running.add(work);
  };
  turn();
  return setInterval(turn, job.everyMs);
}

/** Starts the jobs of this process. `stop` waits for the runs under way. */
export function startJobs(): { stop: () => Promise<void> } {
  const running = new Set<Promise<void>>();
  const timers = JOBS.map((job) => schedule(job, running));
  const queue = keepQueue();
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...running, queue.stop()]);
    },
  };
}
