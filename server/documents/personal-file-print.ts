import type { PersonalFileBody } from '#domain/people/personal-file.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { inWorker } from './in-worker.ts';
import { personalFilePdf } from './personal-file-pdf.ts';

/** A file of up to so many rows is drawn at once (a tenth of a second); starting a thread would take longer. */
const MAX_ROWS_HERE = 150;
const WORKER = new URL('./personal-file-worker.ts', import.meta.url);

/**
 * A personal file as PDF. A long one is drawn in a thread of its own, so that nobody's answer has to wait for it.
 * @returns BUSY when too many files are at work already.
 */
export async function drawnPersonalFile(body: PersonalFileBody, sha256: string): Promise<Result<Uint8Array>> {
  const rows = body.sections.reduce((sum, section) => sum + section.rows.length, 0);
  if (rows <= MAX_ROWS_HERE) return ok(await personalFilePdf(body, sha256));
  const drawn = await inWorker<Uint8Array>(WORKER, { body, sha256 });
  if (!drawn.ok) return drawn;
  return 'value' in drawn.value ? ok(drawn.value.value) : fail('BUSY');
}
