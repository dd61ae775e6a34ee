import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { logger } from '../logger.ts';

/** What a file from outside may cost: memory of its thread and time (UP-02). */
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 };
const MAX_MS = 30_000;
/** Files looked at side by side in one process, and how many may wait for their turn. */
const MAX_RUNNING = 2;
const MAX_WAITING = 10;

let running = 0;
const waiting: (() => void)[] = [];

/** @returns false when too many wait already. */
async function takeTurn(): Promise<boolean> {
  if (running < MAX_RUNNING) {
    running += 1;
    return true;
  }
  if (waiting.length >= MAX_WAITING) return false;
  // Whoever ends hands the place over, so the number of running ones stays.
  await new Promise<void>((resolve) => waiting.push(resolve));
  return true;
}

function endTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

/** A reply of a worker; `refused` is the reason in Chinese. */
export type WorkerReply<T> = { readonly value: T } | { readonly refused: string };

function reply<T>(module: URL, input: Uint8Array | Readonly<Record<string, unknown>>): Promise<WorkerReply<T>> {
  return new Promise((resolve) => {
    const worker = new Worker(module, { workerData: input, resourceLimits: LIMITS });
    const end = (answer: WorkerReply<T>) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end({ refused: '文件过于复杂，读取超时' }), MAX_MS);
    worker.once('message', (answer: WorkerReply<T>) => end(answer));
    worker.once('error', (err) => {
      logger.warn({ err }, 'file worker failed');
      end({ refused: '文件过于复杂或已损坏，无法读取' });
    });
    worker.once('exit', () => end({ refused: '文件过于复杂或已损坏，无法读取' }));
  });
}

/**
 * Runs a worker module over a file somebody sent, in a thread of its own with a cap on memory and time, so that no file
 * can slow or end the server. @returns BUSY when too many wait already.
 */
export async function inWorker<T>(
  module: URL,
  input: Uint8Array | Readonly<Record<string, unknown>>,
): Promise<Result<WorkerReply<T>>> {
  if (!(await takeTurn())) return fail('BUSY');
  try {
    return ok(await reply<T>(module, input));
  } finally {
    endTurn();
  }
}
