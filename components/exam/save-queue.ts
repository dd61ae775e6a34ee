import type { Answer, Cancel, Journal, QueueState, SaveReply, Schedule, StopReason, Unsaved } from './save-types.ts';

const IN_FLIGHT_MAX = 2;
const BACK_OFF_FIRST_MS = 1000;
const BACK_OFF_MAX_MS = 15_000;

type Slot = {
  /** Highest sequence number the server is known to hold. */
  acked: number;
  pending: Unsaved | null;
  /** Settles once the pending answer stands in the journal. */
  written: Promise<void>;
  /** Order of the first unsaved change, so that no position waits for ever. */
  turn: number;
  sending: boolean;
  debounce: Cancel | null;
  refused: string | null;
  late: boolean;
};

type QueueDeps = {
  readonly send: (entry: Unsaved, keepalive: boolean) => Promise<SaveReply>;
  readonly journal: Journal;
  readonly schedule: Schedule;
  readonly random: () => number;
  /** Somebody else wrote a newer answer at this position; the page should show the server's. */
  readonly onOvertaken: (position: number) => void;
};

const IDLE: QueueState = {
  unsaved: [],
  refused: new Map(),
  late: [],
  savedAt: null,
  cut: false,
  unprotected: false,
  stopped: null,
};

/**
 * Brings every answer to the server: journalled before it is sent, at most two requests under way, only the latest of a
 * position, sent again after failures with jittered back-off, forgotten only when acknowledged.
 */
export class SaveQueue {
  readonly #deps: QueueDeps;
  readonly #slots = new Map<number, Slot>();
  readonly #listeners = new Set<() => void>();
  #state = IDLE;
  #turn = 0;
  #inFlight = 0;
  #failures = 0;
  #wake: Cancel | null = null;

  /** `acked`: the server's sequence number of every position of the paper. */
  constructor(deps: QueueDeps, acked: Iterable<readonly [position: number, seq: number]>) {
    this.#deps = deps;
    for (const [position, seq] of acked) this.#slots.set(position, emptySlot(seq));
  }

