import type { Result } from '#domain/shared/result.ts';

/** Ends a transaction with an expected failure that must leave nothing behind. */
export class Rollback extends Error {
  readonly result: Result<never>;

  constructor(result: Result<never>) {
    super('rolled back');
    this.result = result;
  }
}

/** Runs work whose expected failures undo everything, and gives such a failure as a value. */
export async function orRollback<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Rollback) return error.result;
    throw error;
  }
}
