import { isUnstorable, type PendingAnswer, type SaveVerdict, saveAnswerBatch } from '#db/dal/answer-batch.ts';

const BATCH_MAX = 200;

type Waiting = {
  readonly answer: PendingAnswer;
  readonly resolve: (v: SaveVerdict) => void;
  readonly reject: (e: unknown) => void;
};

let waiting: Waiting[] = [];
let isRunning = false;

/**
 * Group commit: answers that arrive while a statement is running are written together by the next one. Each promise
 * settles only after the commit of the statement that carried it (ADR 003).
 */
export function writeAnswer(answer: PendingAnswer): Promise<SaveVerdict> {
  return new Promise((resolve, reject) => {
    waiting.push({ answer, resolve, reject });
    if (!isRunning) void drain();
  });
}

async function drain(): Promise<void> {
  isRunning = true;
  while (waiting.length > 0) {
    const batch = waiting.slice(0, BATCH_MAX);
    waiting = waiting.slice(BATCH_MAX);
    await write(batch);
  }
  isRunning = false;
}

/** One answer that the database cannot take must not cost the others theirs: they are written one by one then. */
async function write(batch: readonly Waiting[]): Promise<void> {
  try {
    const verdicts = await saveAnswerBatch(batch.map((entry) => entry.answer));
    batch.forEach((entry, index) => {
      const verdict = verdicts[index];
      if (verdict) entry.resolve(verdict);
      else entry.reject(new Error('missing verdict'));
    });
  } catch (error) {
    if (batch.length > 1 && isUnstorable(error)) for (const entry of batch) await write([entry]);
    else for (const entry of batch) entry.reject(error);
  }
}
