const TRANSIENT = new Set(['40001', '40P01']);
const MAX_RETRIES = 3;

/** The SQLSTATE of a database error, also when a query builder has wrapped it; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
  }
  return undefined;
}

function pause(attempt: number): Promise<void> {
  const milliseconds = 10 * 2 ** attempt * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Runs `work` again after a serialization failure or a deadlock, three times at most, waiting a little longer each time. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const state = sqlState(error);
      if (state === undefined || !TRANSIENT.has(state) || attempt >= MAX_RETRIES) throw error;
      await pause(attempt);
    }
  }
}
