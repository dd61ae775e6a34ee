import { parentPort, workerData } from 'node:worker_threads';
import type { PersonalFileBody } from '#domain/people/personal-file.ts';
import { personalFilePdf } from './personal-file-pdf.ts';

/** Draws one file in a thread of its own; see in-worker.ts. */
const { body, sha256 } = workerData as { body: PersonalFileBody; sha256: string };
const pdf = await personalFilePdf(body, sha256);
parentPort?.postMessage({ value: new Uint8Array(pdf) });
