import { parentPort, workerData } from 'node:worker_threads';
import { readXlsx } from './xlsx-read.ts';
import { ZipRefused } from './zip-read.ts';

/** Reads one workbook in a thread of its own; see in-worker.ts. */
try {
  parentPort?.postMessage({ value: readXlsx(Buffer.from(workerData as Uint8Array)) });
} catch (error) {
  if (!(error instanceof ZipRefused)) throw error;
  parentPort?.postMessage({ refused: error.message });
}
