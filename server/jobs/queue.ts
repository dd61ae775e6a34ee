import { type Job, type JobResult, PgBoss } from 'pg-boss';
import { db } from '#db/client.ts';
import { unsafeWaitingDeliveries } from '#db/dal/system-deliveries.ts';
import { DELIVER, QUEUE_SCHEMA, REMIND_DAYS, REMIND_HOURS } from '#db/dal/system-queue.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { deliverOne, giveUpInterrupted, type Senders } from '../operations/reminders/deliver.ts';
import { remindByDays, remindByHours } from '../operations/reminders/remind.ts';
import { openSenders } from './deliver-senders.ts';

/** Deliveries put into the queue a turn; the next turn follows within a minute. */
const PER_TURN = 1_000;
const BATCH = 10;
const CONNECTIONS = 2;
const STOP_MS = 8_000;

type DeliverJob = { readonly id: string };

/** The queue as the application's role; it neither makes nor changes tables (see `db/queue-schema.ts`). */
function openBoss(): PgBoss {
  const user = decodeURIComponent(new URL(env.DATABASE_URL).username);
  const takesRole = !env.DATABASE_POOLER && env.DATABASE_ROLE !== '' && env.DATABASE_ROLE !== user;
  const boss = new PgBoss({
    connectionString: env.DATABASE_URL,
    application_name: 'shoumi-queue',
    schema: QUEUE_SCHEMA,
    max: CONNECTIONS,
    migrate: false,
    createSchema: false,
    // Rebuilding an index takes its owner.
    reindex: false,
    ...(takesRole ? { options: `-c role=${env.DATABASE_ROLE}` } : {}),
  });
  boss.on('error', (error) => logger.error({ err: error }, 'queue'));
  return boss;
}

/**
 * Hands waiting deliveries of the outbox to the queue. A delivery that has a job already gets no second one (`exclusive`),
 * so it may be called at any time; one without – written by another process, asked for again, left by a crash – gets one.
 */
async function enqueueWaiting(boss: PgBoss): Promise<void> {
  await giveUpInterrupted();
  const ids = await unsafeWaitingDeliveries(db, PER_TURN);
  if (ids.length === 0) return;
  await boss.insert(
    DELIVER,
    ids.map((id) => ({ data: { id }, singletonKey: id })),
  );
}

/** A failed try is given back to the queue, which waits longer each time; the row says when there is none left. */
async function deliverBatch(jobs: Job<DeliverJob>[], senders: Senders): Promise<JobResult[]> {
  const results: JobResult[] = [];
  for (const { id, data } of jobs) {
    const how = await deliverOne(data.id, senders).catch((error: unknown) => {
      logger.error({ err: error, delivery: data.id }, 'delivery not noted; tried again after its lease');
      return 'retry' as const;
    });
    results.push({ id, status: how === 'retry' ? 'failed' : 'completed' });
  }
  return results;
}

async function run(boss: PgBoss, name: string, work: () => Promise<number>): Promise<void> {
  const told = await work();
  if (told > 0) logger.info({ told, job: name }, 'reminders told');
  await enqueueWaiting(boss);
}

async function workOn(boss: PgBoss, senders: Senders, pollingIntervalSeconds: number): Promise<void> {
  const polling = { pollingIntervalSeconds };
  await boss.work(REMIND_DAYS, polling, () => run(boss, REMIND_DAYS, remindByDays));
  await boss.work(REMIND_HOURS, polling, () => run(boss, REMIND_HOURS, remindByHours));
  await boss.work<DeliverJob>(
    DELIVER,
    { ...polling, batchSize: BATCH, burstWhenBatchFull: true, perJobResults: true },
    (jobs) => deliverBatch(jobs, senders),
  );
  await boss.schedule(REMIND_DAYS, '5,35 * * * *', null, { singletonKey: REMIND_DAYS });
  await boss.schedule(REMIND_HOURS, '* * * * *', null, { singletonKey: REMIND_HOURS });
  // What came due while nothing ran is told at the start, not half an hour later.
  await boss.send(REMIND_DAYS, null, { singletonKey: REMIND_DAYS });
}

export type RunningQueue = { readonly stop: () => Promise<void> };

/**
 * Runs reminders and deliveries through the queue: by date every half hour, by the hour each minute. Any number of
 * instances may do so: the queue gives each run and each delivery to one of them.
 * @throws Error when the queue's tables are missing or older than this program; nothing is left open then.
 */
export async function startQueue(pollingIntervalSeconds = 2): Promise<RunningQueue> {
  const boss = openBoss();
  const { senders, close } = openSenders();
  const stop = async (isGraceful: boolean) => {
    await boss.stop({ graceful: isGraceful, timeout: STOP_MS });
    close();
  };
  try {
    await boss.start();
    await workOn(boss, senders, pollingIntervalSeconds);
  } catch (error) {
    await stop(false);
    throw error;
  }
  return { stop: () => stop(true) };
}
