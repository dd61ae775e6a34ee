import { parentPort, workerData } from 'node:worker_threads';
import { inspect } from './inspect.ts';

/** Looks at one file in a thread of its own; see documents/in-worker.ts. */
const { name, bytes } = workerData as { name: string; bytes: Uint8Array };
parentPort?.postMessage({ value: inspect(name, Buffer.from(bytes)) });
