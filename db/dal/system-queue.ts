import type { Queue } from 'pg-boss';
import { LEASE_SECONDS, MAX_TRIES } from '../../domain/reminders/delivery.ts';

/** The queue keeps its tables in a schema of its own; they hold ids of deliveries and nothing else. */
export const QUEUE_SCHEMA = 'pgboss';

export const REMIND_DAYS = 'remind-days';
export const REMIND_HOURS = 'remind-hours';
export const DELIVER = 'deliver';

/** Waits between two tries: about one minute, then twice as long each time, an hour at most. */
const RETRY = { retryDelay: 60, retryBackoff: true, retryDelayMax: 3600 } as const;

/**
 * The queues of the product. `exclusive`: one key has one waiting or running job at most, so that a reminder run asked
 * for twice runs once, and a delivery has one job at a time.
 */
export const QUEUES: readonly Queue[] = [
  { name: REMIND_DAYS, policy: 'exclusive', retryLimit: 0, expireInSeconds: 600, deleteAfterSeconds: 86_400 },
  { name: REMIND_HOURS, policy: 'exclusive', retryLimit: 0, expireInSeconds: 300, deleteAfterSeconds: 86_400 },
  {
    name: DELIVER,
    policy: 'exclusive',
    retryLimit: MAX_TRIES - 1,
    // A batch must be over before its deliveries count as interrupted.
    expireInSeconds: LEASE_SECONDS - 60,
    deleteAfterSeconds: 86_400,
    ...RETRY,
  },
];
