import { PgBoss } from 'pg-boss';
import type { Sql } from 'postgres';
import { QUEUE_SCHEMA, QUEUES } from './dal/system-queue.ts';

const APP_ROLE = 'shoumi_app';

/** What the application's role may do in the queue's schema: work with its rows, never change its tables. */
async function grant(owner: Sql): Promise<void> {
  await owner.unsafe(`
    grant usage on schema ${QUEUE_SCHEMA} to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${APP_ROLE};
    grant usage on all sequences in schema ${QUEUE_SCHEMA} to ${APP_ROLE};
    grant execute on all functions in schema ${QUEUE_SCHEMA} to ${APP_ROLE}`);
}

/**
 * Makes or upgrades the queue's own tables and queues as the owner, and lets the application use them. Part of every
 * migration (`docs/adr/010-queue-in-the-database.md`): the application's role could not do it, and must not.
 */
export async function installQueue(ownerUrl: string, owner: Sql): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    application_name: 'shoumi-migrate',
    schema: QUEUE_SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
  });
  let failure: Error | undefined;
  boss.on('error', (error) => {
    failure ??= error;
  });
  try {
    await boss.start();
    const known = new Set((await boss.getQueues()).map(({ name }) => name));
    for (const { name, ...options } of QUEUES) {
      if (known.has(name)) {
        const { policy: _, ...changeable } = options;
        await boss.updateQueue(name, changeable);
      } else await boss.createQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure) throw failure;
  await grant(owner);
}
