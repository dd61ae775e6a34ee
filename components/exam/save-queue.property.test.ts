import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualTimer, ManualTransport, MemoryJournal, MemoryServer, settle, text } from './queue-world.ts';
import { SaveQueue } from './save-queue.ts';
import type { SaveReply } from './save-types.ts';

const POSITIONS = [1, 2, 3];
const LOST: SaveReply = { kind: 'retry', afterMs: 0 };

/** One thing that may happen while somebody sits an exam over a bad line. */
const Step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      at: fc.constantFrom(...POSITIONS),
      slow: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('delivered' as const), pick: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lost' as const), pick: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('ack-lost' as const), pick: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('timer' as const, 'online' as const, 'blur' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('reload' as const, 'crash' as const) }) },
);
type StepValue = typeof Step extends fc.Arbitrary<infer T> ? T : never;

class Sitting {
  readonly server = new MemoryServer();
  readonly journal = new MemoryJournal();
  readonly wanted = new Map<number, string>();
  timer = new ManualTimer();
  transport = new ManualTransport();
  queue = this.#open();
  #count = 0;

  #open(): SaveQueue {
    const { journal } = this;
    this.timer = new ManualTimer();
    this.transport = new ManualTransport();
    const { send } = this.transport;
    const deps = { send, journal, schedule: this.timer.schedule, random: () => 0.5, onOvertaken: () => {} };
    return new SaveQueue(deps, this.server.seqs(POSITIONS));
  }

  async step(step: StepValue): Promise<void> {
    if (step.kind === 'change') {
      this.#count += 1;
      this.wanted.set(step.at, `answer ${this.#count}`);
      this.queue.change(step.at, text(`answer ${this.#count}`), step.slow ? 1000 : 0);
    } else if (step.kind === 'reload' || step.kind === 'crash') await this.#reopen(step.kind);
    else if (step.kind === 'timer') this.timer.runNext();
    else if (step.kind === 'online') this.queue.retryNow();
    else if ('pick' in step) this.#network(step.kind, step.pick);
    else this.queue.flush();
    await settle();
    this.#nothingClaimedIsMissing();
  }

  #network(kind: 'delivered' | 'lost' | 'ack-lost', pick: number): void {
    const taken = this.transport.take(pick % Math.max(1, this.transport.underWay.length));
    if (!taken) return;
    const reply = kind === 'lost' ? LOST : this.server.save(taken.entry);
    taken.answer(kind === 'delivered' ? reply : LOST);
  }

  /** A page that goes away may still deliver what was under way, after the next page has read the server's state. */
  async #reopen(kind: 'reload' | 'crash'): Promise<void> {
    if (kind === 'reload') this.queue.sendBeforeLeaving();
    await settle();
    const leftBehind = this.transport.underWay;
    this.queue = this.#open();
    if (kind === 'reload') for (const { entry } of leftBehind) this.server.save(entry);
    this.queue.restore(await this.journal.list());
  }

  /** An answer the page calls saved is the one the server holds. */
  #nothingClaimedIsMissing(): void {
    const unsaved = new Set(this.queue.state.unsaved);
    for (const [position, answer] of this.wanted) {
      if (!unsaved.has(position)) expect(this.server.answers.get(position)?.response).toEqual(text(answer));
    }
  }

  async bringHome(): Promise<void> {
    for (let round = 0; round < 200 && this.queue.state.unsaved.length > 0; round += 1) {
      if (this.transport.underWay.length > 0) this.#network('delivered', 0);
      else this.timer.runNext();
      await settle();
    }
  }
}

test('whatever gets lost, reordered or reloaded: the last answer of each position reaches the server, none is called saved before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { maxLength: 60 }), async (steps) => {
      const sitting = new Sitting();
      for (const step of steps) await sitting.step(step);
      await sitting.bringHome();
      expect(sitting.queue.state.unsaved).toEqual([]);
      for (const [position, answer] of sitting.wanted) {
        expect(sitting.server.answers.get(position)?.response).toEqual(text(answer));
      }
      expect([...sitting.journal.rows]).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
