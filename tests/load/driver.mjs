import { JOBS } from './jobs.mjs';

/** The load comes from a process of its own, one job after the other. */
process.on('message', async ({ id, kind, ...job }) => {
  try {
    process.send({ id, result: await JOBS[kind](job) });
  } catch (error) {
    process.send({ id, error: error.stack ?? String(error) });
  }
});
process.on('disconnect', () => process.exit());
