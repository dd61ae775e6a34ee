import type { Answer, Cancel, Journal, SaveReply, Schedule, Unsaved } from './save-types.ts';

/** The surroundings of a queue in its tests: a server with the real rules, a journal and a timer, all in memory. */

export const text = (value: string): Answer => ({ type: 'fill', texts: [value] });

export class MemoryJournal implements Journal {
  readonly rows = new Map<number, Unsaved>();
  readonly log: string[] = [];
  async put(entry: Unsaved): Promise<void> {
    await Promise.resolve();
    this.rows.set(entry.position, entry);
    this.log.push(`put ${entry.position}:${entry.seq}`);
  }
  async remove(position: number, uptoSeq: number): Promise<void> {
    const held = this.rows.get(position);
    if (held && held.seq <= uptoSeq) this.rows.delete(position);
  }
  async list(): Promise<readonly Unsaved[]> {
    return [...this.rows.values()];
  }
  async clear(): Promise<void> {
    this.rows.clear();
  }
}

/** Stores an answer only when its sequence number is newer, as the save statement does. */
export class MemoryServer {
  readonly answers = new Map<number, { seq: number; response: Answer }>();

  save({ position, seq, response }: Unsaved): SaveReply {
    const held = this.answers.get(position);
    if (held && held.seq > seq) return { kind: 'stale', ackedSeq: held.seq };
    if (!held || held.seq < seq) this.answers.set(position, { seq, response });
    return { kind: 'saved', ackedSeq: seq, serverNow: '2026-11-21T02:00:00.000Z' };
  }

  seqs(positions: readonly number[]): [number, number][] {
    return positions.map((position) => [position, this.answers.get(position)?.seq ?? 0]);
  }
}

/** Runs what was scheduled when told to, the soonest first. */
export class ManualTimer {
  #jobs: { run: () => void; at: number }[] = [];
  #now = 0;
  readonly waits: number[] = [];

  readonly schedule: Schedule = (run, ms): Cancel => {
    const job = { run, at: this.#now + ms };
    this.waits.push(ms);
    this.#jobs.push(job);
    return () => {
      this.#jobs = this.#jobs.filter((other) => other !== job);
    };
  };

  get pending(): number {
    return this.#jobs.length;
  }

  /** @returns false when nothing was waiting. */
  runNext(): boolean {
    const job = this.#jobs.toSorted((a, b) => a.at - b.at)[0];
    if (!job) return false;
    this.#jobs = this.#jobs.filter((other) => other !== job);
    this.#now = job.at;
    job.run();
    return true;
  }
}

type Waiting = { readonly entry: Unsaved; readonly keepalive: boolean; readonly answer: (reply: SaveReply) => void };

/** Requests stay under way until the test answers them. */
export class ManualTransport {
  readonly sent: Unsaved[] = [];
  underWay: Waiting[] = [];
  maxUnderWay = 0;

  readonly send = (entry: Unsaved, keepalive: boolean): Promise<SaveReply> => {
    this.sent.push(entry);
    return new Promise((resolve) => {
      this.underWay.push({ entry, keepalive, answer: resolve });
      this.maxUnderWay = Math.max(this.maxUnderWay, this.underWay.filter((w) => !w.keepalive).length);
    });
  };

  take(index = 0): Waiting | undefined {
    const [taken] = this.underWay.splice(index, 1);
    return taken;
  }

  answer(reply: (entry: Unsaved) => SaveReply, index = 0): void {
    const taken = this.take(index);
    if (!taken) throw new Error('no request under way');
    taken.answer(reply(taken.entry));
  }
}

/** Lets every promise that can go on do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
