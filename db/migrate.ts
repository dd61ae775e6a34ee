import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { installQueue } from './queue-schema.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any fixed number; instances that start together wait here for the one that migrates. */
const LOCK = 7_404_361;

/** Brings the schema and the queue's up to date as the owner. Safe to run any number of times and from several instances at once. */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'shoumi-migrate' },
  });
  try {
    await owner`select pg_advisory_lock(${LOCK})`;
    await migrate(drizzle(owner), { migrationsFolder: FOLDER });
    await installQueue(ownerUrl, owner);
  } finally {
    await owner.end({ timeout: 5 });
  }
}
