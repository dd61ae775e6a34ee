import { assertDurable, sql } from '#db/client.ts';
import { type RunningServer, startServer } from '#server/main.ts';

/** The application's process: serves until told to stop or until the process that started it is gone. */
let server: RunningServer | undefined;
let isStopping = false;

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // Whatever hangs must not keep the database from being shut down in order.
  setTimeout(() => process.exit(0), 12_000).unref();
  await server?.stop();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, () => void stop());

try {
  await assertDurable(sql);
  server = await startServer({ dev: process.argv.includes('--dev') });
  process.send?.({ type: 'ready', address: server.address });
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  process.send?.({ type: 'failed', code, message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  setImmediate(() => process.exit(1));
}