  get state(): QueueState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): Cancel => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes over what an earlier page left in the journal. @returns the answers that are newer than the server's. */
  restore(entries: readonly Unsaved[]): readonly Unsaved[] {
    const newer: Unsaved[] = [];
    for (const entry of entries) {
      const slot = this.#slots.get(entry.position);
      if (slot && entry.seq > slot.acked) {
        this.#enqueue(slot, entry, Promise.resolve());
        newer.push(entry);
      } else {
        void this.#forget(entry.position, entry.seq);
      }
    }
    this.#publish();
    this.#pump();
    return newer;
  }

  /** Records a change; `delayMs` waits for more typing before it is sent. */
  change(position: number, response: Answer, delayMs = 0): void {
    const slot = this.#slots.get(position);
    if (!slot || this.#state.stopped) return;
    const seq = Math.max(slot.acked, slot.pending?.seq ?? 0) + 1;
    this.#write(slot, { position, seq, response });
    slot.debounce?.();
    slot.debounce = delayMs > 0 ? this.#deps.schedule(() => this.#release(slot), delayMs) : null;
    this.#publish();
    this.#pump();
  }

  /** Sends what still waits for more typing. */
  flush(): void {
    for (const slot of this.#slots.values()) endDebounce(slot);
    this.#pump();
  }

  /** The page is going away: everything unacknowledged leaves at once, in requests that outlive it. */
  sendBeforeLeaving(): void {
    if (this.#state.stopped) return;
    for (const slot of this.#slots.values()) {
      endDebounce(slot);
      if (slot.pending && !slot.refused) void this.#transmit(slot, slot.pending, true);
    }
  }

  /** The network is back: no need to wait for the back-off. */
  retryNow(): void {
    this.#wake?.();
    this.#wake = null;
    this.#pump();
  }

  /** Ends sending. Unacknowledged answers stay in the journal. */
  stop(reason: StopReason): void {
    if (this.#state.stopped) return;
    this.#wake?.();
    this.#wake = null;
    for (const slot of this.#slots.values()) endDebounce(slot);
    this.#publish({ stopped: reason });
  }

  /** Whether an answer of the server may be shown in place of the page's own; notes its sequence number. */
  adopts(position: number, seq: number): boolean {
    const slot = this.#slots.get(position);
    if (!slot || slot.pending || seq < slot.acked) return false;
    slot.acked = seq;
    return true;
  }

  #release(slot: Slot): void {
    slot.debounce = null;
    this.#pump();
  }

  #write(slot: Slot, entry: Unsaved): void {
    const written = this.#deps.journal.put(entry).catch(() => this.#publish({ unprotected: true }));
    this.#enqueue(slot, entry, written);
  }

  #enqueue(slot: Slot, entry: Unsaved, written: Promise<void>): void {
    if (!slot.pending) {
      this.#turn += 1;
      slot.turn = this.#turn;
    }
    slot.pending = entry;
    slot.written = written;
    slot.refused = null;
  }

  #next(): Slot | undefined {
    let first: Slot | undefined;
    for (const slot of this.#slots.values()) {
      if (!slot.pending || slot.sending || slot.debounce || slot.refused) continue;
      if (!first || slot.turn < first.turn) first = slot;
    }
    return first;
  }

  #pump(): void {
    while (!this.#state.stopped && !this.#wake && this.#inFlight < IN_FLIGHT_MAX) {
      const slot = this.#next();
      if (!slot) return;
      slot.sending = true;
      this.#inFlight += 1;
      void this.#launch(slot);
    }
  }

  async #launch(slot: Slot): Promise<void> {
    let entry: Unsaved | null = null;
    while (slot.pending && slot.pending !== entry) {
      entry = slot.pending;
      await slot.written;
    }
    if (slot.pending && !this.#state.stopped) await this.#transmit(slot, slot.pending, false);
    slot.sending = false;
    this.#inFlight -= 1;
    this.#pump();
  }

  async #transmit(slot: Slot, entry: Unsaved, keepalive: boolean): Promise<void> {
    const reply = await this.#deps.send(entry, keepalive).catch((): SaveReply => ({ kind: 'retry', afterMs: 0 }));
    if (reply.kind !== 'retry') this.#reached();
    this.#settle(slot, entry, reply);
    this.#publish();
  }

  #settle(slot: Slot, entry: Unsaved, reply: SaveReply): void {
    switch (reply.kind) {
      case 'saved':
        slot.late = false;
        this.#acknowledge(slot, entry.position, reply.ackedSeq);
        this.#publish({ savedAt: later(this.#state.savedAt, reply.serverNow) });
        return;
      case 'stale':
        this.#overtaken(slot, entry, reply.ackedSeq);
        return;
      case 'late':
        slot.late = true;
        this.#acknowledge(slot, entry.position, entry.seq);
        return;
      case 'refused':
        if (slot.pending?.seq === entry.seq) slot.refused = reply.message;
        return;
      case 'retry':
        this.#backOff(reply.afterMs);
        return;
      case 'stopped':
        this.stop(reply.reason);
    }
  }

  #acknowledge(slot: Slot, position: number, ackedSeq: number): void {
    slot.acked = Math.max(slot.acked, ackedSeq);
    if (!slot.pending || slot.pending.seq > ackedSeq) return;
    slot.pending = null;
    slot.refused = null;
    void this.#forget(position, ackedSeq);
  }

  #overtaken(slot: Slot, entry: Unsaved, ackedSeq: number): void {
    slot.acked = Math.max(slot.acked, ackedSeq);
    const { pending } = slot;
    if (!pending || pending.seq > ackedSeq) return;
    if (pending.seq > entry.seq) {
      this.#write(slot, { ...pending, seq: ackedSeq + 1 });
      return;
    }
    slot.pending = null;
    void this.#forget(entry.position, entry.seq);
    this.#deps.onOvertaken(entry.position);
  }

  #reached(): void {
    this.#failures = 0;
    this.#wake?.();
    this.#wake = null;
    if (this.#state.cut) this.#publish({ cut: false });
  }

  #backOff(afterMs: number): void {
    this.#publish({ cut: true });
    if (this.#wake || this.#state.stopped) return;
    const ceiling = Math.min(BACK_OFF_MAX_MS, BACK_OFF_FIRST_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    const wait = Math.max(afterMs, ceiling * (0.5 + this.#deps.random() / 2));
    this.#wake = this.#deps.schedule(() => this.retryNow(), wait);
  }

  async #forget(position: number, uptoSeq: number): Promise<void> {
    await this.#deps.journal.remove(position, uptoSeq).catch(() => this.#publish({ unprotected: true }));
  }

  #publish(change: Partial<QueueState> = {}): void {
    const slots = [...this.#slots].toSorted(([a], [b]) => a - b);
    const of = (wanted: (slot: Slot) => boolean) =>
      slots.filter(([, slot]) => wanted(slot)).map(([position]) => position);
    this.#state = {
      ...this.#state,
      unsaved: of((slot) => slot.pending !== null),
      late: of((slot) => slot.late),
      refused: new Map(slots.flatMap(([position, { refused }]) => (refused ? [[position, refused]] : []))),
      ...change,
    };
    for (const listener of this.#listeners) listener();
  }
}

function emptySlot(acked: number): Slot {
  return {
    acked,
    pending: null,
    written: Promise.resolve(),
    turn: 0,
    sending: false,
    debounce: null,
    refused: null,
    late: false,
  };
}

function endDebounce(slot: Slot): void {
  slot.debounce?.();
  slot.debounce = null;
}

function later(a: string | null, b: string): string {
  return a !== null && a > b ? a : b;
}
