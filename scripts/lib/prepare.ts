import { closePools } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { env } from '#server/env.ts';

/**
 * Brings the database up to the state the server expects, reporting each step to the parent process:
 * schema, lessons and questions, and with `--demo` the demonstration organisation (into an empty database only).
 */
const steps: Readonly<Record<string, () => Promise<unknown>>> = {
  migrate: () => migrateDatabase(env.DATABASE_OWNER_URL),
  content: async () => (await import('#server/content/load-into-database.ts')).loadContent(),
  demonstration: async () => (await import('#server/demonstration/seed.ts')).seedDemonstration(),
};

const names = ['migrate', 'content', ...(process.argv.includes('--demo') ? ['demonstration'] : [])];

function report(message: object): void {
  process.send?.(message);
}

// Nothing is left to report to once the process that started this one is gone.
process.on('disconnect', () => process.exit());

try {
  for (const name of names) {
    report({ type: 'start', name });
    report({ type: 'done', name, result: (await steps[name]?.()) ?? null });
  }
} catch (error) {
  report({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
} finally {
  await closePools();
  process.disconnect?.();
}
